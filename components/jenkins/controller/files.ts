/**
 * Puts texts into volumes: a container that is created and never started carries them there. A changed text replaces
 * that container and nothing else; the controller goes on.
 */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as path from "node:path";
import { jenkinsUser } from "../../access/contract";
import {
  buildContext,
  buildDefaults,
  containerDefaults,
  containerOptions,
  hashOfFolder,
  uploadedText,
} from "../../docker/container";
import { reloadOption, reloadOptionFile, reloadTokenFile } from "../casc/reload-token";
import { adminPasswordSecret } from "../casc/render";
import type { ProxySettings } from "../../text/proxy";
import { dockerConfig, type Login } from "../registries/registries";

/** The folder of the casc, and of the secrets, in the controller. */
export const cascFolder = "/var/jenkins_casc";
/** The casc itself. */
export const cascFile = `${cascFolder}/jenkins.yaml`;
/** Where the controller has its secrets, each a file. */
export const secretsFolder = "/run/secrets";

/** The Docker CLI's settings, where there are any, with logins and proxy: `DOCKER_CONFIG` is its folder. */
export const dockerConfigFile = `${secretsFolder}/docker/config.json`;

/** The same for a casc: user or password of the registry at a place in the list. */
export function loginFile(index: number, what: "username" | "password"): string {
  return `${secretsFolder}/docker/${String(index)}-${what}`;
}

/** What is carried. */
export interface CarriedTexts {
  casc: pulumi.Input<string>;
  /** The admin's password as Jenkins takes it: `#jbcrypt:` and a bcrypt hash. */
  adminPassword: pulumi.Output<string>;
  reloadToken: pulumi.Output<string>;
  /** The user's own, by name. */
  secrets: Record<string, pulumi.Input<string>>;
  /** Of registries. */
  logins: pulumi.Output<Login>[];
  proxy?: ProxySettings;
}

/** A volume as the controller mounts it, and what wrote it. */
export interface Files {
  mount: docker.types.input.ContainerMount;
  carrier: docker.Container;
  /** Paths of what is carried. */
  paths: string[];
}

/** Names and options that its resources share with the rest of the component. */
export interface FilesContext {
  name: string;
  named: (what?: string) => string;
  imageName: string;
  labels: docker.types.input.ContainerLabel[];
  onEngine: pulumi.CustomResourceOptions;
  onEngineByName: pulumi.CustomResourceOptions;
}

/**
 * The casc and the controller's secrets, each in a volume of its own, and each with a carrier of its own: beside a secret,
 * a preview would not show the casc's lines.
 */
export function carriedFiles(context: FilesContext, texts: CarriedTexts): Files[] {
  const image = carrierImage(context);
  const secret = (file: string, text: pulumi.Input<string>) => uploadedText(file, text, "0400", jenkinsUser);
  return [
    carry(context, image, "casc", cascFolder, [uploadedText(cascFile, texts.casc, "0444", jenkinsUser)]),
    carry(context, image, "secrets", secretsFolder, [
      secret(`${secretsFolder}/${adminPasswordSecret}`, texts.adminPassword),
      secret(reloadTokenFile, texts.reloadToken),
      secret(reloadOptionFile, texts.reloadToken.apply(reloadOption)),
      ...dockerConfigTexts(texts).map(([file, text]) => secret(file, text)),
      ...Object.entries(texts.secrets).map(([named, text]) => secret(`${secretsFolder}/${named}`, pulumi.secret(text))),
    ]),
  ];
}

/** What is written for the Docker CLI: nothing where there is nothing to say, so that nobody reads an empty file. */
function dockerConfigTexts({
  logins,
  proxy,
}: Pick<CarriedTexts, "logins" | "proxy">): [string, pulumi.Output<string>][] {
  if (logins.length === 0 && proxy === undefined) return [];
  return [
    [dockerConfigFile, pulumi.all(logins).apply((known) => dockerConfig(known, proxy))],
    ...logins.flatMap((login, index): [string, pulumi.Output<string>][] => [
      [loginFile(index, "username"), login.username],
      [loginFile(index, "password"), login.password],
    ]),
  ];
}

function carry(
  { name, named, labels, onEngine, onEngineByName }: FilesContext,
  image: docker.RemoteImage,
  what: string,
  folder: string,
  uploads: docker.types.input.ContainerUpload[],
): Files {
  const volume = new docker.Volume(`${name}-${what}`, { name: named(what), labels }, onEngine);
  const mount = { type: "volume", source: volume.name, target: folder };
  const carrier = new docker.Container(
    `${name}-${what}`,
    {
      ...containerDefaults,
      name: named(what),
      image: image.imageId,
      labels,
      mounts: [mount],
      networkMode: "none",
      restart: "no",
      start: false,
      mustRun: false,
      uploads,
    },
    containerOptions(onEngineByName),
  );
  return { mount: { ...mount, readOnly: true }, carrier, paths: uploads.map(({ file }) => file as string) };
}

function carrierImage({ name, imageName, onEngine }: FilesContext): docker.RemoteImage {
  const folder = path.join(__dirname, "carrier");
  const context = buildContext(folder);
  return new docker.RemoteImage(
    `${name}-files`,
    { name: `${imageName}:${hashOfFolder(folder)}`, build: { ...buildDefaults, context } },
    onEngine,
  );
}
