/** `access: remote` in a stack's config: its engines are VMs of the stack, given ones, or those of other stacks. */
import { Host } from "../hosts";
import type { StackMode } from "../modes";
import { buildsEngines, configKeyOfEngine } from "./builds-engines";
import {
  addressProblems,
  enginesOf,
  RemoteHost,
  remoteProblems,
  remoteSchema,
  withSharedEngines,
} from "./remote-config";

/** The mode. */
export const remoteOfStack: StackMode = {
  description: "Options of access: remote: one of host, endpoint and stack is the engine that builds use",
  schema: remoteSchema,
  problems: ({ host, aws, remote }) => {
    const problems = remoteProblems(remote, host === Host.local);
    const ofAddresses = host === Host.aws ? addressProblems(aws, remote) : [];
    return [...problems, ...ofAddresses].map((problem) => ({ ...problem, because: ["host"] }));
  },
  buildsElsewhere: ({ host, remote }) =>
    enginesOf(remote, host === Host.local).every(({ engine }) => engine.host !== RemoteHost.container),
  vms: ({ host, remote }) =>
    enginesOf(remote, host === Host.local).flatMap(({ name, path, engine }) =>
      engine.host === RemoteHost.aws ? [{ name, path: `${path}.aws`, aws: engine.aws }] : [],
    ),
  hasBuildEndpoint: ({ host, remote }) => {
    const first = enginesOf(remote, host === Host.local)[0]?.engine;
    return first?.host === RemoteHost.aws || (first?.stack !== undefined && first.ownKey !== false);
  },
  withShared: withSharedEngines,
  make: buildsEngines,
  configKey: configKeyOfEngine,
};
