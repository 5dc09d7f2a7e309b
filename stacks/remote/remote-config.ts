/** The `remote` block of a stack's config: where the builds' engines are. Pure but for the clock. */
import { z } from "zod";
import { awsProblems, awsSchema } from "../../components/host/aws/aws-settings";
import { BuildsEngine } from "../../components/host/bootstrap/host-settings";
import { remoteEngineProblems } from "../../components/access/remote/rules";
import { engineContainerSchema } from "../../components/access/remote/args";
import type { Problem } from "../../components/text/problems";
import { engineAddress, engineSocket } from "../engine-config";
import type { MachineSettings } from "../shared";
import { textWith } from "../../components/text/validation";

/** What makes the builds' engine, where the stack itself does. */
export const RemoteHost = {
  /** A second engine in a container, to try the mode with. */
  container: "container",
  /** An EC2 VM. */
  aws: "aws",
} as const;
export type RemoteHost = (typeof RemoteHost)[keyof typeof RemoteHost];

const engine = {
  host: z.enum(RemoteHost).optional().meta({
    description:
      "What makes the engine, where the stack itself does: a VM, or with `host: local` a second engine in a container",
  }),
  aws: awsSchema.optional().meta({ description: "The VM: as `aws` at the top" }),
  endpoint: z
    .strictObject({ ...engineAddress, ...engineSocket })
    .optional()
    .meta({ description: "An engine that is there, by mutual TLS" }),
  stack: textWith("JD104", stackProblem).optional().meta({
    description: "Another stack, whose output `buildEndpoint` is the engine: `organization/project/stack`",
  }),
  ownKey: z.boolean().optional().meta({
    description: "Whether the controller gets a certificate of its own, by the key of the other stack's CA",
    default: true,
  }),
};

/** Rules of the block. */
export const remoteSchema = z.strictObject({
  ...engine,
  container: engineContainerSchema.optional().meta({ description: "Options of host: container" }),
  pool: z.array(z.strictObject(engine)).optional().meta({ description: "More engines, each as the first one" }),
});

/** The block, checked. */
export type RemoteConfig = z.infer<typeof remoteSchema>;
type AwsBlock = z.infer<typeof awsSchema> | undefined;
/** One engine of it. */
export type RemoteEngineConfig = Omit<RemoteConfig, "container" | "pool">;

/** An engine of the block, and where it stands in it: `remote`, `remote.pool[0]`. */
export interface NamedEngine {
  path: string;
  /** The name of its host, where the stack makes one: `builds`, `builds-2`. */
  name: string;
  engine: RemoteEngineConfig;
}

/** All engines, the first one first. On this machine's engine a second one in a container is what nothing said means. */
export function enginesOf(remote: RemoteConfig = {}, onLocal: boolean): NamedEngine[] {
  const { pool = [], ...first } = remote;
  const nothingSaid = choicesOf(first).length === 0 && first.aws === undefined;
  const given = nothingSaid && onLocal ? { ...first, host: RemoteHost.container } : first;
  return [
    { path: "remote", name: "builds", engine: given },
    ...pool.map((more, index) => ({
      path: `remote.pool[${String(index)}]`,
      name: `builds-${String(index + 2)}`,
      engine: more,
    })),
  ];
}

/** What is wrong between the settings of the block. */
export function remoteProblems(remote: RemoteConfig | undefined, onLocal: boolean): Problem[] {
  return enginesOf(remote, onLocal).flatMap((named) => engineProblems(named, onLocal));
}

