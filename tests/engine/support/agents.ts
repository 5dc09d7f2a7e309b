/** Agents of a stack, made from its rendered casc by the very code that `smoke` uses. */
import { Agent, type Controller, dockerOf } from "../../../cli/smoke/agent";
import { cloudsOf } from "../../../cli/smoke/controller-clouds";
import type { RenderedCloud } from "../../../cli/smoke/rendered-clouds";
import type { Engine } from "../../../components/endpoint/execute";
import { localEngine } from "./docker";
import type { TestStack } from "./stack";

export class Agents {
  private constructor(
    readonly controller: Controller,
    readonly clouds: RenderedCloud[],
  ) {}

  /** Those that a stack's casc describes now, whose controller is on an engine: this machine's, unless another is given. */
  static async of(stack: TestStack, engine?: Engine): Promise<Agents> {
    const controller = { engine: engine ?? (await localEngine()), container: stack.named() };
    return new Agents(controller, await cloudsOf(controller));
  }

  /** A cloud and its first template. */
  first(cloud = 0) {
    const found = this.clouds[cloud];
    const template = found?.templates[0];
    if (!found || !template) throw new Error(`no cloud ${String(cloud)} with a template`);
    return { cloud: found, template };
  }

  /** Starts one of the first template. */
  async start(cloud = 0): Promise<Agent> {
    const first = this.first(cloud);
    return Agent.start(this.controller, first.cloud, first.template);
  }

  /** What an action on a new agent gives; the agent is removed, whatever happens. */
  async with<T>(action: (agent: Agent) => Promise<T>, cloud = 0): Promise<T> {
    const agent = await this.start(cloud);
    try {
      return await action(agent);
    } finally {
      await agent.remove();
    }
  }

  /** The volumes that are an agent's own: those without a name of ours. */
  async volumesOf(agent: Agent): Promise<string[]> {
    const format = '{{range .Mounts}}{{if eq .Type "volume"}}{{println .Name}}{{end}}{{end}}';
    const names = (await this.docker(["inspect", "--format", format, agent.id])).trim().split("\n");
    return names.filter((name) => /^[0-9a-f]{64}$/.test(name));
  }

  /** What the Docker CLI prints on a cloud's engine. */
  async docker(words: string[], cloud = 0): Promise<string> {
    const { output, status } = await dockerOf(this.controller, this.first(cloud).cloud, words);
    if (status !== 0) throw new Error(`docker ${words.join(" ")}: ${output}`);
    return output;
  }
}
