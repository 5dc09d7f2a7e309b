/** The clouds as a controller's casc has them: what agents are made from. Pure. */
import { parse } from "yaml";
import { fromCascLiteral } from "../../components/text/casc-literal";
import { type FleetCloud, fleetCredential } from "../../components/jenkins/fleets/fleet-cloud";
import { type Cloud, type DockerTemplate, withTexts } from "../../components/jenkins/agents/cloud";

/** A template, of a casc's text. */
export type RenderedTemplate = DockerTemplate;

/** A cloud, the same. */
export type RenderedCloud = Cloud["docker"];

/** A fleet, the same. `index` is its place in the list of them, by which its files are named. */
export type RenderedFleet = FleetCloud["eC2Fleet"] & { index: number };

/** A fleet of ours, or a user's own one, which may have anything. */
type RenderedOrOther =
  FleetCloud["eC2Fleet"] | { name?: string; computerConnector?: { sSHConnector?: { credentialsId?: string } } };

/** The fleets that this package rendered, of a casc's text: their credentials have ids of ours. */
export function renderedFleets(casc: string): RenderedFleet[] {
  const { jenkins } = parse(casc) as { jenkins?: { clouds?: { eC2Fleet?: RenderedOrOther }[] } };
  const fleets = (jenkins?.clouds ?? []).flatMap(({ eC2Fleet }) => eC2Fleet ?? []);
  const ours = fleets.filter(
    (fleet): fleet is FleetCloud["eC2Fleet"] =>
      fleet.computerConnector?.sSHConnector?.credentialsId === fleetCredential(String(fleet.name)),
  );
  return ours.map((fleet, index) => ({ ...fleet, labelString: fromCascLiteral(fleet.labelString), index }));
}

/** The Docker clouds that this package rendered, of a casc's text; a user's own are theirs. */
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
