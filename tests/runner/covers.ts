/**
 * Which source paths each slow test file covers: the table that decides what a change makes run. `tests/unit/runner` holds it
 * against the tree: every source file is in it, every slow file is listed, and no line is of something that is gone.
 */
import type { Coverage } from "./selection";

/** What every stack is made by. */
const core = [
  "components/access/access.ts",
  "components/access/modes.ts",
  "components/certificates.ts",
  "components/container.ts",
  "components/endpoint.ts",
  "components/engine/",
  "components/jenkins/args.ts",
  "components/jenkins/checked-endpoint.ts",
  "components/jenkins/container.ts",
  "components/jenkins/files.ts",
  "components/jenkins/jenkins.ts",
  "components/jenkins/names.ts",
  "components/jenkins/settings.ts",
  "components/jenkins/settle.ts",
  "components/jenkins/ready.ts",
  "components/jenkins/url.ts",
  "stacks/config.ts",
  "stacks/index.ts",
  "stacks/program.cjs",
  "stacks/reference.ts",
  "stacks/shared.ts",
  "stacks/sources.cjs",
  "stacks/sources.d.cts",
];

/** How a mistake is found and told. */
const mistakes = [
  "components/problems.ts",
  "components/validation.ts",
  "components/last-word.ts",
  "components/language-host.ts",
  "components/jenkins/preflight.ts",
  "components/jenkins/leftovers.ts",
  "stacks/placeholders.ts",
  "stacks/plain-secrets.ts",
];

/** What a preview says of a change. */
const meaning = [
  "components/interruptions.ts",
  "components/meaning.ts",
  "components/state-before.ts",
  "components/jenkins/meaning.ts",
  "components/jenkins/volumes-lost.ts",
  "stacks/hosts-lost.ts",
];

const agents = ["components/jenkins/agents/"];
const builds = ["components/jenkins/builds-reach-engine.ts", "components/jenkins/credentials.ts"];
const casc = ["components/jenkins/casc/"];
const dind = ["components/access/dind.ts", "components/access/dind-engine.ts"];
const dood = ["components/access/dood.ts"];
const home = ["components/jenkins/home.ts", "components/jenkins/carrier/"];
const https = ["components/jenkins/https/"];
const image = ["components/jenkins/image/", "stacks/plugin-lock.ts"];
const logins = [
  "components/jenkins/logins.ts",
  "components/jenkins/registries.ts",
  "components/jenkins/secrets.ts",
  "components/jenkins/files-left.ts",
];
const remote = [
  "components/access/remote.ts",
  "components/access/certificate-files.ts",
  "components/jenkins/remote-engine.ts",
  "components/secret-endpoint.ts",
  "stacks/builds.ts",
  "stacks/remote-config.ts",
];
const hereHost = ["components/host/local.ts", "components/host/local-engine.ts", "components/host/this-machine.ts"];
const existingHost = ["components/host/existing.ts", "components/host/endpoint-output.ts"];
const awsHost = ["components/host/aws.ts", "components/host/aws/", "components/host/ready.ts"];
const bootstrap = ["components/host/bootstrap/"];
const smoke = ["cli/smoke.ts", "cli/smoke/"];
const vm = ["tests/vm/support/"];
const environments = ["stacks/Pulumi.dev.yaml", "stacks/Pulumi.prod.yaml", "stacks/Pulumi.staging.yaml"];

export const coverage: Coverage = {
  everything: [
    ".ci/run",
    "Pulumi.yaml",
    "package-lock.json",
    "package.json",
    "testbed/",
    "tests/engine/support/",
    "tsconfig.json",
  ],
  quick: [
    ".changeset/",
    ".ci/actionlint",
    ".editorconfig",
    ".github/",
    ".gitignore",
    ".prettierignore",
    ".prettierrc.json",
    "LICENSE",
    "bench/",
    "docs/",
    "eslint.config.mjs",
    "examples/",
    "tests/components/",
    "tests/run.ts",
    "tests/runner/",
    "tests/unit/",
    "tests/passed.json",
  ],
  slow: {
    "engine/agents.test.ts": {
      covers: [...core, ...agents, ...casc, ...dind, ...logins, ...smoke, "cli/diff.ts", "cli/diff/"],
    },
    "engine/as-package.test.ts": {
      covers: [...core, ...hereHost, "PulumiPlugin.yaml", "build.ts", "index.ts", "tsconfig.build.json"],
    },
    "engine/build-host.test.ts": { covers: [...core, ...remote, ...existingHost] },
    "engine/certificates.test.ts": { covers: [...core, ...remote, ...existingHost] },
    "engine/clean-up.test.ts": { covers: ["components/host/bootstrap/scripts/clean-up"] },
    "engine/command-line.test.ts": {
      covers: [...core, ...hereHost, ...mistakes, ...image, "cli/", "stacks/Pulumi.local.yaml"],
    },
    "engine/destroy.test.ts": { covers: [...core, ...home, "cli/kept.ts"] },
    "engine/edits.test.ts": { covers: [...core, ...meaning, ...casc, ...image, ...logins, ...agents] },
    "engine/existing.test.ts": { covers: [...core, ...existingHost, ...dind, ...dood] },
    "engine/https.test.ts": { covers: [...core, ...https] },
    "engine/killed.test.ts": { covers: [...core, ...dind, ...home, "components/jenkins/leftovers.ts"] },
    "engine/mistakes.test.ts": { covers: [...core, ...mistakes, ...hereHost, ...existingHost] },
    "engine/mode-dind.test.ts": { always: true, covers: [...core, ...dind, ...agents, ...casc, ...image, ...builds] },
    "engine/mode-dood.test.ts": { always: true, covers: [...core, ...dood, ...agents, ...casc, ...image, ...builds] },
    "engine/mode-embedded.test.ts": { covers: [...core, ...dind, ...agents, ...image, ...builds] },
    "engine/mode-remote.test.ts": {
      always: true,
      covers: [...core, ...remote, ...agents, ...casc, ...image, ...builds],
    },
    "engine/options.test.ts": { covers: [...core, ...casc, ...image] },
    "engine/policy.test.ts": { covers: ["policy/", ...core] },
    "engine/preview.test.ts": { covers: [...core, ...hereHost, ...existingHost, "stacks/readme.ts"] },
    "engine/proxy.test.ts": { covers: [...core, ...https, ...agents, "components/proxy.ts"] },
    "engine/remote.test.ts": { covers: [...core, ...remote, ...builds, ...existingHost] },
    "engine/side-by-side.test.ts": { covers: [...core, ...home, ...hereHost, "components/jenkins/preflight.ts"] },
    "engine/ssh.test.ts": { covers: [...existingHost, "components/engine/"] },
    "engine/switching.test.ts": { covers: [...core, ...meaning, ...dind, ...dood, ...remote, ...home] },
    "vm/environments.test.ts": { covers: [...awsHost, ...environments, ...vm, ...core, "policy/"] },
    "vm/from-nothing.test.ts": { always: true, covers: [...awsHost, ...bootstrap, ...https, ...vm] },
    "vm/replaced.test.ts": { covers: [...awsHost, ...bootstrap, ...vm] },
    "vm/long/bootstrap.test.ts": { covers: [...bootstrap, ...vm] },
    "vm/long/environments.test.ts": { covers: [...awsHost, ...bootstrap, ...environments, ...vm] },
    "vm/long/existing.test.ts": { covers: ["cli/bootstrap.ts", ...bootstrap, ...existingHost, ...vm] },
    "vm/long/remote.test.ts": { covers: [...awsHost, ...remote, ...vm] },
  },
};
