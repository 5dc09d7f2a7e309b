/** The Docker clouds as a controller's casc has them: what an agent is made from. Pure. */
import { parse } from "yaml";
import { fromCascLiteral } from "../../components/text/casc-literal";
import { type Cloud, type DockerTemplate, withTexts } from "../../components/jenkins/agents/cloud";

/** A template, of a casc's text. */
export type RenderedTemplate = DockerTemplate;

/** A cloud, the same. */
export type RenderedCloud = Cloud["docker"];

/** Those that this package rendered, of a casc's text; a user's own are theirs. */
export function renderedClouds(casc: string): RenderedCloud[] {
  const { jenkins } = parse(casc) as { jenkins?: { clouds?: Partial<Cloud>[] } };
  const clouds = (jenkins?.clouds ?? []).flatMap(({ docker }) => docker ?? []);
  const ours = clouds.filter(({ name }) => /^docker(-\d+)?$/.test(name));
  // JCasC resolves these texts before docker-plugin gets them.
  return ours.map((cloud) => ({
    ...cloud,
    templates: cloud.templates.map((template) => withTexts(template, fromCascLiteral)),
  }));
}
