/** The program of `pulumi up`: a host, and a Jenkins on it, as the stack's config says. */
import * as pulumi from "@pulumi/pulumi";
import * as fs from "node:fs";
import * as path from "node:path";
import type { DockerEndpoint } from "../components/endpoint/endpoint";
import type * as aws from "../components/host/aws/aws-docker-host";
import type { AwsDockerHostArgs } from "../components/host/aws/aws-args";
import { ExistingDockerHost } from "../components/host/existing";
import { LocalDockerHost } from "../components/host/local";
import { parseLock } from "../components/jenkins/controller/image/plugins";
import { agentSettings } from "../components/jenkins/agents/agent-settings";
import type { JenkinsArgs } from "../components/jenkins/args";
import { Jenkins } from "../components/jenkins/jenkins";
import { defaultImages } from "../components/default-images";
import { accessModes, blockOf } from "../components/access/modes";
import { withCaBundleOfFile } from "./ca-bundle-file";
import { awsHosts, checkPassphrase, keepsDisk, ownKeys, stackConfig, type StackConfig, strayKeys } from "./config";
import { tellInConfigPaths } from "./config-paths";
import { fleetName, resizesBy } from "./fleets/fleets-config";
import { type ControllerVm, makeFleets } from "./fleets/make-fleets";
import { hasShell, Host } from "./hosts";
import { type MadeBlock, stackModes } from "./modes";
import { refusePlaceholders } from "./placeholders";
import { hasBuildEndpoint } from "./build-endpoint";
import { isEncryptedPart, plainSecrets } from "./plain-secrets";
import { warnOfHostsLost } from "./lost-hosts";
import { pluginLockFile } from "./plugin-lock";
import { readme } from "./readme";

const stack = pulumi.getStack();
checkPassphrase(stack, process.env.PULUMI_CONFIG_PASSPHRASE_FILE);
const lockFile = path.join(pulumi.getRootDirectory(), pluginLockFile(stack));
const pluginLock = fs.existsSync(lockFile) ? parseLock(fs.readFileSync(lockFile, "utf8")) : undefined;
const project = pulumi.getProject();
const texts = pulumi.runtime.allConfig();
const own = withCaBundleOfFile(ownKeys(project, texts), pulumi.getRootDirectory());
const config = stackConfig(stack, own, pluginLock, strayKeys(project, texts));
if (!pulumi.runtime.isDryRun()) refusePlaceholders(stack, config);

for (const key of plainSecrets(pulumi.getRootDirectory(), project, stack)) {
  const fix = `pulumi config set --secret --path '${key}'`;
  void pulumi.log.warn(`${key}: the settings of stack ${stack} have this secret in clear. Set it anew: ${fix}`);
}

const mode = accessModes[config.access];
const ofStack = stackModes[config.access];
tellInConfigPaths(stack, config);

/** A host as the program uses it. */
interface HostOfStack {
  endpoint: pulumi.Output<DockerEndpoint>;
  /** Where the controller comes from, to the builds' machine, when the stack knows. */
  addresses?: pulumi.Output<string>[];
  /** The VM, where the stack makes it. */
  vm?: ControllerVm;
  /** Lines of the stack's readme. */
  notes?: pulumi.Output<string>[];
}

const hosts: Record<Host, (config: StackConfig) => HostOfStack> = {
  local: ({ local }) => new LocalDockerHost("local", local),
  existing: ({ existing }) =>
    new ExistingDockerHost("existing", { dockerHost: "", ...existing, clientKey: secretly(existing?.clientKey) }),
  aws: ({ aws: block, jenkins: jenkinsBlock, fleets }) => {
    // Loaded where it is used: AWS' package takes longer than all the rest of the program.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { AwsDockerHost } = require("../components/host/aws/aws-docker-host") as typeof aws;
    const uiPorts = jenkinsBlock?.port === undefined ? {} : { uiPorts: [jenkinsBlock.port] };
    const roleForContainers = fleets !== undefined && resizesBy(config) === "role";
    const host = new AwsDockerHost("aws", { ...uiPorts, roleForContainers, ...(block as AwsDockerHostArgs) });
    const shell = pulumi.interpolate`A shell on the VM: \`aws ssm start-session --target ${host.instanceId}\``;
    const disk = pulumi.interpolate`\`destroy\` keeps the data disk ${host.dataVolumeId}; \`aws.data.volumeId\` takes it up again`;
    return {
      endpoint: host.endpoint,
      addresses: [host.address],
      vm: host,
      notes: [...(hasShell(block) ? [shell] : []), ...(keepsDisk(block) ? [disk] : [])],
    };
  },
};
const { endpoint, addresses = [], vm, notes = [] } = hosts[config.host](config);
const made: MadeBlock = ofStack?.make(config, addresses) ?? { block: blockOf(config, config.access) ?? {}, notes: [] };

