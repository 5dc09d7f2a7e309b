/** Jenkins: a controller in a container, its builds wired to Docker in one of the access modes. */
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { Access, type BuildAccess } from "../access/contract";
import { accessModes } from "../access/modes";
import { hash, pulledImage } from "../docker/container";
import type { DockerEndpoint } from "../endpoint/endpoint";
import { interruptionHooks } from "../changes/hooks";
import { meaningOf } from "../changes/rules";
import { part, secretWithKey } from "../endpoint/secret-endpoint";
import { agents } from "./agents/agents";
import type { JenkinsArgs } from "./args";
import { controllerCasc } from "./casc/controller-casc";
import { adminUser } from "./casc/render";
import { checkedEndpoint } from "./check/checked-endpoint";
import { controllerContainer } from "./controller/controller-container";
import { credentials } from "./controller/admin-account";
import { carriedFiles } from "./controller/files";
import { homeVolume } from "./controller/home";
import { httpsFront } from "./controller/https/https-front";
import { controllerImage } from "./controller/image/controller-image";
import { leftoverHook } from "./check/interrupted-up";
import { addressesWithLogin, loginsMark, loginsOf, registryAuth, registryCas, withLogin } from "./registries/logins";
import { jenkinsRules } from "./jenkins-changes";
import { deploymentLabel, imageNameOnEngine, nameOnEngine, ownerLabels, ownerOf } from "./engine-names";
import type { Registry } from "./registries/registries";
import { jenkinsSettings, type JenkinsSettings } from "./settings";
import { settled } from "./verify/verify";
import { volumesLost } from "./lost-volumes";
import { controllerUrl, machineAddress } from "./controller/url";

/**
 * A Jenkins controller on a Docker engine. `up` returns when it is healthy. Its home survives every change of the
 * arguments.
 * @example
 * const host = new LocalDockerHost("local");
 * const jenkins = new Jenkins("ci", { endpoint: host.endpoint, access: "dind" });
 * export const url = jenkins.url;
 */
export class Jenkins extends pulumi.ComponentResource {
  /** Where to log in: the controller's address as its users type it. */
  public readonly url: pulumi.Output<string>;
  /** The CA that a browser has to trust for `url`. Only with `https`, and no domain. */
  public readonly caCert?: pulumi.Output<string>;
  /** The first user's name. */
  public readonly adminUser: pulumi.Output<string>;
  /** That user's password. A secret; the host has only its hash. */
  public readonly adminPassword: pulumi.Output<string>;
  /** How builds reach Docker. */
  public readonly access: pulumi.Output<string>;
  /** The engine that builds use, as the controller reaches it. Its keys are the controller's alone. */
  public readonly buildEndpoint: pulumi.Output<DockerEndpoint>;
  /** The controller's container on the engine. */
  public readonly containerName: pulumi.Output<string>;
  /** The volume that is Jenkins' home. */
  public readonly homeVolume: pulumi.Output<string>;
  /** The controller's image as the engine knows it. */
  public readonly imageName: pulumi.Output<string>;