function engineProblems({ path, engine: given }: NamedEngine, onLocal: boolean): Problem[] {
  const choices = choicesOf(given);
  if (given.aws !== undefined && choices.length === 0) {
    return [{ code: "JD105", path: `${path}.host`, message: "is needed with the block aws: set it to aws" }];
  }
  if (given.ownKey !== undefined && given.stack === undefined) {
    const message =
      "is of use with stack alone: a host of this stack's own has its CA here, and endpoint has none. Remove it";
    return [{ code: "JD107", path: `${path}.ownKey`, message }];
  }
  if (choices.length === 0) {
    const message = 'is needed with access "remote": host, endpoint or stack of the engine that builds use';
    return [{ code: "JD105", path, message }];
  }
  if (choices.length > 1) {
    const message = `has ${choices.join(" and ")}, of which one is the builds' engine. Remove the others`;
    return [{ code: "JD107", path, message }];
  }
  if (given.host === RemoteHost.container && (!onLocal || path !== "remote")) {
    const why = onLocal ? "is one beside the controller" : 'is to try the mode with, with host "local"';
    const message = `"container" ${why}. Use aws, or endpoint or stack`;
    return [{ code: "JD107", path: `${path}.host`, message }];
  }
  if (given.host === RemoteHost.aws) return vmProblems(given.aws ?? {}, `${path}.aws`);
  if (!given.endpoint) return [];
  return remoteEngineProblems(given.endpoint, path, false);
}

function vmProblems(aws: NonNullable<AwsBlock>, path: string): Problem[] {
  const problems = awsProblems(aws, (key) => `${path}.${key}`);
  if (aws.buildsEngine !== BuildsEngine.rootless) return problems;
  const message = "has no effect here: builds use the ordinary engine of this VM, by TLS. Remove it";
  return [...problems, { code: "JD107", path: `${path}.buildsEngine`, message }];
}

/** The controller's VM comes to the builds' VM from a known address only where both have one of the same kind. */
export function addressProblems(controller: AwsBlock, remote: RemoteConfig | undefined): Problem[] {
  const kind = (block: AwsBlock) => (block?.privateIp === undefined ? "an Elastic IP" : "a private address");
  return enginesOf(remote, false).flatMap(({ path, engine: given }) => {
    if (given.host !== RemoteHost.aws || kind(given.aws) === kind(controller)) return [];
    const message = `is of ${kind(given.aws)}, and the controller's VM of ${kind(controller)}: it would not be let in. Give both a privateIp, or none`;
    return [{ code: "JD107" as const, path: `${path}.aws.privateIp`, message }];
  });
}

/** The block with the settings that are shared: a VM takes all of them, an engine in a container the mirrors. */
export function withSharedEngines(block: RemoteConfig, machine: MachineSettings): RemoteConfig {
  const shared = <T extends { aws?: object }>(given: T) =>
    given.aws === undefined ? given : { ...given, aws: { ...machine, ...given.aws } };
  const { registryMirrors } = machine;
  return {
    ...shared({ ...block }),
    container: { ...(registryMirrors === undefined ? {} : { registryMirrors }), ...block.container },
    ...(block.pool ? { pool: block.pool.map(shared) } : {}),
  };
}

/** Why a stack's output is no engine for builds elsewhere; undefined where it is one. */
export function buildEndpointProblem(stack: string, output: unknown, ownKey: boolean): string | undefined {
  if (output === undefined)
    return `"${stack}" has no output buildEndpoint: export the endpoint of its host under that name, and bring it up`;
  const { dockerHost, caCert, caKey, clientCert, clientKey } = (output ?? {}) as Record<string, unknown>;
  const keys = ownKey ? [caCert, caKey] : [caCert, clientCert, clientKey];
  if (typeof dockerHost === "string" && dockerHost.startsWith("tcp://") && keys.every(Boolean)) return undefined;
  const what = typeof dockerHost === "string" ? `"${dockerHost}"` : "no engine's address";
  return `"${stack}" has ${what} as its buildEndpoint, without keys for other machines: it has to be of a host that is reached by mutual TLS`;
}

function choicesOf({ host, endpoint, stack }: RemoteEngineConfig): string[] {
  return Object.entries({ host, endpoint, stack }).flatMap(([key, value]) => (value === undefined ? [] : [key]));
}

function stackProblem(text: string): string | undefined {
  if (/^[\w.-]+\/[\w.-]+\/[\w.-]+$/.test(text)) return undefined;
  return `"${text}" is not a stack's full name: organization/project/stack`;
}
