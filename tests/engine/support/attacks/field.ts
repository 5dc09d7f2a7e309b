/** What attacks are tried on: marks on Jenkins' machine and in Jenkins, and a build beside the attacker's. All of it is the test's own. */
import { randomBytes } from "node:crypto";
import type { Agent } from "../../../../cli/smoke/agent";
import { execute } from "../../../../components/endpoint/execute";
import { Agents } from "../agents";
import { pull } from "../docker";
import type { TestStack } from "../stack";
import { type Ground, type Marks, thisGround } from "./ground";

/** An image that all engines of the tests can pull. */
export const image = "alpine:3";

/** [kernel.org: admin-guide/devices.txt, "7 block: Loopback devices"] */
export const loopMajor = 7;

export interface Field extends Omit<Marks, "remove"> {
  /** A text that nobody knows who has not read it. */
  token: string;
  agents: Agents;
  /** The build that means harm. */
  attacker: Agent;
  /** Another build, whose workspace has the token in a file `mark`. */
  other: Agent;
  /** A container beside the controller. */
  victim: { name: string; runs(): Promise<boolean> };
  controller: {
    name: string;
    /** Volumes with its home, which has the token in a file `mark`, and with its secrets. */
    home: string;
    secrets: string;
    /** Its addresses, on all its networks. */
    addresses: string[];
    /** Whether it has a key for an engine. */
    hasKey: boolean;
  };
  /** Runs a script as the build does, for what it prints. One that fails gives an empty text. */
  run: (script: string) => Promise<string>;
  /** How the last of these scripts ended, and what it printed: why an attack did not come out as it should. */
  last: () => string;
  remove(): Promise<void>;
}

/**
 * Prepares it for a stack that is up.
 * @param given the machine that Jenkins is on, where it is not this one
 */
export async function fieldOf(stack: TestStack, given?: Ground): Promise<Field> {
  const ground = given ?? (await thisGround());
  const { engine } = ground;
  // First what may fail: nothing else is there to be removed then.
  const agents = await Agents.of(stack, engine);
  const attacker = await agents.start();
  const other = await agents.start();
  const token = randomBytes(12).toString("hex");
  await other.run(`printf %s ${token} >mark`);
  const marks = await ground.mark(token);
  await pull(engine, image);
  const victim = await engine.createContainer({
    name: `${stack.named()}-victim`,
    Image: image,
    Cmd: ["sleep", "3600"],
  });
  await victim.start();
  const name = stack.named();
  await execute(engine, name, ["sh", "-c", `printf %s ${token} >/var/jenkins_home/mark`], "jenkins");
  const key = await execute(engine, name, ["sh", "-c", "ls /certs/*/key.pem"], "jenkins");
  const { NetworkSettings: network } = await engine.getContainer(name).inspect();
  let last = "no script has run";
  return {
    ...marks,
    token,
    agents,
    attacker,
    other,
    victim: { name: `${name}-victim`, runs: async () => (await victim.inspect()).State.Running },
    controller: {
      name,
      home: stack.named("home"),
      secrets: stack.named("secrets"),
      addresses: Object.values(network.Networks).map(({ IPAddress }) => IPAddress),
      hasKey: key.status === 0,
    },
    run: async (script) => {
      const { output, status } = await attacker.run(script);
      last = `${script}\nended with ${String(status)}: ${output}`;
      return status === 0 ? output.trim() : "";
    },
    last: () => last,
    remove: async () => {
      await marks.remove();
      await victim.remove({ force: true });
      await Promise.all([attacker.remove(), other.remove()]);
    },
  };
}
