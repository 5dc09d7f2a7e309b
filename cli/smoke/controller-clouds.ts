/** The clouds of a controller as Jenkins has them: its casc, with the images that the casc names by files. */
import { fileOfImage } from "../../components/jenkins/agents/cloud";
import { execute } from "../../components/endpoint/execute";
import { cascFile } from "../../components/paths";
import { CommandError } from "../say";
import type { Controller } from "./agent";
import { type RenderedCloud, renderedClouds, type RenderedFleet, renderedFleets } from "./rendered-clouds";

/** Reads them. @throws CommandError where the controller lacks a file */
export async function cloudsOf(controller: Controller): Promise<RenderedCloud[]> {
  const clouds = renderedClouds(await textOf(controller, cascFile));
  return Promise.all(
    clouds.map(async (cloud) => ({
      ...cloud,
      templates: await Promise.all(
        cloud.templates.map(async (template) => {
          const { dockerTemplateBase: base } = template;
          const file = fileOfImage(base.image);
          const image = file === undefined ? base.image : (await textOf(controller, file)).trim();
          return { ...template, dockerTemplateBase: { ...base, image } };
        }),
      ),
    })),
  );
}

/** Reads the fleets. @throws CommandError where the controller has no casc */
export async function fleetsOf(controller: Controller): Promise<RenderedFleet[]> {
  return renderedFleets(await textOf(controller, cascFile));
}

/** The text of a file in a controller. @throws CommandError where there is none */
export async function textOf({ engine, container }: Controller, file: string): Promise<string> {
  const { output, status } = await execute(engine, container, ["cat", file], "jenkins");
  if (status !== 0) throw new CommandError(`${container} has no ${file}: ${output.trim()}`);
  return output;
}
