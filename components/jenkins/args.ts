/** The arguments of a Jenkins. Their defaults and rules are in settings.ts. */
import type * as pulumi from "@pulumi/pulumi";
import type { Access, AccessBlocks } from "../access/modes";
import type { AgentFleet, AwsKey } from "../endpoint/agent-fleet";
import type { DockerEndpoint } from "../endpoint/endpoint";
import type { Proxy } from "../text/proxy";
import type { Agents } from "./agents/agent-args";
import type { Backup } from "./backup/args";
import type { Registry } from "./registries/registries";

/** The web interface by HTTPS. */
export interface Https {
  /**
   * A domain that points to the engine's machine. Its certificate comes by ACME (Let's Encrypt), which has to reach port 443 of
   * that machine.
   * Default: none: the certificate is for the machine's address, from the stack's own CA (output `caCert`).
   * @example "ci.example.org"
   */
  domain?: pulumi.Input<string>;
}

/** Arguments of a {@link Jenkins}. Only `endpoint` is needed. */
export interface JenkinsArgs extends AccessBlocks {
  /** The engine that runs the controller. A host component has it as its output `endpoint`. */
  endpoint: pulumi.Input<DockerEndpoint>;
  /**
   * How builds reach Docker: `dood` by the controller's engine, `dind` by an engine of their own, `remote` by another machine's,
   * `fleet` by the engines of machines that come and go.
   * Default: "dood".
   */
  access?: Access;
  /**
   * The official Jenkins image, with its tag. The controller's image is built upon it. Debian or Alpine.
   * Default: "jenkins/jenkins:2.580.2-lts-jdk21".
   */
  image?: pulumi.Input<string>;
  /**
   * An image of your own, by digest. It is used as it is, so it has to contain the plugins (at least configuration-as-code) and
   * the Docker CLI. It excludes `image`, `plugins` and `pluginLock`.
   * @example "registry.example.org/jenkins@sha256:…"
   */
  customImage?: pulumi.Input<string>;
  /**
   * Plugins in addition to the default set. A line can also pin the version of a default plugin.
   * Default: none.
   * @example ["git:5.8.0", "job-dsl"]
   */
  plugins?: string[];
  /**
   * Every plugin with its version, dependencies included, as `pulumi-jenkins-docker plugins lock` writes them. The image is
   * then built from these lines alone.
   * Default: none: versions are resolved when the image is built.
   */
  pluginLock?: string[];
  /**
   * Serves the web interface by HTTPS. Caddy runs in front of the controller, and the controller itself is published nowhere.
   * `{}` is enough.
   * Default: none: plain HTTP, on a loopback address.
   */
  https?: Https;
  /**
   * The port of the web interface on the engine's machine.
   * Default: 8080; with `https`, 443.
   */
  port?: pulumi.Input<number>;
  /**
   * The address on which the web interface is published. Without `https`, every address but loopback serves plain HTTP to the
   * network.
   * Default: "127.0.0.1"; with `https`, "0.0.0.0".
   */
  bindAddress?: pulumi.Input<string>;
  /**
   * How many builds run on the controller itself at a time. Builds on agents are not counted. Builds on the controller read its home and
   * `/run/secrets`, and so every credential of Jenkins. Except with `dind.placement: embedded`, no program gains
   * privileges there, as `sudo` would.
   * Default: 0.
   */
  executors?: number;
  /**
   * Agents that are containers. Each runs one build, on the engine that builds use.
   * Default: one template, with the label `docker`.
   */
  agents?: Agents;
  /**
   * Machines that come and go for builds: Jenkins starts one when a build asks for its label, and ends it afterwards. They are needed with
   * `access: fleet`, and can stand beside every other access. The image then has the plugin ec2-fleet.
   * Default: none.
   * @example [fleet.fleet]
   */
  fleets?: pulumi.Input<AgentFleet>[];
  /**
   * The key of the AWS API with which the controller resizes the fleets. A secret.
   * Default: none: the role of the controller's machine.
   */
  awsKey?: pulumi.Input<AwsKey>;
  /**
   * Registries that need a login, or whose CA is not public. For pulls and pushes of the controller, of agents and of builds.
   * Default: none.
   */
  registries?: Registry[];
  /**
   * Secrets by name. `${name}` in the casc is replaced by the secret's text. Each secret is a file in `/run/secrets`.
   * Default: none.
   * @example { oidcClientSecret: config.requireSecret("oidcClientSecret") }
   */
  secrets?: Record<string, pulumi.Input<string>>;
  /**
   * The proxy to the internet. It is given to the controller, to image builds, to agents and their builds, and to engines in
   * containers.
   * Default: none.
   * @example { http: "http://proxy.example.org:3128", noProxy: [".example.org"] }
   */
  proxy?: Proxy;
  /**
   * PEM of your company's CAs, for example of a proxy that inspects TLS. The controller (with Java), agents, and engines in
   * containers trust them.
   * Default: none.
   */
  caBundle?: pulumi.Input<string>;
  /**
   * Your own JCasC: a mapping, or its YAML. It is merged over ours: mappings key by key, clouds after ours, anything else as a
   * whole. A key or value that Jenkins and the default plugins are known to refuse is an error.
   * Default: none.
   * @example { jenkins: { systemMessage: "CI" } }
   */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the schema of other languages knows no "unknown"
  casc?: pulumi.Input<any>;
  /**
   * The name of an existing volume that becomes Jenkins' home. It is never deleted.
   * Default: a new volume.
   */
  homeVolume?: pulumi.Input<string>;
  /**
   * Keeps the home volume on `destroy`. The next `up` uses it again.
   * Default: false.
   */
  retainHome?: boolean;
  /**
   * Backups of the home. `pulumi-jenkins-docker backup`, `backups` and `restore` work with them.
   * Default: none.
   */
  backup?: Backup;
  /**
   * Memory limit of the controller, in MiB. The JVM's heap takes 60 % of it.
   * Default: 2048.
   * @example 4096
   */
  memoryMiB?: pulumi.Input<number>;
  /**
   * How many CPUs the controller may use.
   * Default: no limit.
   * @example 1.5
   */
  cpus?: pulumi.Input<number>;
  /**
   * Options of the JVM. They follow ours.
   * Default: none.
   * @example "-Dhudson.footerURL=https://example.org"
   */
  javaOpts?: pulumi.Input<string>;
  /**
   * Time zone of the controller's container, as tzdata names it.
   * Default: "Etc/UTC".
   * @example "Europe/Vienna"
   */
  timeZone?: pulumi.Input<string>;
}
