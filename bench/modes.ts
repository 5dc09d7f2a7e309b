/** What a build costs in an agent of each mode, and what agents themselves cost. */
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import { promisify } from "node:util";
import { Agent, type Controller, dockerOf } from "../cli/smoke/agent";
import { cloudsOf } from "../cli/smoke/controller-clouds";
import type { RenderedCloud, RenderedTemplate } from "../cli/smoke/rendered-clouds";
import { connect } from "../components/endpoint/connect";
import { defaultImages } from "../components/default-images";
import type { Options } from "./index";
import { stackOf } from "./programs";
import { inTurns, printTable, ratio, secondsOf, shown } from "./turns";

const run = promisify(execFile);

/** A stack of each mode, and of each kind of engine. */
const modes: Record<string, Record<string, string>> = {
  dood: { access: "dood" },
  dind: { access: "dind", ...innerMirror("dind") },
  "dind, rootless": { access: "dind", "dind.isolation": "rootless", ...innerMirror("dind") },
  remote: { access: "remote", "remote.container.port": "18190", ...innerMirror("remote.container") },
};

/** Where this machine's registry is a mirror, engines in containers have it, too. */
export function innerMirror(block: string): Record<string, string> {
  const mirror = process.env.REGISTRY_MIRROR;
  return mirror === undefined ? {} : { [`${block}.registryMirrors[0]`]: mirror };
}

/** A mode that is up. */
interface Mode {
  controller: Controller;
  cloud: RenderedCloud;
  template: RenderedTemplate;
}

/** Has all modes up at the same time, each a stack of its own. */
export async function withModes(
  { folder, engine, ...options }: Options,
  measure: (up: Map<string, Mode>, options: Pick<Options, "rounds" | "agents">) => Promise<void>,
): Promise<void> {
  const docker = await connect({ dockerHost: engine });
  const made = [];
  try {
    const up = new Map<string, Mode>();
    for (const [index, [name, config]] of Object.entries(modes).entries()) {
      const program = { name, main: "dist/stacks/index.js" };
      const port = String(18110 + index);
      const settings = {
        folder,
        controllers: 1,
        memory: "/dev/null",
        engine,
        config: { ...config, "jenkins.port": port },
      };
      const bench = await stackOf(program, settings);
      made.push(bench);
      await bench.up();
      const { containerName } = await bench.stack.outputs();
      const controller = { engine: docker, container: String(containerName?.value) };
      const [cloud] = await cloudsOf(controller);
      const template = cloud?.templates[0];
      if (cloud === undefined || template === undefined) throw new Error(`${name} has no agents`);
      up.set(name, { controller, cloud, template });
    }
    await measure(up, options);
  } finally {
    for (const bench of made) await bench.destroy();
  }
}

const layers = Array.from({ length: 25 }, (_, index) => `RUN echo ${String(index)} >/layer-${String(index)}`);
/** Makes a context of many small files. */
const manyFiles = "i=0; while [ $i -lt 5000 ]; do echo $i >many/$i; i=$((i + 1)); done";

/** What is built: the lines of a Dockerfile, and the options. */
const builds: Record<string, { lines: string[]; options?: string }> = {
  "25 layers": { lines: layers, options: "--no-cache" },
  "25 layers, all in the cache": { lines: layers },
  "5,000 small files in the context": { lines: ["COPY many /many", "RUN cp -r /many /more"], options: "--no-cache" },
};

/** Prints the seconds that it took, measured where it runs. */
function script(lines: string[], options = ""): string {
  const dockerfile = ["FROM alpine:3", ...lines].map((line) => `'${line}'`).join(" ");
  return `cd "$(mktemp -d)"; mkdir many; ${lines.some((line) => line.startsWith("COPY")) ? manyFiles : ":"}
printf '%s\\n' ${dockerfile} >Dockerfile
began=$(date +%s%N); docker build --quiet ${options} . >/dev/null; echo $((($(date +%s%N) - began) / 1000000)); rm -r "$PWD"`;
}

