/** The builds' engines of `access: remote`, as a stack's config names them. */
import * as pulumi from "@pulumi/pulumi";
import type { Remote } from "../../components/access/remote/args";
import type { DockerEndpoint } from "../../components/endpoint/endpoint";
import type * as aws from "../../components/host/aws/aws-docker-host";
import type { AwsDockerHostArgs } from "../../components/host/aws/aws-args";
import { applyReporting, UserError } from "../../components/text/user-error";
import type { StackConfig } from "../config";
import { hasShell, Host } from "../hosts";
import type { MadeBlock } from "../modes";
import {
  buildEndpointProblem,
  enginesOf,
  RemoteHost,
  type NamedEngine,
  type RemoteEngineConfig,
} from "./remote-config";

/**
 * Makes the VMs that are the stack's own, and gives all engines to Jenkins.
 * @param controllers addresses of the controller's host, where that is a VM: the builds' VMs let it in
 */
export function buildsEngines(config: StackConfig, controllers: pulumi.Input<string>[]): MadeBlock {
  const [first, ...pool] = enginesOf(config.remote, config.host === Host.local);
  const notes: pulumi.Output<string>[] = [];
  const made = (engine: NamedEngine) => engineOf(engine, controllers, notes);
  const block: Remote = {
    ...(first?.engine.host === RemoteHost.container
      ? { container: config.remote?.container ?? {} }
      : first && made(first)),
    pool: pool.map(made),
  };
  return { block, notes };
}

function engineOf(
  { path, name, engine }: NamedEngine,
  clients: pulumi.Input<string>[],
  notes: pulumi.Output<string>[],
): { endpoint: pulumi.Input<DockerEndpoint>; ownKey: boolean } {
  const { endpoint, stack, ownKey } = engine;
  if (stack !== undefined) return { endpoint: ofStack(stack, path, ownKey ?? true), ownKey: ownKey ?? true };
  if (endpoint === undefined) return { endpoint: vm(name, engine.aws, clients, notes), ownKey: true };
  const { dockerHost = "", clientKey } = endpoint;
  const given = { ...endpoint, dockerHost, clientKey: pulumi.secret(clientKey ?? "") };
  return { endpoint: pulumi.output(given), ownKey: false };
}

function vm(
  name: string,
  block: RemoteEngineConfig["aws"],
  clients: pulumi.Input<string>[],
  notes: pulumi.Output<string>[],
): pulumi.Output<DockerEndpoint> {
  // Loaded where it is used: AWS' package takes longer than all the rest of the program.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { AwsDockerHost } = require("../../components/host/aws/aws-docker-host") as typeof aws;
  const host = new AwsDockerHost(name, { uiPorts: [], clientAddresses: clients, ...(block as AwsDockerHostArgs) });
  if (hasShell(block))
    notes.push(pulumi.interpolate`A shell on the builds' VM: \`aws ssm start-session --target ${host.instanceId}\``);
  return host.endpoint;
}

/** The output `buildEndpoint` of another stack: of one of this program, or of any that has a host component. */
function ofStack(stack: string, path: string, ownKey: boolean): pulumi.Output<DockerEndpoint> {
  const other = new pulumi.StackReference(stack);
  const checked = (found: unknown) => {
    const problem = buildEndpointProblem(stack, found, ownKey);
    if (problem === undefined) return found as DockerEndpoint;
    throw new UserError(`the configuration of stack ${pulumi.getStack()}`, [
      { code: "JD211", path: `${path}.stack`, message: problem },
    ]);
  };
  return applyReporting(other.getOutput("buildEndpoint"), checked);
}

/** Where the config has what the component calls `remote.endpoint`: in `stack` or `aws`, where that is what makes it. */
export function configKeyOfEngine({ remote, host }: StackConfig, key: string): string {
  const named = enginesOf(remote, host === Host.local).find(({ path }) => key.startsWith(`${path}.endpoint`));
  if (!named) return key;
  const { path, engine } = named;
  if (engine.stack !== undefined) return `${path}.stack`;
  return engine.host === RemoteHost.aws ? `${path}.aws` : key;
}
