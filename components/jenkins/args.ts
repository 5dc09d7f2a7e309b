/** The arguments of a Jenkins. Their defaults and rules are in settings.ts. */
import type * as pulumi from "@pulumi/pulumi";
import type { Access, AccessBlocks } from "../access/modes";
import type { DockerEndpoint } from "../endpoint/endpoint";
import type { Proxy } from "../text/proxy";
import type { Agents } from "./agents/agent-args";
import type { Registry } from "./registries/registries";

/** How the web interface is served by HTTPS. */
export interface Https {
  /**
   * A name that points to the engine's machine: its certificate is got by ACME (Let's Encrypt), which has to reach the
   * machine's port 443.
   * @default none: a certificate of the stack's own CA for the address; the CA is the output `caCert`
   * @example "ci.example.org"
   */
  domain?: string;
}

/** Settings of a {@link Jenkins}. Only `endpoint` is needed. */
export interface JenkinsArgs extends AccessBlocks {
  /** The engine that runs the controller: the `endpoint` of a host component. */
  endpoint: pulumi.Input<DockerEndpoint>;
  /**
   * How builds reach Docker: `dood`, the controller's own engine; `dind`, an engine of their own; `remote`, another machine's.
   * @default "dood"
   */
  access?: Access;
  /**
   * The official image, with its tag, that the controller's image is built upon: Debian or Alpine.
   * @default "jenkins/jenkins:2.580.2-lts-jdk21"
   */
  image?: pulumi.Input<string>;
  /**
   * An image of your own, by digest, taken as it is: it brings plugins (configuration-as-code at least) and the Docker
   * CLI itself. Excludes `image`, `plugins` and `pluginLock`.
   * @example "registry.example.org/jenkins@sha256:…"
   */
  customImage?: pulumi.Input<string>;
  /**
   * Plugins beyond the default set, or versions of plugins in it.
   * @default none
   * @example ["git:5.8.0", "job-dsl"]
   */
  plugins?: string[];
  /**
   * Every plugin with its version, dependencies too, as `pulumi-jenkins-docker plugins lock` writes them. The image is
   * then built from these alone.
   * @default none: versions are resolved when the image is built
   */
  pluginLock?: string[];
  /**
   * Serve the web interface by HTTPS: a Caddy in front of the controller, which is then published nowhere itself. `{}` is
   * enough.
   * @default none: plain HTTP, on a loopback address
   */
  https?: Https;
  /**
   * The port of the web interface on the engine's machine.
   * @default 8080, with `https` 443
   */
  port?: pulumi.Input<number>;
  /**
   * The address it is published on. Without `https`, anything but a loopback address serves plain HTTP to the network.
   * @default "127.0.0.1", with `https` "0.0.0.0"
   */
  bindAddress?: pulumi.Input<string>;
  /**
   * Builds that run at a time on the controller itself, beside those on agents.
   * @default 0
   */
  executors?: number;
  /**
   * Agents: containers that run one build each, on the engine that builds use.
   * @default one kind, with the label `docker`
   */
  agents?: Agents;
  /**
   * Registries that want a login, or whose CA nobody knows: for pulls and pushes of the controller, of agents and of builds.
   * @default none
   */
  registries?: Registry[];
  /**
   * Secrets by name, for the casc: `${name}` there is the text. Files in `/run/secrets`.
   * @default none
   * @example { oidcClientSecret: config.requireSecret("oidcClientSecret") }
   */
  secrets?: Record<string, pulumi.Input<string>>;
  /**
   * A proxy that is the only way out: for the controller, its image and the agents', agents and their builds, and engines in
   * containers.
   * @default none
   * @example { http: "http://proxy.example.org:3128", noProxy: [".example.org"] }
   */
  proxy?: Proxy;
  /**
   * PEM of the CAs of a company's network, such as of a proxy that looks into TLS: trusted by the controller (Java, too),
   * agents, and engines in containers.
   * @default none
   */
  caBundle?: string;
  /**
   * Your own JCasC, a mapping or its YAML, merged over ours: mappings key by key, clouds beside ours, anything else as a
   * whole. What Jenkins and the default plugins are known not to take is an error.
   * @default none
   * @example { jenkins: { systemMessage: "CI" } }
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the schema of other languages knows no "unknown"
  casc?: pulumi.Input<any>;
  /**
   * A volume that is there already, by name, as Jenkins' home. It is never deleted.
   * @default a volume of the stack's own
   */
  homeVolume?: pulumi.Input<string>;
  /**
   * Keep the home volume on `destroy`; the next `up` takes it up again.
   * @default false
   */
  retainHome?: boolean;
  /**
   * Memory limit of the controller, in MiB. The JVM takes 60 % of it as its heap.
   * @default 2048
   * @example 4096
   */
  memoryMiB?: pulumi.Input<number>;
  /**
   * CPUs the controller may use.
   * @default no limit
   * @example 1.5
   */
  cpus?: pulumi.Input<number>;
  /**
   * More options of the JVM, after ours.
   * @default none
   * @example "-Dhudson.footerURL=https://example.org"
   */
  javaOpts?: pulumi.Input<string>;
  /**
   * Time zone of the controller's container, as tzdata names it.
   * @default "Etc/UTC"
   * @example "Europe/Vienna"
   */
  timeZone?: pulumi.Input<string>;
}