/** Builds in agents of each mode against the same on the machine itself. */
export async function inAgents(up: Map<string, Mode>, { rounds }: Pick<Options, "rounds">): Promise<void> {
  const agents = new Map<string, Agent>();
  for (const [name, { controller, cloud, template }] of up)
    agents.set(name, await Agent.start(controller, cloud, template));
  const onHost = async (text: string) => (await run("sh", ["-ec", text])).stdout;
  const inAgent = async (agent: Agent, text: string) => {
    const { output, status } = await agent.run(text);
    if (status !== 0) throw new Error(output);
    return output;
  };
  try {
    const names = ["the machine itself", ...up.keys()];
    const found = await inTurns(names, rounds, async (name) => {
      const seconds: Record<string, number> = {};
      for (const [what, { lines, options }] of Object.entries(builds)) {
        const agent = agents.get(name);
        const text = script(lines, options);
        seconds[what] = Number(agent === undefined ? await onHost(text) : await inAgent(agent, text)) / 1000;
      }
      return seconds;
    });
    const host = found["the machine itself"];
    const rows = Object.keys(builds).map((what) => [
      what,
      shown(host?.get(what)),
      ...[...up.keys()].map(
        (name) => `${ratio(found[name]?.get(what), host?.get(what))}, ${shown(found[name]?.get(what))}`,
      ),
    ]);
    printTable("docker build, in an agent of each mode", ["", ...names], rows);
  } finally {
    for (const agent of agents.values()) await agent.remove();
  }
}

/** How many agents run at a time, where they do. */
const atATime = 50;

/** Agents that come and go: until the first command against `docker run`, and what many of them leave. */
export async function manyAgents(
  up: Map<string, Mode>,
  { rounds, agents: count }: Pick<Options, "rounds" | "agents">,
): Promise<void> {
  const once = async ({ controller, cloud, template }: Mode) => {
    const agent = await Agent.start(controller, cloud, template);
    try {
      await agent.run("true");
    } finally {
      await agent.remove();
    }
  };
  const plain = async () => {
    const { stdout } = await run("docker", [
      "run",
      "--detach",
      "--tty",
      "--interactive",
      defaultImages.agent,
      "/bin/sh",
    ]);
    await run("docker", ["exec", stdout.trim(), "true"]);
    await run("docker", ["rm", "--force", "--volumes", stdout.trim()]);
  };
  const names = ["docker run", ...up.keys()];
  const found = await inTurns(names, rounds, async (name) => {
    const mode = up.get(name);
    return { agent: await secondsOf(() => (mode === undefined ? plain() : once(mode))) };
  });
  const runs = found["docker run"]?.get("agent");
  printTable(
    "An agent from its start over its first command to its end",
    ["", "time", "ratio"],
    names.map((name) => [name, shown(found[name]?.get("agent")), ratio(found[name]?.get("agent"), runs)]),
  );

  const rows: string[][] = [];
  for (const [name, mode] of up) {
    const before = await traces(mode);
    const times: number[] = [];
    for (let agent = 0; agent < count; agent++) times.push(await secondsOf(() => once(mode)));
    const part = Math.max(1, Math.floor(count / 10));
    const slower = ratio(times.slice(-part), times.slice(0, part));
    const together = await secondsOf(() =>
      Promise.all(Array.from({ length: Math.min(atATime, count) }, () => once(mode))),
    );
    const after = await traces(mode);
    rows.push([
      name,
      `${shown(times.slice(0, part))}, ${shown(times.slice(-part))}, ${slower}`,
      `${together.toFixed(1)} s`,
      ...(["containers", "volumes"] as const).map((what) => String(after[what] - before[what])),
      `${before.mebibytes.toFixed(0)}, ${after.mebibytes.toFixed(0)} MiB`,
    ]);
  }
  const head = ["", `the first tenth of ${String(count)} in a row, the last, ratio`, `${String(atATime)} at a time`];
  printTable("Many agents", [...head, "containers left", "volumes left", "the engine's memory before, after"], rows);
}

/** What is on the engine that a mode's agents live on, and what memory its program has. */
async function traces({ controller, cloud }: Mode): Promise<Record<"containers" | "volumes" | "mebibytes", number>> {
  const lines = async (...words: string[]) => {
    const { output } = await dockerOf(controller, cloud, words);
    return output.trim() === "" ? 0 : output.trim().split("\n").length;
  };
  const [containers, volumes] = [await lines("ps", "--all", "--quiet"), await lines("volume", "ls", "--quiet")];
  return { containers, volumes, mebibytes: (await memoryOf(controller)) / 1024 };
}

/** Kibibytes. An engine in a container is beside the controller; else it is this machine's. */
async function memoryOf({ engine, container }: Controller): Promise<number> {
  const containers = await engine.listContainers();
  const inside = containers.find(({ Names: [name] }) =>
    [`/${container}-dind`, `/${container}-builds`].includes(name ?? ""),
  );
  if (inside === undefined) {
    const pid = fs.readFileSync("/var/run/docker.pid", "utf8").trim();
    return Number((await run("ps", ["-o", "rss=", "-p", pid])).stdout);
  }
  const { Processes: processes } = (await engine.getContainer(inside.Id).top({ ps_args: "-eo pid,rss,comm" })) as {
    Processes: string[][];
  };
  return Number(processes.find(([, , program]) => program === "dockerd")?.[1]);
}
