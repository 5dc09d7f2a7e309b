/** The controller's image: built by the engine that runs it, or the user's own. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { buildContext, buildDefaults, pulledImage } from "../../container";

import { pluginLines } from "./plugins";

/** The image that the Docker CLI and buildx are taken from. */
export const cliImage = "docker:29-cli";

/** What the image depends on. */
export interface ImageSettings {
  /** The official image that is built upon. */
  base: pulumi.Input<string>;
  plugins: string[];
  lock?: string[];
  /** The stage of the Dockerfile, and where its engine comes from when that is `embedded`. */
  stage: "controller" | "embedded";
  engineImage: string;
  /** The image's repository on the engine; its tag is made from the content. */
  repository: string;
}

/** An image taken as it is. */
export function customImage(
  name: string,
  reference: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): docker.RemoteImage {
  return pulledImage(name, reference, opts);
}

/** The image built from the official one, by the engine that is going to run it. */
export function controllerImage(
  name: string,
  settings: ImageSettings,
  opts: pulumi.CustomResourceOptions,
): docker.RemoteImage {
  const context = path.join(__dirname, "context");
  const contextHash = hashOfFolder(context);
  const plugins = pluginLines(settings.plugins, settings.lock).join("\n");
  const buildArgs = pulumi.output(settings.base).apply((base) => ({
    JENKINS_IMAGE: base,
    CLI_IMAGE: cliImage,
    ...(settings.stage === "embedded" ? { ENGINE_IMAGE: settings.engineImage } : {}),
    PLUGINS: plugins,
    RESOLVE_LATEST: String(settings.lock === undefined),
  }));
  const tag = buildArgs.apply((args) => hash(JSON.stringify([args, settings.stage, contextHash])));
  return new docker.RemoteImage(
    name,
    {
      // A tag of the content: another content is another image, which a preview knows before it is built.
      name: pulumi.interpolate`${settings.repository}:${tag}`,
      build: {
        ...buildDefaults,
        context: buildContext(context),
        target: settings.stage,
        buildArgs,
      },
      triggers: { context: contextHash },
    },
    opts,
  );
}

function hashOfFolder(folder: string): string {
  const files = fs.readdirSync(folder).sort();
  return hash(files.map((file) => `${file}\n${fs.readFileSync(path.join(folder, file), "utf8")}`).join("\n"));
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
