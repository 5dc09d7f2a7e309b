/** The controller's image: built by the engine that runs it, or the user's own. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as path from "node:path";
import type { ControllerWiring } from "../../../access/contract";
import { defaultImages } from "../../../default-images";
import type { Deployment } from "../../../docker/deployment";
import { buildContext } from "../../../docker/build-context";
import { buildDefaults, nameOfBuild, pulledImage } from "../../../docker/image";
import { hash } from "../../../text/hash";
import { familiarReference } from "../../../text/image-reference";
import { companyBuildArgs, type CompanyNetwork, javaProxyOptions } from "../../../text/proxy";
import type { JenkinsSettings } from "../../settings";
import { pluginLines } from "./plugins";

function javaOptions({ proxy }: Pick<CompanyNetwork, "proxy">): Record<string, string> {
  return proxy ? { JAVA_PROXY_OPTIONS: javaProxyOptions(proxy).join(" ") } : {};
}

/** The stage of the Dockerfile for an engine inside the controller's container, and for one elsewhere. */
const stages = { inside: "embedded", elsewhere: "controller" };

/** What a controller's image is made with, beside the settings. */
interface ImageParts {
  /** An engine that it has inside. */
  engineInside: ControllerWiring["engineInside"];
  /** What happens before another image is made. */
  first: pulumi.ResourceHook | undefined;
}

/** The controller's image: the user's own, or one that the engine builds from the official image. */
export function controllerImage(
  { onEngine, ...deployment }: Deployment,
  settings: ImageSettings,
  { engineInside, first }: ImageParts,
): docker.RemoteImage {
  const { name, architecture } = deployment;
  const options = first ? { ...onEngine, hooks: { beforeCreate: [first] } } : onEngine;
  if (settings.customImage !== undefined) return pulledImage(name, settings.customImage, architecture, options);
  return builtImage({ ...deployment, onEngine: options }, settings, engineInside);
}

type ImageSettings = Pick<JenkinsSettings, "image" | "customImage" | "plugins" | "pluginLock">;

function builtImage(
  { name, repository, architecture, company, onEngine }: Deployment,
  { image, plugins, pluginLock }: ImageSettings,
  engineInside: ControllerWiring["engineInside"],
): docker.RemoteImage {
  const stage = engineInside ? stages.inside : stages.elsewhere;
  const { context, contextHash } = buildContext(path.join(__dirname, "context"));
  const buildArgs = pulumi
    .all([image, engineInside?.image, company.caBundle])
    .apply(([base, engineImage, caBundle]) => ({
      JENKINS_IMAGE: familiarReference(base),
      CLI_IMAGE: defaultImages.cli,
      ...(engineImage === undefined ? {} : { ENGINE_IMAGE: familiarReference(engineImage) }),
      PLUGINS: pluginLines(plugins, pluginLock).join("\n"),
      RESOLVE_LATEST: String(pluginLock === undefined),
      ...javaOptions(company),
      ...companyBuildArgs({ ...company, caBundle }),
    }));
  const tag = pulumi
    .all([buildArgs, architecture])
    .apply(([args, known]) =>
      hash(JSON.stringify([args, stage, contextHash, ...(known === undefined ? [] : [known])])),
    );
  return new docker.RemoteImage(
    name,
    {
      // The tag is a hash of the content. So a preview knows that the image differs before it is built.
      name: nameOfBuild(name, pulumi.interpolate`${repository()}:${tag}`, onEngine),
      build: {
        ...buildDefaults,
        context,
        target: stage,
        // Without a lock, every build resolves the versions anew. A cached layer would have the versions of an earlier day.
        noCache: pluginLock === undefined,
        buildArgs,
      },
    },
    onEngine,
  );
}
