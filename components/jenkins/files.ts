/**
 * Puts texts into volumes: a container that is created and never started carries them there. A changed text replaces
 * that container and nothing else; the controller goes on.
 */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as path from "node:path";
import { jenkinsGroup, jenkinsUser } from "../access/access";
import { containerDefaults } from "../container";
import { reloadOption, reloadOptionFile, reloadTokenFile } from "./casc/reload-token";
import { adminPasswordSecret } from "./casc/render";

/** The folder of the casc, and of the secrets, in the controller. */
export const cascFolder = "/var/jenkins_casc";
const secretsFolder = "/run/secrets";

/** What is carried. */
export interface CarriedTexts {
  casc: pulumi.Input<string>;
  /** The admin's password as Jenkins takes it: `#jbcrypt:` and a bcrypt hash. */
  adminPassword: pulumi.Output<string>;
  reloadToken: pulumi.Output<string>;
}

/** The volumes, and what wrote them. */
export interface Files {
  mounts: docker.types.input.ContainerMount[];
  carrier: docker.Container;
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

/** The casc and the controller's secrets, each in a volume of its own. */
export function carriedFiles(context: FilesContext, texts: CarriedTexts): Files {
  const { name, named, labels, onEngine, onEngineByName } = context;
  const casc = new docker.Volume(`${name}-casc`, { name: named("casc"), labels }, onEngine);
  const secrets = new docker.Volume(`${name}-secrets`, { name: named("secrets"), labels }, onEngine);
  const mounts = [
    { type: "volume", source: casc.name, target: cascFolder },
    { type: "volume", source: secrets.name, target: secretsFolder },
  ];
  const secret = { owner: String(jenkinsUser), group: String(jenkinsGroup), permissions: "0400" };
  const carrier = new docker.Container(
    `${name}-files`,
    {
      ...containerDefaults,
      name: named("files"),
      image: carrierImage(context).imageId,
      labels,
      mounts,
      networkMode: "none",
      restart: "no",
      start: false,
      mustRun: false,
      uploads: [
        { file: `${cascFolder}/jenkins.yaml`, content: texts.casc, permissions: "0444" },
        { file: `${secretsFolder}/${adminPasswordSecret}`, content: texts.adminPassword, ...secret },
        { file: reloadTokenFile, content: texts.reloadToken, ...secret },
        { file: reloadOptionFile, content: texts.reloadToken.apply(reloadOption), ...secret },
      ],
    },
    onEngineByName,
  );
  return { mounts: mounts.map((mount) => ({ ...mount, readOnly: true })), carrier };
}

function carrierImage({ name, imageName, onEngine }: FilesContext): docker.RemoteImage {
  const context = path.relative(process.cwd(), path.join(__dirname, "carrier"));
  return new docker.RemoteImage(
    `${name}-files`,
    { name: `${imageName}:1`, build: { context, builder: "default", provenance: "false", sbom: "false" } },
    onEngine,
  );
}
