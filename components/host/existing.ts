/** ExistingDockerHost: an engine whose address and keys are given. */
import * as pulumi from "@pulumi/pulumi";
import { defaultSocketPath, hostOf, parseDockerHost, socketBySsh, type DockerEndpoint } from "../endpoint/endpoint";
import { endpointOutput } from "./endpoint-output";
import { checkEngineAddress } from "../endpoint/endpoint-rules";
import { partlyKnown } from "../endpoint/outputs";
import { reportingUserErrors } from "../text/user-error";

/** Arguments of an {@link ExistingDockerHost}. */
export interface ExistingDockerHostArgs {
  /**
   * The engine's address. `ssh://` uses the `ssh` of this machine, with its config, agent and known hosts. It may name another socket of
   * that machine: `ssh://me@ci.example.org/run/user/1000/docker.sock`. `tcp://` needs a port and the three PEMs.
   * @example "tcp://ci.example.org:2376"
   */
  dockerHost: pulumi.Input<string>;
  /** PEM of the CA that signed the engine's certificate. With `tcp://`. */
  caCert?: pulumi.Input<string>;
  /** PEM of the client's certificate. With `tcp://`. */
  clientCert?: pulumi.Input<string>;
  /** PEM of the client's key. It is kept as a secret. With `tcp://`. */
  clientKey?: pulumi.Input<string>;
  /**
   * The name or address by which published ports are reached.
   * Default: the host in `dockerHost`.
   */
  address?: pulumi.Input<string>;
  /**
   * The engine's socket on the engine's machine. `access: dood` mounts it.
   * Default: the one in `dockerHost`, else "/var/run/docker.sock".
   */
  socketPath?: pulumi.Input<string>;
  /**
   * The numeric group of that socket: `stat -c %g /var/run/docker.sock` on that machine. Needed where builds use this engine: `dood`, or `remote` of
   * another Jenkins.
   * @example 998
   */
  socketGid?: pulumi.Input<number>;
}

/**
 * An engine that exists already, by SSH or by mutual TLS. The component makes nothing. An `up` checks that the engine answers.
 * @example new ExistingDockerHost("ci", { dockerHost: "ssh://docker@ci.example.org", socketGid: 998 })
 */
export class ExistingDockerHost extends pulumi.ComponentResource {
  /** The engine. During an `up` it resolves once the engine answers. A preview does not connect. */
  public readonly endpoint: pulumi.Output<DockerEndpoint>;

  constructor(name: string, args: ExistingDockerHostArgs, opts?: pulumi.ComponentResourceOptions) {
    const shown = { ...args, ...(args.clientKey === undefined ? {} : { clientKey: pulumi.secret(args.clientKey) }) };
    super("pulumi-jenkins-docker:index:ExistingDockerHost", name, shown, opts);
    const where = `ExistingDockerHost ${name}`;
    const endpoint = partlyKnown(pulumi.output(shown), (given) => reportingUserErrors(() => endpointOf(where, given)));
    this.endpoint = endpointOutput(where, "dockerHost", endpoint);
    this.registerOutputs({ endpoint: this.endpoint });
  }
}

/**
 * The endpoint, with what follows from its address.
 * @param given where a part of it is unknown, as in a preview, nothing is checked: the `up` checks all of it
 * @throws UserError
 */
function endpointOf(where: string, given: pulumi.Unwrap<ExistingDockerHostArgs>): DockerEndpoint {
  // Only dood mounts the socket. Jenkins checks the path in that case.
  if (!pulumi.containsUnknowns(given)) checkEngineAddress(where, { ...given, socketPath: undefined }, "dockerHost");
  const { dockerHost } = given;
  if (pulumi.isUnknown(dockerHost))
    return { ...given, address: given.address ?? dockerHost, socketPath: given.socketPath ?? dockerHost };
  const target = parseDockerHost(dockerHost);
  const address = given.address ?? (target?.url ? hostOf(target.url) : "localhost");
  const socketPath = given.socketPath ?? (target && socketBySsh(target)) ?? defaultSocketPath;
  return { ...given, address, socketPath };
}
