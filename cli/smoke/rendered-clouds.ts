/** The Docker clouds as a controller's casc has them: what an agent is made from. Pure. */
import { parse } from "yaml";

/** A template, in docker-plugin's words. */
export interface RenderedTemplate {
  name: string;
  labelString: string;
  remoteFs: string;
  pullStrategy: "PULL_ALWAYS" | "PULL_LATEST" | "PULL_NEVER";
  dockerTemplateBase: {
    image: string;
    user: string;
    extraGroups: string[];
    mounts: string[];
    environment: string[];
    memoryLimit: number;
    memorySwap: number;
    cpus?: string;
  };
}

/** A cloud, the same. */
export interface RenderedCloud {
  name: string;
  dockerApi: { dockerHost: { uri: string; credentialsId?: string } };
  templates: RenderedTemplate[];
}

/** Those that this package rendered, of a casc's text; a user's own are theirs. */
export function renderedClouds(casc: string): RenderedCloud[] {
  const { jenkins } = parse(casc) as { jenkins?: { clouds?: { docker?: RenderedCloud }[] } };
  const clouds = (jenkins?.clouds ?? []).flatMap(({ docker }) => docker ?? []);
  return clouds.filter(({ name }) => /^docker(-\d+)?$/.test(name));
}
