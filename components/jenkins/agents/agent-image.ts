/** The agents' image: built by the engine that agents live on, from the official one. */
import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import * as path from "node:path";
import { hash } from "../../text/hash";
import { familiarReference } from "../../text/image-reference";
import { buildContext } from "../../docker/build-context";
import { buildDefaults } from "../../docker/image";
import type { CompanyNetwork } from "../../text/proxy";
import { defaultImages } from "../../default-images";
import { companyBuildArgs } from "../../text/proxy";
import { packagedFile } from "../../text/packaged-file";

const folder = path.join(__dirname, "context");

/** What an image for agents is made from. */
export interface AgentImage {
  /** Its name: the tag is made of the content, so that another content is another image. */
  name: string;
  dockerfile: string;
  buildArgs: Record<string, string>;
}

/**
 * @param repository its repository on the engine
 * @param base the official image
 * @param company whose CA it trusts, and whose proxy it is built through
 * @param architecture the machine's, where it can change
 */
export function agentImage(
  repository: string,
  base: string,
  company: CompanyNetwork = {},
  architecture?: string,
): AgentImage {
  const dockerfile = packagedFile(folder, "Dockerfile");
  const buildArgs = {
    AGENT_IMAGE: familiarReference(base),
    CLI_IMAGE: defaultImages.cli,
    ...companyBuildArgs(company),
  };
  const content = JSON.stringify([dockerfile, buildArgs, ...(architecture === undefined ? [] : [architecture])]);
  return { name: `${repository}:${hash(content)}`, dockerfile, buildArgs };
}

/** The image as a thing of the stack, where agents live on the engine that runs the controller. */
export function agentImageOfStack(
  name: string,
  image: pulumi.Output<AgentImage>,
  opts: pulumi.CustomResourceOptions,
): docker.RemoteImage {
  return new docker.RemoteImage(
    `${name}-agent`,
    {
      name: image.name,
      build: { ...buildDefaults, context: buildContext(folder).context, buildArgs: image.buildArgs },
      // A running agent keeps its layers of the image. Without force, a running agent would stop the `up`.
      forceRemove: true,
    },
    opts,
  );
}
