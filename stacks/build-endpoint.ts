/** Whether a stack has an output `buildEndpoint`. Pulumi warns of an output that is undefined, so the program has to know beforehand. Pure. */
import { accessModes, blockOf } from "../components/access/modes";
import { endpointForOthers } from "../components/endpoint/endpoint";
import type { StackConfig } from "./config";
import { Host } from "./hosts";
import { stackModes } from "./modes";

/** Whether others can reach the builds' engine, and make keys of their own for it. */
export function hasBuildEndpoint(config: StackConfig): boolean {
  const { host, access, existing } = config;
  const ofStack = stackModes[access];
  if (ofStack) return ofStack.hasBuildEndpoint(config);
  if (!accessModes[access].sharesEngine(blockOf(config, access))) return false;
  // A VM has a CA of its own, with which others make their keys.
  if (host === Host.aws) return true;
  const dockerHost = host === Host.existing ? existing?.dockerHost : undefined;
  return dockerHost !== undefined && endpointForOthers({ dockerHost }) !== undefined;
}
