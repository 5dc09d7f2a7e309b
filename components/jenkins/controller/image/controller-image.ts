/** The controller's image: built by the engine that runs it, or the user's own. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as path from "node:path";
import { buildContext, buildDefaults, hash, hashOfFolder } from "../../../docker/container";
import { type CompanyNetwork, javaProxyOptions, proxyEnvironment } from "../../../text/proxy";
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
  /** Whose CA it trusts, and whose proxy it is built through. */
  company: CompanyNetwork;
  /** The machine's, where it can change: part of the tag then. */
  architecture: pulumi.Output<string | undefined>;
  /** The image's repository on the engine; its tag is made from the content. */
  repository: string;
}

/**
 * What a build is told of a company's network. A proxy's arguments are known to every build, and stay out of its history.
 * [docs.docker.com: Dockerfile reference, "Predefined ARGs"]
 */
export function companyBuildArgs({ proxy, caBundle }: CompanyNetwork): Record<string, string> {
  return { ...(caBundle === undefined ? {} : { CA_BUNDLE: caBundle }), ...proxyEnvironment(proxy) };
}

function javaOptions({ proxy }: CompanyNetwork): Record<string, string> {
  return proxy ? { JAVA_PROXY_OPTIONS: javaProxyOptions(proxy).join(" ") } : {};
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
    ...javaOptions(settings.company),
    ...companyBuildArgs(settings.company),
  }));
  const tag = pulumi
    .all([buildArgs, settings.architecture])
    .apply(([args, architecture]) =>
      hash(JSON.stringify([args, settings.stage, contextHash, ...(architecture === undefined ? [] : [architecture])])),
    );
  return new docker.RemoteImage(
    name,
    {
      // A tag of the content: another content is another image, which a preview knows before it is built.
      name: pulumi.interpolate`${settings.repository}:${tag}`,
      build: {
        ...buildDefaults,
        context: buildContext(context),
        target: settings.stage,
        // Without a lock a build resolves versions anew: a cached layer would have those of some earlier day.
        noCache: settings.lock === undefined,
        buildArgs,
      },
      triggers: { context: contextHash },
    },
    opts,
  );
}
