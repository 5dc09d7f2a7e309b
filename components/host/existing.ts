/** ExistingDockerHost: any engine whose address and keys the user gives. */
import * as pulumi from "@pulumi/pulumi";
import { defaultSocketPath, parseDockerHost, type DockerEndpoint } from "../endpoint/endpoint";
import { endpointOutput } from "./endpoint-output";
import { checkEngineAddress } from "../endpoint/endpoint-rules";

/** Settings of an {@link ExistingDockerHost}. */
export interface ExistingDockerHostArgs {
  /**
   * The engine's address. `ssh://` uses this machine's `ssh` with its config, agent and known hosts; `tcp://` needs a
   * port and the three PEMs.
   * @example "tcp://ci.example.org:2376"
   */
  dockerHost: pulumi.Input<string>;
  /** PEM of the CA that signed the engine's certificate. With `tcp://`. */
  caCert?: pulumi.Input<string>;
  /** PEM of this client's certificate. With `tcp://`. */
  clientCert?: pulumi.Input<string>;
  /** PEM of this client's key; kept as a secret. With `tcp://`. */
  clientKey?: pulumi.Input<string>;
  /**
   * The name under which ports published there are reached.
   * @default the host in `dockerHost`
   */
  address?: pulumi.Input<string>;
  /**
   * The engine's socket on its own machine. Used by `access: dood`.
   * @default "/var/run/docker.sock"
   */
  socketPath?: pulumi.Input<string>;
  /**
   * The numeric group of that socket: on that machine, `stat -c %g /var/run/docker.sock`. Needed by `access: dood`.
   * @example 998
   */
  socketGid?: pulumi.Input<number>;
}

/**
 * An engine that is there already, by SSH or by mutual TLS, as an endpoint. Makes nothing; `up` checks that it answers.
 * @example new ExistingDockerHost("ci", { dockerHost: "ssh://docker@ci.example.org", socketGid: 998 })
 */
export class ExistingDockerHost extends pulumi.ComponentResource {
  /** The engine. Resolves during `up` only once it answers; a preview does not connect. */
  public readonly endpoint: pulumi.Output<DockerEndpoint>;

  constructor(name: string, args: ExistingDockerHostArgs, opts?: pulumi.ComponentResourceOptions) {
    const shown = { ...args, ...(args.clientKey === undefined ? {} : { clientKey: pulumi.secret(args.clientKey) }) };
    super("pulumi-jenkins-docker:index:ExistingDockerHost", name, shown, opts);
    const where = `ExistingDockerHost ${name}`;
    const endpoint = pulumi.output(shown).apply((given): DockerEndpoint => {
      checkEngineAddress(where, given, "dockerHost");
      const target = parseDockerHost(given.dockerHost);
      const hostname = target?.url?.hostname ?? "localhost";
      return { ...given, address: given.address ?? hostname, socketPath: given.socketPath ?? defaultSocketPath };
    });
    this.endpoint = endpointOutput(where, "dockerHost", endpoint);
    this.registerOutputs({ endpoint: this.endpoint });
  }
}
