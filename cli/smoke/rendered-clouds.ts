/** The Docker clouds as a controller's casc has them: what an agent is made from. Pure. */
import { parse } from "yaml";
import { fromCascLiteral } from "../../components/text/casc-literal";
import type { Cloud, DockerTemplate } from "../../components/jenkins/agents/cloud";

/** A template, of a casc's text. */
export type RenderedTemplate = DockerTemplate;

/** A cloud, the same. */
export type RenderedCloud = Cloud["docker"];

/** Those that this package rendered, of a casc's text; a user's own are theirs. */
export function renderedClouds(casc: string): RenderedCloud[] {
  const { jenkins } = parse(casc) as { jenkins?: { clouds?: Partial<Cloud>[] } };
  const clouds = (jenkins?.clouds ?? []).flatMap(({ docker }) => docker ?? []);
  return clouds.filter(({ name }) => /^docker(-\d+)?$/.test(name)).map(asItArrives);
}

/** A cloud with the texts that docker-plugin gets from JCasC. */
function asItArrives(cloud: RenderedCloud): RenderedCloud {
  const templates = cloud.templates.map(({ dockerTemplateBase: base, ...template }) => ({
    ...template,
    dockerTemplateBase: {
      ...base,
      mounts: base.mounts.map(fromCascLiteral),
      environment: base.environment.map(fromCascLiteral),
    },
  }));
  return { ...cloud, templates };
}
