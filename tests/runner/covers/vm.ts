/** The slow files that need virtual machines, and what each covers. */
import type { SlowFile } from "../selection";
import { machines } from "./testbed";
import {
  agents,
  awsHost,
  backups,
  bootstrap,
  casc,
  core,
  dind,
  dood,
  environments,
  existingHost,
  fleets,
  https,
  logins,
  publicTypes,
  remote,
  stateOfStacks,
  usersOnly,
} from "./sources";

/** What stands behind the environments in `stacks/`. */
const allEnvironments = [...machines, ...awsHost, ...bootstrap, ...environments, ...core, ...dind, ...dood, ...remote];

export const vmFiles: Readonly<Record<string, SlowFile>> = {
  "vm/deployer-policy.test.ts": {
    covers: [...machines, ...awsHost, "components/host/aws-fleet/"],
  },
  "vm/engine-key.test.ts": { covers: [...machines, "components/host/aws/identity.ts"] },
  "vm/environments.test.ts": {
    covers: [...allEnvironments, ...fleets, "policy/", "stacks/local.yaml"],
  },
  "vm/examples.test.ts": {
    covers: [
      ...machines,
      ...publicTypes,
      ...usersOnly,
      "aws.ts",
      "build.ts",
      "examples/",
      "index.ts",
      "tsconfig.build.json",
    ],
  },
  "vm/from-nothing.test.ts": {
    always: true,
    within: "vm/replaced.test.ts",
    covers: [...machines, ...awsHost, ...bootstrap, ...https],
  },
  "vm/replaced.test.ts": { covers: [...machines, ...awsHost, ...bootstrap, ...https] },
  "vm/long/bootstrap.test.ts": { covers: [...machines, ...bootstrap] },
  "vm/long/builds-engine.test.ts": {
    covers: [...machines, ...awsHost, ...bootstrap, ...agents, ...dood, ...logins, "tests/engine/support/attacks/"],
  },
  "vm/long/drill.test.ts": { covers: [...machines, ...awsHost, ...bootstrap, ...backups] },
  "vm/long/environments.test.ts": {
    covers: [...allEnvironments, "docs/aws-policy.json"],
  },
  "vm/long/existing.test.ts": { covers: [...machines, "cli/bootstrap.ts", ...bootstrap, ...existingHost] },
  "vm/long/fleet.test.ts": {
    covers: [
      ...machines,
      ...awsHost,
      ...bootstrap,
      ...casc,
      ...fleets,
      ...stateOfStacks,
      "cli/stack-controller.ts",
      "cli/status.ts",
      "cli/status/",
    ],
  },
  "vm/long/remote.test.ts": { covers: [...machines, ...awsHost, ...remote] },
};
