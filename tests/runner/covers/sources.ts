/** Groups of source files, one for each subject. The table names them. */
import { exportedBy } from "../imports";
import { forUsers } from "../selection";

/** What every stack is made by. */
export const core = [
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

/** What users' programs are written against. */
export const publicTypes = [...exportedBy("index.ts"), ...exportedBy("aws.ts")];

/** How a mistake is found and told. */
export const mistakes = [
  "components/jenkins/check/",
  "components/text/",
  "stacks/placeholders.ts",
  "stacks/plain-secrets.ts",
];

/** What a preview says of a change. */
export const changes = [
  "components/changes/",
  "components/jenkins/jenkins-changes.ts",
  "components/jenkins/lost-volumes.ts",
  "stacks/lost-hosts.ts",
];

/** What the package's users load. [tests/runner/selection.ts: nameOfChange] */
export const usersOnly = [`package.json${forUsers}`, `tsconfig.json${forUsers}`];

export const agents = ["components/jenkins/agents/"];
export const builds = [
  "components/jenkins/verify/builds-reach-engine.ts",
  "components/jenkins/controller/admin-account.ts",
];
export const casc = ["components/jenkins/casc/"];
/** Engines in containers, which dind and remote make. */
export const engineContainers = ["components/access/engine-changes.ts", "components/access/engine-container.ts"];
export const dind = ["components/access/dind/", ...engineContainers];
export const dood = ["components/access/dood/"];
export const home = ["components/jenkins/controller/home.ts", "components/jenkins/controller/file-carrier/"];
export const https = ["components/jenkins/controller/https/"];
/** How commands find a stack's Jenkins. */
export const stateOfStacks = ["cli/exported-state.ts", "cli/jenkins-in-state.ts"];
/** Backups, and the commands on them. */
export const backups = [
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
export const image = ["components/jenkins/controller/image/", "stacks/plugin-lock.ts"];
export const logins = [
  "components/jenkins/registries/",
  "components/jenkins/secrets-mark.ts",
  "components/jenkins/secret-names.ts",
  "components/jenkins/verify/left-secrets.ts",
];
export const remote = [
  "components/access/remote/",
  "components/access/client-certificate.ts",
  "stacks/remote/",
  ...engineContainers,
];
export const localHost = [
  "components/host/local.ts",
  "components/host/find-local-engine.ts",
  "components/host/this-machine.ts",
];
export const existingHost = ["components/host/existing.ts", "components/host/endpoint-output.ts"];
export const awsHost = ["components/host/aws/"];
export const fleets = [
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
/** Files about AWS that every command loads, also where the provider of AWS is not installed. */
export const withoutProvider = [
  "components/host/aws-fleet/fleet-changes.ts",
  "components/host/aws-fleet/fleet-settings.ts",
  "components/host/aws/aws-changes.ts",
  "components/host/aws/aws-settings.ts",
];
export const bootstrap = ["components/host/bootstrap/"];
export const smoke = ["cli/smoke.ts", "cli/smoke/", "cli/stack-controller.ts", ...stateOfStacks];
export const environments = ["stacks/Pulumi.dev.yaml", "stacks/Pulumi.prod.yaml", "stacks/Pulumi.staging.yaml"];
