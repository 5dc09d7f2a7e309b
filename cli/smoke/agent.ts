/**
 * An agent, made from a rendered template through its rendered cloud as docker-plugin makes it: from the controller, by the
 * same address, certificate, image, user, groups, mounts, environment and limits, kept waiting by a shell.
 * [docker-plugin: DockerTemplateBase.fillContainerConfig; connector/DockerComputerConnector, ensureWaiting]
 */
import { folderOfCredential } from "../../components/access/client-certificate";
import { execute, type Engine, type Execution, printable } from "../../components/endpoint/execute";
import { CommandError } from "../say";
import type { RenderedCloud, RenderedTemplate } from "./rendered-clouds";

const pullWords = { PULL_ALWAYS: "always", PULL_LATEST: "missing", PULL_NEVER: "never" };

/** The controller, as the engine that runs it has it. */
export interface Controller {
  engine: Engine;
  /** Its container. */
  container: string;
}

export class Agent {
  readonly mountsWorkspace = '--volumes-from "$AGENT"';

  private constructor(
    private readonly controller: Controller,
    private readonly cloud: RenderedCloud,
    private readonly template: RenderedTemplate,
    readonly id: string,
  ) {}

  /** Starts one. @throws CommandError with what Docker said */
  static async start(controller: Controller, cloud: RenderedCloud, template: RenderedTemplate): Promise<Agent> {
    const words = [
      "run",
      "--detach",
      "--interactive",
      "--tty",
      ...runOptions(template),
      template.dockerTemplateBase.image,
      "/bin/sh",
    ];
    const { output, status } = await dockerOf(controller, cloud, words);
    const id = output.trim().split("\n").at(-1) ?? "";
    if (status === 0) return new Agent(controller, cloud, template, id);
    throw new CommandError(`cloud ${cloud.name} starts no agent ${template.name}: ${printable(output).trim()}`);
  }

  /** Runs a shell script in its workspace, as the template's user. */
  run(script: string): Promise<Execution> {
    const { remoteFs, dockerTemplateBase } = this.template;
    const words = ["exec", "--user", dockerTemplateBase.user, "--workdir", remoteFs, this.id, "sh", "-ec", script];
    return dockerOf(this.controller, this.cloud, words);
  }

  /** Removes it, with the volumes that are its own, as `removeVolumes` says. */
  async remove(): Promise<void> {
    await dockerOf(this.controller, this.cloud, ["rm", "--force", "--volumes", this.id]);
  }
}

/** Runs the Docker CLI in the controller, as jenkins, on a cloud's engine. */
export function dockerOf({ engine, container }: Controller, cloud: RenderedCloud, words: string[]): Promise<Execution> {
  const { uri, credentialsId } = cloud.dockerApi.dockerHost;
  const keys =
    credentialsId === undefined ? [] : ["DOCKER_TLS_VERIFY=1", `DOCKER_CERT_PATH=${folderOfCredential(credentialsId)}`];
  return execute(engine, container, ["env", `DOCKER_HOST=${uri}`, ...keys, "docker", ...words], "jenkins");
}

/** A template in the words of `docker run`. */
export function runOptions({ pullStrategy, dockerTemplateBase: base }: RenderedTemplate): string[] {
  const each = (option: string, values: string[]) => values.flatMap((value) => [option, value]);
  return [
    ...["--pull", pullWords[pullStrategy], "--user", base.user],
    ...each("--group-add", base.extraGroups),
    ...each("--mount", base.mounts),
    ...each("--env", base.environment),
    ...["--memory", `${String(base.memoryLimit)}m`, "--memory-swap", `${String(base.memorySwap)}m`],
    ...(base.cpus === undefined ? [] : ["--cpus", base.cpus]),
  ];
}
