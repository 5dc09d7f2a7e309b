/** LocalDockerHost: the engine that this machine's Docker client uses. */
import * as pulumi from "@pulumi/pulumi";
import type { DockerEndpoint } from "../endpoint/endpoint";
import { endpointOutput } from "./endpoint-output";
import { localEngineAsSet } from "./find-local-engine";
import { checkLocalEngineAddress } from "../endpoint/endpoint-rules";
import { thisMachine } from "./this-machine";

/** Arguments of a {@link LocalDockerHost}. Usually none is needed: the engine is found. */
export interface LocalDockerHostArgs {
  /**
   * The address of another engine than the one that the `docker` command uses here.
   * Default: `DOCKER_HOST`, else the current context's, else the first socket found: the system's, rootless, Docker Desktop.
   * @example "unix:///run/user/1000/docker.sock"
   */
  dockerHost?: string;
  /**
   * The group of the engine's socket as a container sees it. Needed if this machine sees another group (Colima, Lima).
   * Default: the socket's group on Linux; 0 for rootless engines and Docker Desktop.
   */
  socketGid?: number;
}

/**
 * The engine that this machine's Docker client uses, as an endpoint. Makes nothing; `up` checks that it answers.
 * @example const host = new LocalDockerHost("local");
 */
export class LocalDockerHost extends pulumi.ComponentResource {
  /** The engine. During an `up` it resolves once the engine answers. A preview does not connect. */
  public readonly endpoint: pulumi.Output<DockerEndpoint>;

  constructor(name: string, args: LocalDockerHostArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("pulumi-jenkins-docker:index:LocalDockerHost", name, args, opts);
    const { endpoint, because } = localEngineAsSet(thisMachine(), args);
    const where = `LocalDockerHost ${name}`;
    checkLocalEngineAddress(where, endpoint, because);
    this.endpoint = endpointOutput(where, because, endpoint);
    this.registerOutputs({ endpoint: this.endpoint });
  }
}
