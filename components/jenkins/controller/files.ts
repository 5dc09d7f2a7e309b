/**
 * Puts texts into volumes. A container that is created and never started carries them there. A changed text replaces
 * that container and nothing else; the controller goes on.
 */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as path from "node:path";
import { containerDefaults, containerOptions, uploadedText } from "../../docker/container";
import type { Deployment } from "../../docker/deployment";
import { buildContext } from "../../docker/build-context";
import { buildDefaults } from "../../docker/image";
import {
  adminPasswordSecret,
  cascFile,
  cascFolder,
  dockerConfigFile,
  javaOptionsFile,
  jenkinsUser,
  loginFile,
  reloadTokenFile,
  secretsFolder,
} from "../../paths";
import { reloadOption } from "../casc/reload-token";
import { loginsOf } from "../registries/logins";
import { dockerConfig } from "../registries/registries";
import { cascLiteral } from "../../text/casc-literal";
import type { JenkinsSettings } from "../settings";
import type { ImageFile } from "../agents/make-agents";
import { fleetFiles } from "../fleets/fleet-files";
import type { AdminAccount } from "./admin-account";

/** A volume as the controller mounts it, and the container that wrote it. */
export interface Files {
  mount: docker.types.input.ContainerMount;
  carrier: docker.Container;
  /** Paths of the texts in the controller. */
  paths: string[];
}

/** What is written, and when. */
export interface FileParts {
  casc: pulumi.Input<string>;
  imageFiles: ImageFile[];
  admin: AdminAccount;
  /** What has to be made before. */
  after: pulumi.Resource[];
}

type FileSettings = Pick<JenkinsSettings, "secrets" | "registries" | "proxy" | "fleets" | "awsKey">;

/**
 * The casc and the controller's secrets, each in a volume of its own, and each with a carrier of its own: beside a secret,
 * a preview would not show the casc's lines.
 */
export function carriedFiles(
  deployment: Deployment,
  settings: FileSettings,
  { casc, imageFiles, admin, after }: FileParts,
): Files[] {
  const image = carrierImage(deployment);
  const later = { ...deployment, onEngineByName: { ...deployment.onEngineByName, dependsOn: after } };
  const secret = (file: string, text: pulumi.Input<string>) => uploadedText(file, text, "0400", jenkinsUser);
  return [
    carry(later, image, "casc", cascFolder, [uploadedText(cascFile, casc, "0444", jenkinsUser)]),
    carry(later, image, "secrets", secretsFolder, [
      secret(`${secretsFolder}/${adminPasswordSecret}`, admin.passwordHash),
      secret(reloadTokenFile, admin.reloadToken),
      ...imageFiles.map((one) => secret(one.file, one.image)),
      secret(javaOptionsFile, admin.reloadToken.apply(reloadOption)),
      ...fleetFiles(settings.fleets, settings.awsKey).map(([file, text]) => secret(file, text)),
      ...dockerConfigTexts(settings).map(([file, text]) => secret(file, text)),
      ...Object.entries(settings.secrets).map(([key, text]) =>
        secret(`${secretsFolder}/${key}`, pulumi.secret(text).apply(cascLiteral)),
      ),
    ]),
  ];
}

/** What is written for the Docker CLI. Without logins and proxy that is nothing, so that nobody reads an empty file. */
function dockerConfigTexts({
  registries,
  proxy,
}: Pick<FileSettings, "registries" | "proxy">): [string, pulumi.Output<string>][] {
  const logins = loginsOf(registries);
  if (logins.length === 0 && proxy === undefined) return [];
  return [
    [dockerConfigFile, pulumi.all(logins).apply((known) => dockerConfig(known, proxy))],
    ...logins.flatMap((login, index): [string, pulumi.Output<string>][] => [
      [loginFile(index, "username"), login.username.apply(cascLiteral)],
      [loginFile(index, "password"), login.password.apply(cascLiteral)],
    ]),
  ];
}

function carry(
  { name, named, labels, onEngine, onEngineByName }: Deployment,
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

function carrierImage({ name, repository, onEngine }: Deployment): docker.RemoteImage {
  const { context, contextHash } = buildContext(path.join(__dirname, "file-carrier"));
  return new docker.RemoteImage(
    `${name}-files`,
    {
      name: `${repository("files")}:${contextHash}`,
      build: { ...buildDefaults, context },
    },
    onEngine,
  );
}
