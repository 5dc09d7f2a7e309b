/**
 * Which source paths each slow test file covers: the table that decides what a change makes run. `tests/unit/runner` holds it
 * against the tree: every source file is in it, every slow file is listed, and no line is of something that is gone. What a
 * test file imports from tests/ is read from the files themselves.
 */
import { runPages } from "../engine/support/docs";
import { withImports } from "./imports";
import { type Coverage, forUsers } from "./selection";
import { cloud, machines, testbed } from "./testbed";

/** What every stack is made by. */
const core = [
  "components/access/contract.ts",
  "components/access/modes.ts",
  "components/default-images.ts",
  "components/docker/",
  "components/endpoint/",
  "components/jenkins/args.ts",
  "components/jenkins/check/",
  "components/jenkins/controller/",
  "components/jenkins/make-deployment.ts",
  "components/jenkins/jenkins.ts",
  "components/jenkins/settings.ts",
  "components/jenkins/verify/",
  "components/paths.ts",
  "components/say-once-registered.ts",
  "stacks/build-endpoint.ts",
  "stacks/config-paths.ts",
  "stacks/config.ts",
  "stacks/engine-config.ts",
  "stacks/hosts.ts",
  "stacks/index.ts",
  "stacks/modes.ts",
  "stacks/reference.ts",
  "stacks/shared.ts",
];

/** How a mistake is found and told. */
const mistakes = ["components/jenkins/check/", "components/text/", "stacks/placeholders.ts", "stacks/plain-secrets.ts"];

/** What a preview says of a change. */
const changes = [
  "components/changes/",
  "components/jenkins/jenkins-changes.ts",
  "components/jenkins/lost-volumes.ts",
  "stacks/lost-hosts.ts",
];

/** What the package's users load. [tests/runner/selection.ts: nameOfChange] */
const usersOnly = [`package.json${forUsers}`, `tsconfig.json${forUsers}`];

const agents = ["components/jenkins/agents/"];
const builds = ["components/jenkins/verify/builds-reach-engine.ts", "components/jenkins/controller/admin-account.ts"];
const casc = ["components/jenkins/casc/"];
/** Engines in containers, which dind and remote make. */
const engineContainers = ["components/access/engine-changes.ts", "components/access/engine-container.ts"];
const dind = ["components/access/dind/", ...engineContainers];
const dood = ["components/access/dood/"];
const home = ["components/jenkins/controller/home.ts", "components/jenkins/controller/file-carrier/"];
const https = ["components/jenkins/controller/https/"];
/** How commands find a stack's Jenkins. */
const stateOfStacks = ["cli/exported-state.ts", "cli/jenkins-in-state.ts"];
/** Backups, and the commands on them. */
const backups = [
  "components/jenkins/backup/",
  "cli/backup.ts",
  "cli/backup/",
  "cli/backups.ts",
  ...stateOfStacks,
  "cli/restore.ts",
  "cli/rollback.ts",
  "cli/settings-file.ts",
  "cli/stack-controller.ts",
];
const image = ["components/jenkins/controller/image/", "stacks/plugin-lock.ts"];
const logins = [
  "components/jenkins/registries/",
  "components/jenkins/secrets-mark.ts",
  "components/jenkins/secret-names.ts",
  "components/jenkins/verify/left-secrets.ts",
];
const remote = ["components/access/remote/", "components/access/client-certificate.ts", "stacks/remote/"];
const localHost = [
  "components/host/local.ts",
  "components/host/find-local-engine.ts",
  "components/host/this-machine.ts",
];
const existingHost = ["components/host/existing.ts", "components/host/endpoint-output.ts"];
const awsHost = ["components/host/aws/"];
const fleets = [
  "cli/smoke/aws-api.sh",
  "cli/smoke/fleet-group.ts",
  "cli/smoke/fleet-ssh.sh",
  "cli/smoke/fleet.ts",
  "components/access/fleet/",
  "components/host/aws-fleet/",
  "components/jenkins/fleets/",
  "components/jenkins/secrets-mark.ts",
  "stacks/fleets/",
];
const bootstrap = ["components/host/bootstrap/"];
const smoke = ["cli/smoke.ts", "cli/smoke/", "cli/stack-controller.ts", ...stateOfStacks];
const environments = ["stacks/Pulumi.dev.yaml", "stacks/Pulumi.prod.yaml", "stacks/Pulumi.staging.yaml"];

