/** The deployment of one Jenkins on an engine: the one value that every step of the component is given. */
import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import type { DockerEndpoint } from "../endpoint/endpoint";
import type { CompanyNetwork } from "../text/proxy";
import type { Owner } from "./engine-names";

/** Names, labels, network and resource options of a deployment. `jenkins/make-deployment.ts` makes it. */
export interface Deployment {
  /** The component's name. The logical name of each of its resources starts with it. */
  name: string;
  /** The component in error texts: `Jenkins ci`. */
  where: string;
  /** Project, stack and component. */
  owner: Owner;
  /**
   * The name of a thing on the engine.
   * @example named("dind") // "ci-dev-dind"
   */
  named: (what?: string) => string;
  /**
   * The repository of an image that the stack builds on the engine.
   * @example repository("agent") // "ci-dev-agent"
   */
  repository: (what?: string) => string;
  /** Labels of every container, network and volume. */
  labels: docker.types.input.ContainerLabel[];
  /** The engine that runs the controller. Every check before the first resource has passed when it resolves in an `up`. */
  endpoint: pulumi.Output<DockerEndpoint>;
  /** The architecture of the engine's machine, where its host can change it. */
  architecture: pulumi.Output<string | undefined>;
  /** The network of the controller and of its HTTPS front. No build is on it. */
  network: docker.Network;
  /** The proxy and the CAs of the network that the deployment is in. */
  company: Omit<CompanyNetwork, "caBundle"> & { caBundle?: pulumi.Input<string> };
  /** Resource options: of what is no Docker object. */
  plain: pulumi.CustomResourceOptions;
  /** Resource options: of images and volumes. */
  onEngine: pulumi.CustomResourceOptions;
  /** Resource options: of containers. An interrupted `up` may have left their names taken. */
  onEngineByName: pulumi.CustomResourceOptions;
}
