/** remote: the builds use another machine's engine, by mutual TLS; or, to try the mode, a second engine in a container. */
import * as pulumi from "@pulumi/pulumi";
import type { AccessMode } from "../contract";
import { engineChanges } from "../engine-changes";
import { type Remote, remoteSchema, remoteSettings } from "./args";
import { buildsEngines } from "./make";
import { remoteNeeds, remoteProblems } from "./rules";

/** The mode. */
export const remote: AccessMode<Remote> = {
  name: "remote",
  schema: remoteSchema,
  grants: () => "**root on the builds' machine**, and nothing of Jenkins' own",
  sharesEngine: () => false,
  buildsElsewhere: (block) => remoteSettings(block).container === undefined,
  containerAgents: true,
  volumes: ["builds"],
  changes: engineChanges({ volumes: /-builds$/, containers: /-builds(-\d+)?$/ }),
  problems: remoteProblems,
  needs: remoteNeeds,
  shown: (block) => {
    const { engines, container } = remoteSettings(block);
    const machines = engines.map(({ endpoint, ownKey }) => ({
      dockerHost: pulumi.unsecret(pulumi.output(endpoint).dockerHost),
      ownKey,
    }));
    return { engines: machines, ...(container ? { container } : {}) };
  },
  make: (block, context) => buildsEngines(remoteSettings(block), context),
};