export const coverage: Coverage = {
  everything: [".ci/run", "Pulumi.yaml", "package-lock.json", "package.json", ...testbed, "tsconfig.json"],
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
    "eslint.imports.mjs",
    "examples/roles.yaml",
    "examples/seed-job.yaml",
    "examples/sso.yaml",
    "testbed/pulumi/smoke",
    "tests/casc-files.ts",
    "tests/components/",
    "tests/engine/support/requirements.ts",
    "tests/vm/support/requirements.ts",
    "tests/run.ts",
    "tests/runner/",
    "tests/unit/",
    "tests/passed.json",
    "typedoc.json",
  ],
  slow: withImports({
    "engine/agents.test.ts": {
      covers: [...core, ...agents, ...casc, ...dind, ...logins, ...smoke, "cli/diff.ts", "cli/diff/"],
    },
    "engine/as-package.test.ts": {
      covers: [
        ...core,
        ...localHost,
        "PulumiPlugin.yaml",
        ...usersOnly,
        "aws.ts",
        "build.ts",
        "index.ts",
        "provider/",
        "schema.json",
        "tsconfig.build.json",
      ],
    },
    "engine/attacks.test.ts": {
      covers: [...core, ...agents, ...dind, ...dood, ...remote, "tests/engine/support/attacks/"],
    },
    "engine/backup-killed.test.ts": { covers: backups },
    "engine/backup-load.test.ts": { covers: backups },
    "engine/backup.test.ts": { covers: [...core, ...home, ...backups] },
    "engine/build-host.test.ts": { covers: [...core, ...remote, ...existingHost] },
    "engine/certificates.test.ts": { covers: [...core, ...remote, ...existingHost] },
    "engine/clean-up.test.ts": { covers: ["components/host/bootstrap/scripts/clean-up.sh"] },
    "engine/command-line.test.ts": {
      covers: [
        ...core,
        ...localHost,
        ...mistakes,
        ...image,
        ...usersOnly,
        "cli/",
        "stacks/local.yaml",
        "stacks/Pulumi.local.yaml",
      ],
    },
    "engine/destroy.test.ts": { covers: [...core, ...home, "cli/kept-home.ts"] },
    "engine/docs.test.ts": {
      covers: [...core, ...runPages, "cli/lock-text.ts", "cli/plugins-lock.ts", "cli/project.ts", "policy/"],
    },
    "engine/dood-socket.test.ts": { covers: [...core, ...dood, ...agents] },
    "engine/edits.test.ts": { covers: [...core, ...changes, ...casc, ...image, ...logins, ...agents] },
    "engine/examples.test.ts": {
      covers: [
        ...usersOnly,
        ...localHost,
        ...stateOfStacks,
        "aws.ts",
        "build.ts",
        "cli/stack-controller.ts",
        "cli/status.ts",
        "cli/status/",
        "examples/",
        "index.ts",
        "tsconfig.build.json",
      ],
    },
    "engine/existing.test.ts": { covers: [...core, ...existingHost, ...dind, ...dood] },
    "engine/from-git.test.ts": {
      covers: [
        ...localHost,
        ...usersOnly,
        "PulumiPlugin.yaml",
        "build.ts",
        "examples/yaml/",
        "provider/",
        "schema.json",
      ],
    },
    "engine/https.test.ts": { covers: [...core, ...https] },
    "engine/inline-program.test.ts": { covers: [...core, ...mistakes, ...localHost, ...existingHost] },
    "engine/killed.test.ts": { covers: [...core, ...dind, ...home] },
    "engine/mistakes.test.ts": { covers: [...core, ...mistakes, ...localHost, ...existingHost] },
    "engine/mode-dind.test.ts": {
      always: true,
      covers: [...core, ...dind, ...agents, ...casc, ...image, ...builds],
    },
    "engine/mode-dood.test.ts": {
      always: true,
      covers: [...core, ...dood, ...agents, ...casc, ...image, ...builds],
    },
    "engine/mode-embedded.test.ts": { covers: [...core, ...dind, ...agents, ...image, ...builds] },
    "engine/mode-remote.test.ts": {
      always: true,
      covers: [...core, ...remote, ...agents, ...casc, ...image, ...builds],
    },
    "engine/mode-rootless.test.ts": { covers: [...core, ...dind, ...agents, ...image, ...builds] },
    "engine/long/backup-kill-points.test.ts": { covers: backups },
    "engine/long/kill-points.test.ts": { covers: [...core, ...home, ...dind, ...dood] },
    "engine/moved.test.ts": { covers: [...core, ...home, ...backups, ...existingHost, "components/changes/"] },
    "engine/options.test.ts": { covers: [...core, ...casc, ...image] },
    "engine/other-languages.test.ts": {
      covers: [
        ...localHost,
        ...usersOnly,
        "build.ts",
        "examples/go/",
        "examples/python/",
        "provider/",
        "schema.json",
        "tests/engine/support/inline/",
        "tests/engine/support/sdk-generator/",
      ],
    },
    "engine/packed.test.ts": {
      covers: [
        ...core,
        ...mistakes,
        ...agents,
        ...dind,
        ...usersOnly,
        "aws.ts",
        "build.ts",
        "index.ts",
        "tsconfig.build.json",
      ],
    },
    "engine/policy.test.ts": { covers: ["policy/", "build.ts", ...cloud, ...core] },
    "engine/preflight.test.ts": { covers: ["components/jenkins/check/"] },
    "engine/preview.test.ts": { covers: [...core, ...localHost, ...existingHost, "stacks/readme.ts"] },
    "engine/proxy.test.ts": {
      covers: ["stacks/ca-bundle-file.ts", ...core, ...https, ...agents, "components/text/proxy.ts"],
    },
    "engine/remote.test.ts": { covers: [...core, ...remote, ...builds, ...existingHost] },
    "engine/side-by-side.test.ts": { covers: [...core, ...home, ...localHost] },
    "engine/ssh.test.ts": { covers: [...existingHost, "components/endpoint/"] },
    "engine/status.test.ts": {
      covers: [...remote, ...backups, "cli/diff/", "cli/smoke/", "cli/status.ts", "cli/status/"],
    },
    "engine/switching.test.ts": { covers: [...core, ...changes, ...dind, ...dood, ...remote, ...home] },
    "engine/trouble.test.ts": { covers: [...core, ...existingHost, ...home] },
    "engine/upgrade.test.ts": { covers: [...core, ...home, ...image, ...backups, "components/changes/"] },
    "vm/deployer-policy.test.ts": {
      covers: [
        ...machines,
        "components/host/aws/deployer-policy.ts",
        "components/host/aws/identity.ts",
        "components/host/aws-fleet/",
        "docs/aws-policy.json",
      ],
    },
    "vm/engine-key.test.ts": { covers: [...machines, "components/host/aws/identity.ts"] },
    "vm/environments.test.ts": { covers: [...machines, ...awsHost, ...environments, ...core, "policy/"] },
    "vm/examples.test.ts": {
      covers: [...machines, ...usersOnly, "aws.ts", "build.ts", "examples/", "index.ts", "tsconfig.build.json"],
    },
    "vm/from-nothing.test.ts": {
      always: true,
      within: "vm/replaced.test.ts",
      covers: [...machines, ...awsHost, ...bootstrap, ...https],
    },
    "vm/replaced.test.ts": { covers: [...machines, ...awsHost, ...bootstrap, ...https] },
    "vm/long/bootstrap.test.ts": { covers: [...machines, ...bootstrap] },
    "vm/long/builds-engine.test.ts": {
      covers: [...machines, ...awsHost, ...bootstrap, ...dood, "tests/engine/support/attacks/"],
    },
    "vm/long/drill.test.ts": { covers: [...machines, ...awsHost, ...bootstrap, ...backups] },
    "vm/long/environments.test.ts": { covers: [...machines, ...awsHost, ...bootstrap, ...environments] },
    "vm/long/existing.test.ts": { covers: [...machines, "cli/bootstrap.ts", ...bootstrap, ...existingHost] },
    "vm/long/fleet.test.ts": { covers: [...machines, ...awsHost, ...bootstrap, ...fleets] },
    "vm/long/remote.test.ts": { covers: [...machines, ...awsHost, ...remote] },
  }),
};