  constructor(name: string, args: JenkinsArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = jenkinsSettings(name, args); // defaults filled in; every mistake in one error
    super("pulumi-jenkins-docker:index:Jenkins", name, shown(settings), opts);

    const owner = { project: pulumi.getProject(), stack: pulumi.getStack(), component: name };
    const named = (what?: string) => nameOnEngine(owner, what);
    const endpoint = checkedEndpoint(name, owner, settings, secretWithKey(pulumi.output(args.endpoint)));

    const engine = engineProvider(name, endpoint, settings.registries, { parent: this });
    // Nothing is made before the checks have passed. A preview makes nothing: there, providers start side by side (npm run bench).
    const plain = { parent: this, dependsOn: pulumi.runtime.isDryRun() ? [] : [engine] };
    const deployment = new random.RandomId(name, { byteLength: 6 }, plain).hex;
    const labels = [...ownerLabels(owner), { label: deploymentLabel, value: deployment }];
    const onEngine = { parent: this, provider: engine };
    const interruptions = interruptionHooks(this, `${name}-jenkins`, jenkinsRules);
    const hooks = {
      ...interruptions,
      beforeCreate: [leftoverHook(name, endpoint, deployment), ...(interruptions?.beforeCreate ?? [])],
    };
    const onEngineByName = { ...onEngine, hooks };

    const network = new docker.Network(
      name,
      { name: named(), driver: "bridge", labels },
      { ...onEngineByName, deleteBeforeReplace: true },
    );
    // The network's hook finds out whether these names are ours; a volume's creation would take somebody else's as its own.
    const afterNetwork = { ...onEngine, dependsOn: [network] };
    const home = homeVolume(name, owner, settings, afterNetwork);
    const admin = credentials(name, plain);

    const architecture = pulumi.unsecret(part(endpoint, "architecture"));
    const access = accessModes[settings.access].access({
      name,
      named,
      endpoint,
      architecture,
      network,
      home,
      buildsOnController: settings.executors > 0,
      settings,
      registryCas: registryCas(settings.registries),
      company: settings,
      labels,
      plain,
      onEngine: afterNetwork,
      onEngineByName,
    });
    const image = builtOrCustomImage(name, settings, access, architecture, imageNameOnEngine(owner), afterNetwork);
    const url = controllerUrl(settings, endpoint);
    const logins = loginsOf(settings.registries);
    const forAgents = agents(name, {
      settings: settings.agents,
      engines: access.agentEngines,
      sharesEngine: accessModes[settings.access].sharesEngine,
      repository: imageNameOnEngine(owner, `agent-${hash(ownerOf(owner)).slice(0, 6)}`),
      dockerConfig: named(`docker-config-${hash(ownerOf(owner)).slice(0, 6)}`),
      registries: addressesWithLogin(settings.registries),
      company: settings,
      labels,
      architecture,
      onEngine: afterNetwork,
    });
    const casc = controllerCasc(settings, access, url, forAgents.clouds);
    const imageName = imageNameOnEngine(owner, "files");
    const files = carriedFiles(
      { name, named, imageName, labels, onEngine: afterNetwork, onEngineByName },
      {
        casc,
        adminPassword: admin.hashed,
        reloadToken: admin.reloadToken,
        secrets: settings.secrets,
        logins,
        proxy: settings.proxy,
      },
    );
    const container = controllerContainer(
      name,
      settings,
      {
        containerName: named(),
        labels,
        image,
        network,
        home,
        files,
        access,
        loginsMark: loginsMark(logins, admin.reloadToken),
      },
      onEngineByName,
    );

    const front = settings.https
      ? httpsFront(
          {
            name,
            named,
            labels,
            network,
            architecture,
            controller: container,
            plain,
            onEngine: afterNetwork,
            onEngineByName,
          },
          settings,
          machineAddress(endpoint),
          url,
        )
      : undefined;

    const { engines } = forAgents;
    const healthy = settled(this, name, { endpoint, access, controller: container, files, front, url, engines });
    if (front?.caCert) this.caCert = front.caCert;
    this.url = pulumi.unsecret(healthy).apply(() => url); // it waits on an endpoint that may have a key
    this.adminUser = pulumi.output(adminUser);
    this.adminPassword = admin.password;
    this.access = pulumi.output(settings.access);
    this.buildEndpoint = access.endpoint;
    this.containerName = container.name;
    this.homeVolume = pulumi.output(home);
    this.imageName = image.name;
    this.sayOnceRegistered(`builds reach Docker by ${settings.access}, which gives away ${access.givesAway}`);
    if (access.limits !== undefined) this.sayOnceRegistered(access.limits);
    const ownHome = settings.homeVolume === undefined || settings.retainHome;
    void this.warnOfVolumesLost(name, [...access.volumes, ...(ownHome ? ["home"] : [])]);
    this.registerOutputs({
      url: this.url,
      ...(this.caCert ? { caCert: this.caCert } : {}),
      adminUser: this.adminUser,
      adminPassword: this.adminPassword,
      access: this.access,
      buildEndpoint: this.buildEndpoint,
      containerName: this.containerName,
      homeVolume: this.homeVolume,
      imageName: this.imageName,
    });
  }

  /** A line about a resource that fails to register would take the error's own line along. [@pulumi/pulumi: log.ts, lastLog] */
  private sayOnceRegistered(line: string): void {
    this.urn.apply(() => void pulumi.log.info(line, this));
  }

  private async warnOfVolumesLost(name: string, made: string[]): Promise<void> {
    const lost = await volumesLost(this, name, made);
    for (const { text } of meaningOf(jenkinsRules, lost)) await pulumi.log.warn(text, this);
  }
}

/** The arguments as a reviewer reads them in a diff of the component itself. */
function shown({ dind, remote, access, registries, secrets, ...settings }: JenkinsSettings): pulumi.Inputs {
  const { engines, container } = remote;
  const machines = engines.map(({ endpoint, ownKey }) => ({
    dockerHost: pulumi.unsecret(pulumi.output(endpoint).dockerHost),
    ownKey,
  }));
  return {
    access,
    ...(access === Access.dind ? { dind } : {}),
    ...(access === Access.remote ? { remote: { engines: machines, ...(container ? { container } : {}) } } : {}),
    ...(registries.length > 0 ? { registries: registries.map(withoutPassword) } : {}),
    ...(Object.keys(secrets).length > 0 ? { secrets: pulumi.secret(secrets) } : {}),
    ...settings,
  };
}

function withoutPassword({ password, ...registry }: Registry): pulumi.Inputs {
  return { ...registry, ...(password === undefined ? {} : { password: pulumi.secret(password) }) };
}

function engineProvider(
  name: string,
  endpoint: pulumi.Output<DockerEndpoint>,
  registries: Registry[],
  opts: pulumi.CustomResourceOptions,
): docker.Provider {
  return new docker.Provider(
    name,
    {
      host: pulumi.unsecret(endpoint.dockerHost),
      caMaterial: pulumi.unsecret(part(endpoint, "caCert")),
      certMaterial: pulumi.unsecret(part(endpoint, "clientCert")),
      keyMaterial: pulumi.secret(part(endpoint, "clientKey")),
      ...(withLogin(registries).length > 0 ? { registryAuth: registryAuth(registries) } : {}),
    },
    opts,
  );
}

function builtOrCustomImage(
  name: string,
  settings: JenkinsSettings,
  access: BuildAccess,
  architecture: pulumi.Output<string | undefined>,
  repository: string,
  opts: pulumi.CustomResourceOptions,
): docker.RemoteImage {
  if (settings.customImage !== undefined) return pulledImage(name, settings.customImage, architecture, opts);
  const { image: base, plugins, pluginLock: lock, dind } = settings;
  const { proxy, caBundle } = settings;
  const { stage } = access.controller;
  return controllerImage(
    name,
    { base, plugins, lock, stage, engineImage: dind.image, company: { proxy, caBundle }, architecture, repository },
    opts,
  );
}
