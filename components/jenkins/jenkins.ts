/** Jenkins: a controller in a container, its builds wired to Docker in one of the access modes. */
import * as pulumi from "@pulumi/pulumi";
import { jenkinsType } from "../changes/component-types";
import { meaningOf } from "../changes/change-rules";
import type { DockerEndpoint } from "../endpoint/endpoint";
import { untilSettled } from "../endpoint/outputs";
import { sayOnceRegistered } from "../say-once-registered";
import { experimentalNote } from "../text/experimental";
import { pathAsTold } from "../text/user-error";
import { warnOfOlderImage } from "./check/older-jenkins";
import { makeAgents } from "./agents/make-agents";
import type { JenkinsArgs } from "./args";
import { backupContainer } from "./backup/backup-container";
import { backupFirst } from "./backup/before-upgrade";
import type { Casc } from "./casc/casc-merge";
import { controllerCasc } from "./casc/controller-casc";
import { doubtsOf, whatStrangersMay } from "./casc/own-casc";
import { adminUser } from "./casc/render";
import { adminAccount } from "./controller/admin-account";
import { controllerContainer } from "./controller/controller-container";
import { carriedFiles } from "./controller/files";
import { homeVolume } from "./controller/home";
import { httpsFront } from "./controller/https/https-front";
import { controllerImage } from "./controller/image/controller-image";
import { controllerUrl } from "./controller/url";
import { makeDeployment } from "./make-deployment";
import { jenkinsRules } from "./jenkins-changes";
import { volumesLost } from "./lost-volumes";
import { registryCas } from "./registries/logins";
import { jenkinsSettings, shownSettings } from "./settings";
import { verified } from "./verify/verify";

function onController(executors: number): string {
  return `builds on the controller (executors: ${String(executors)}) read its home and /run/secrets, and so every credential of Jenkins`;
}

/**
 * A Jenkins controller on a Docker engine. `up` returns when it is healthy, and a resource that depends on it (`dependsOn`) is made after
 * that. Its home survives every change of the arguments.
 * @example
 * const host = new LocalDockerHost("local");
 * const jenkins = new Jenkins("ci", { endpoint: host.endpoint, access: "dind" });
 * export const url = jenkins.url;
 */
export class Jenkins extends pulumi.ComponentResource {
  /** The address of the web interface. */
  public readonly url: pulumi.Output<string>;
  /** PEM of the CA that a browser has to trust for `url`. Only with `https` and without a domain. */
  public readonly caCert?: pulumi.Output<string>;
  /** The name of the admin. */
  public readonly adminUser: pulumi.Output<string>;
  /** The admin's password. A secret. The host has only its hash. */
  public readonly adminPassword: pulumi.Output<string>;
  /** How builds reach Docker. */
  public readonly access: pulumi.Output<string>;
  /**
   * The builds' engine for other stacks and programs: an endpoint that they can reach, with which they make keys of their own. A secret
   * if it has a key. Undefined for an engine that nobody else can reach.
   */
  public readonly buildEndpoint?: pulumi.Output<DockerEndpoint>;
  /** The name of the controller's container on the engine. */
  public readonly containerName: pulumi.Output<string>;
  /** The name of the volume that is Jenkins' home. */
  public readonly homeVolume: pulumi.Output<string>;
  /** The name of the controller's image on the engine. */
  public readonly imageName: pulumi.Output<string>;

  constructor(name: string, args: JenkinsArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = jenkinsSettings(name, args); // defaults filled in; every mistake in one error
    super(jenkinsType, name, shownSettings(settings), opts);

    // check: nothing is made before the engine has answered, and has what is needed.
    const deployment = makeDeployment(this, name, settings, args.endpoint);

    // access: the mode makes what it needs.
    const home = homeVolume(deployment, settings);
    const access = settings.mode.make(settings.block, {
      deployment,
      home,
      buildsOnController: settings.executors > 0,
      registryCas: registryCas(settings.registries),
    });

    // make: the controller, from its image, its files and its home.
    const admin = adminAccount(deployment);
    const first = backupFirst(this, deployment, settings.backup);
    const image = controllerImage(deployment, settings, { engineInside: access.controller.engineInside, first });
    const agents = makeAgents(deployment, settings, access);
    const url = controllerUrl(settings, deployment.endpoint);
    const casc = controllerCasc(deployment.where, settings, access, url, agents.clouds);
    const files = carriedFiles(deployment, settings, {
      ...{ casc, imageFiles: agents.imageFiles, admin },
      after: first ? [image] : [], // where no backup can be made first, the old Jenkins keeps its casc, too
    });
    const controller = controllerContainer(deployment, settings, { image, home, files, access, admin });
    const front = httpsFront(deployment, settings, controller, url);
    const backup = backupContainer(deployment, settings.backup, { home, image });

    // verify: healthy, the casc loaded, the builds' engine reached.
    const { engines } = agents;
    const strangersMay = pulumi.output(settings.casc).apply(whatStrangersMay);
    const made = { access, controller, files, front, backup, url, casc, strangersMay, engines };
    const healthy = verified(this, deployment, made);

    if (front?.caCert) this.caCert = front.caCert;
    this.url = pulumi.unsecret(healthy).apply(() => url); // healthy depends on an endpoint that may hold a key, and the URL is no secret
    this.adminUser = pulumi.output(adminUser);
    this.adminPassword = admin.password;
    this.access = pulumi.output<string>(settings.access);
    if (access.endpoint) this.buildEndpoint = access.endpoint as pulumi.Output<DockerEndpoint>; // the value of the output may be undefined
    this.containerName = controller.name;
    this.homeVolume = pulumi.output(home);
    this.imageName = image.name;
    sayOnceRegistered(this, `builds reach Docker by ${settings.access}, which grants ${access.grants}`);
    if (settings.executors > 0) sayOnceRegistered(this, onController(settings.executors));
    if (access.limits !== undefined) sayOnceRegistered(this, access.limits);
    if (access.experimental !== undefined) sayOnceRegistered(this, experimentalNote(access.experimental));
    pulumi.output(settings.casc).apply((own) => {
      this.warnOfDoubts(deployment.where, own);
    });
    const ownHome = settings.homeVolume === undefined || settings.retainHome;
    if (pulumi.runtime.isDryRun() && settings.customImage === undefined)
      void warnOfOlderImage(this, name, settings.image);
    void this.warnOfVolumesLost(name, [...access.volumes, ...(ownHome ? ["home"] : [])]);
    this.registerOutputs({
      url: this.url,
      ...(this.caCert ? { caCert: this.caCert } : {}),
      adminUser: this.adminUser,
      adminPassword: this.adminPassword,
      access: this.access,
      ...(this.buildEndpoint ? { buildEndpoint: this.buildEndpoint } : {}),
      containerName: this.containerName,
      homeVolume: this.homeVolume,
      imageName: this.imageName,
    });
  }

  /** What `dependsOn` waits for, beside the resources: `url` is known once Jenkins is healthy. */
  protected override initialize(): Promise<void> {
    return untilSettled(() => this.url);
  }

  /** A line about a resource that fails to register would take the error's own line along. [@pulumi/pulumi: log.ts, lastLog] */
  private warnOfDoubts(where: string, casc: Casc | string): void {
    for (const doubt of doubtsOf(casc, pathAsTold(where, "casc"))) void pulumi.log.warn(doubt, this);
  }

  private async warnOfVolumesLost(name: string, made: string[]): Promise<void> {
    const lost = await volumesLost(this, name, made);
    for (const { text } of meaningOf(jenkinsRules, lost)) await pulumi.log.warn(text, this);
  }
}