const fleets = makeFleets(config, vm);

if (pulumi.runtime.isDryRun())
  void warnOfHostsLost([...awsHosts(config).map(({ name }) => name), ...(config.fleets ?? []).map(fleetName)]);

const jenkins = new Jenkins("jenkins", {
  endpoint,
  access: config.access,
  ...(mode.schema ? { [mode.name]: made.block } : {}),
  ...fleets,
  // The VM's address is on the internet or in a company's network. So HTTPS is on even if the config does not name it.
  ...(config.host === Host.aws ? { https: {}, retainHome: keepsDisk(config.aws) } : {}),
  ...withSecrets(config.jenkins),
  registries: config.registries?.map(({ address, username, password, caCert }) => ({
    address,
    username: textOf(username),
    password: secretly(textOf(password)),
    caCert: textOf(caCert),
  })),
  proxy: config.proxy,
  caBundle: config.caBundle,
  secrets: secrets(config.secrets),
  pluginLock,
});

export const url = jenkins.url;
export const adminUser = jenkins.adminUser;
export const adminPassword = jenkins.adminPassword;
export const access = jenkins.access;
export const containerName = jenkins.containerName;
export const homeVolume = jenkins.homeVolume;
export const imageName = jenkins.imageName;
export { shownReadme as readme };
// Only where there is one: an undefined output is a warning at every up.
Object.assign(
  module.exports as object,
  jenkins.caCert ? { caCert: jenkins.caCert } : {},
  hasBuildEndpoint(config) ? { buildEndpoint: jenkins.buildEndpoint } : {},
);

const shownReadme = pulumi
  .all([jenkins.url, jenkins.homeVolume, pulumi.all([...notes, ...made.notes])])
  .apply(([at, home, ofHost]) =>
    readme({
      stack,
      url: at,
      home,
      access: mode.name,
      grants: mode.grants(made.block),
      otherModes: Object.keys(accessModes).filter((word) => word !== mode.name),
      labels: labelsOf(config),
      image: config.jenkins?.customImage === undefined ? (config.jenkins?.image ?? defaultImages.jenkins) : undefined,
      backup: config.jenkins?.backup !== undefined,
      notes: ofHost,
    }),
  );

function labelsOf({ jenkins: block, fleets: ofConfig = [] }: StackConfig): string[] {
  const ofAgents = mode.containerAgents ? agentSettings(block?.agents).templates.flatMap(({ labels }) => labels) : [];
  return [...ofAgents, ...ofConfig.flatMap(({ name, labels = [name] }) => labels)];
}

/** Whether a key, or a part of it, was set with --secret. */
function isSecretKey(key: string): boolean {
  const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret: (key: string) => boolean };
  return isConfigSecret(`${pulumi.getProject()}:${key}`);
}

/** The block as it is, with what was set with --secret as secrets. */
function withSecrets({ backup, ...block }: NonNullable<StackConfig["jenkins"]> = {}): Partial<JenkinsArgs> {
  const { casc, javaOpts } = block;
  // Pulumi tells a program of whole keys only. With every casc a secret, previews would show none of its lines.
  const isSecret = (key: string) =>
    isSecretKey("jenkins") && isEncryptedPart(pulumi.getRootDirectory(), project, stack, ["jenkins", key]);
  return {
    ...block,
    ...(casc !== undefined && isSecret("casc") ? { casc: pulumi.secret(casc) } : {}),
    ...(javaOpts !== undefined && isSecret("javaOpts") ? { javaOpts: pulumi.secret(javaOpts) } : {}),
    ...(backup === undefined
      ? {}
      : { backup: { ...backup, password: secret(backup.password), credentials: secrets(backup.credentials) } }),
  };
}

function secret(value: unknown): pulumi.Output<string> {
  return pulumi.secret(textOf(value) ?? "");
}

function secrets(values: Record<string, unknown> = {}): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, secret(value)]));
}

/** A text that looks like a number is one to `pulumi config set --path`. */
function textOf(value: unknown): string | undefined {
  return value === undefined || typeof value === "string" ? value : JSON.stringify(value);
}

function secretly(text: string | undefined): pulumi.Output<string> | undefined {
  return text === undefined ? undefined : pulumi.secret(text);
}
