/** The program of `pulumi up`: a host, and a Jenkins on it, as the stack's config says. */
import * as pulumi from "@pulumi/pulumi";
import * as fs from "node:fs";
import * as path from "node:path";
import type { DockerEndpoint } from "../components/endpoint";
import { ExistingDockerHost } from "../components/host/existing";
import { LocalDockerHost } from "../components/host/local";
import { parseLock } from "../components/jenkins/image/plugins";
import { Jenkins } from "../components/jenkins/jenkins";
import { checkPassphrase, chosenDind, type Host, stackConfig, type StackConfig } from "./config";
import { pluginLockFile } from "./plugin-lock";
import { readme } from "./readme";

const stack = pulumi.getStack();
checkPassphrase(stack, process.env.PULUMI_CONFIG_PASSPHRASE_FILE);
const lockFile = path.join(pulumi.getRootDirectory(), pluginLockFile(stack));
const pluginLock = fs.existsSync(lockFile) ? parseLock(fs.readFileSync(lockFile, "utf8")) : undefined;
const config = stackConfig(stack, ownConfig(), pluginLock);

const hosts: Record<Host, (config: StackConfig) => pulumi.Output<DockerEndpoint>> = {
  local: ({ local }) => new LocalDockerHost("local", local).endpoint,
  existing: ({ existing }) =>
    new ExistingDockerHost("existing", { dockerHost: "", ...existing, clientKey: secretly(existing?.clientKey) })
      .endpoint,
};
const endpoint = hosts[config.host](config);

const jenkins = new Jenkins("jenkins", {
  endpoint,
  access: config.access,
  dind: chosenDind(config),
  ...config.jenkins,
  pluginLock,
});

export const url = jenkins.url;
export const adminUser = jenkins.adminUser;
export const adminPassword = jenkins.adminPassword;
export const access = jenkins.access;
export const buildEndpoint = jenkins.buildEndpoint;
export const homeVolume = jenkins.homeVolume;
export const imageName = jenkins.imageName;
export { shownReadme as readme };

const shownReadme = pulumi
  .all([jenkins.url, jenkins.homeVolume])
  .apply(([at, home]) => readme({ stack, url: at, home, access: config.access }));

/** The project's own keys, without their namespace. */
function ownConfig(): Record<string, string> {
  const namespace = `${pulumi.getProject()}:`;
  const all = Object.entries(pulumi.runtime.allConfig());
  return Object.fromEntries(
    all.flatMap(([key, text]) => (key.startsWith(namespace) ? [[key.slice(namespace.length), text]] : [])),
  );
}

function secretly(text: string | undefined): pulumi.Output<string> | undefined {
  return text === undefined ? undefined : pulumi.secret(text);
}
