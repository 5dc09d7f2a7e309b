/** AwsDockerHost: an EC2 VM with Docker, reached by mutual TLS, its data on a disk that outlives it. */
import { Eip } from "@pulumi/aws/ec2/eip";
import * as pulumi from "@pulumi/pulumi";
import { certificateAuthority, type CertificateAuthority, type KeyPair } from "../../endpoint/certificates";
import { defaultSocketPath, type DockerEndpoint } from "../../endpoint/endpoint";
import { awsDockerHostType } from "../../changes/component-types";
import { interruptionHooks } from "../../changes/hooks";
import { applyReporting, reportingUserErrors } from "../../text/user-error";
import { sayOnceRegistered } from "../../say-once-registered";
import { experimentalNote } from "../../text/experimental";
import { promiseOf, secretWithKey, untilSettled } from "../../endpoint/outputs";
import { type AwsDockerHostArgs, HostImage } from "./aws-args";
import { dailySnapshots, dataDisk, snapshotTag } from "./data-disk";
import { securityGroup, waysIn } from "./firewall";
import { engineKeys, instanceProfile, ownerAndTags } from "./identity";
import { chosenImage, knownInstanceType, usableImage } from "./machine-image";
import { machine } from "./machine";
import { hostRules } from "./aws-changes";
import { placeOf, supportedRegion } from "./network";
import { awsSettings, type AwsSettings, experimentalSettings } from "./aws-settings";
import { enginePort, hostSocketGid } from "../bootstrap/host-settings";
import { renderUserData } from "../bootstrap/user-data";
import { checkedUserData } from "./user-data-limit";
import { rebootDue } from "./reboot-due";
import { untilEngineAnswers } from "./engine-ready";

/**
 * A Docker host on EC2: a VM of about 71 USD a month with the defaults (docs/host-aws.md). `up` returns when its engine
 * answers. The VM is replaceable; address, certificates, images, containers and volumes outlive it.
 * @example
 * const host = new AwsDockerHost("ci", { allowedCidrs: ["203.0.113.0/24"] });
 * const jenkins = new Jenkins("ci", { endpoint: host.endpoint, https: {} });
 */
export class AwsDockerHost extends pulumi.ComponentResource {
  /** The engine. During an `up` it resolves once the engine answers. A preview does not connect. */
  public readonly endpoint: pulumi.Output<DockerEndpoint>;
  /** The address of the VM: the Elastic IP, or `privateIp`. */
  public readonly address: pulumi.Output<string>;
  /** The id of the VM. `aws ssm start-session --target ID` opens a shell on it, unless its `image` is Debian's. */
  public readonly instanceId: pulumi.Output<string>;
  /** The name of the VM's role, for what else it is to be allowed: `controllerRole` of an `AwsAgentFleet`. */
  public readonly roleName: pulumi.Output<string>;
  /** The id of the VM's security group. `sshGroups` of an `AwsAgentFleet` lets the VM in. */
  public readonly securityGroupId: pulumi.Output<string>;
  /** The id of the data disk. With `data.retain`, `destroy` keeps this disk. */
  public readonly dataVolumeId: pulumi.Output<string>;

  constructor(name: string, args: AwsDockerHostArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = awsSettings(name, args); // defaults filled in; every mistake in one error
    super(awsDockerHostType, name, settings, opts);
    for (const option of experimentalSettings(settings)) sayOnceRegistered(this, experimentalNote(option));
    if (settings.roleForContainers && pulumi.runtime.isDryRun()) {
      const note = "containers on the VM have its role, since its metadata service answers them (hop limit 2)";
      sayOnceRegistered(this, note);
    }
    const where = `AwsDockerHost ${name}`;
    const own = { parent: this };
    const { owner, tags } = ownerAndTags(name, settings.tags);

    const region = supportedRegion(where, own);
    const { instanceType, architecture, memoryMiB } = knownInstanceType(where, settings.instanceType, own);
    const place = placeOf(where, { ...settings, instanceType }, own);
    const chosen = chosenImage(where, settings, architecture, own);
    const ami = usableImage(where, chosen, { architecture, rootSizeGiB: settings.rootSizeGiB }, own).id;
    const eip = settings.privateIp === undefined ? new Eip(name, { domain: "vpc", tags }, own) : undefined;
    const address = eip?.publicIp ?? pulumi.output(settings.privateIp ?? "");

    const authority = certificateAuthority(name, own, settings.ca);
    const server = authority.server(`${name}-engine`, { ipAddresses: address.apply((at) => [at]) });
    const deployer = authority.client(`${name}-deployer`);
    const keys = engineKeys(name, `/pulumi-jenkins-docker/${owner}/engine`, server, tags, own);
    const { role, profile, policy } = instanceProfile(name, keys, tags, own);

    const { snapshotDays } = settings.data;
    const diskTags = { ...tags, ...(snapshotDays > 0 ? { [snapshotTag]: owner } : {}) };
    const dataVolumeId = dataDisk(name, where, settings, place, diskTags, own);
    if (snapshotDays > 0) dailySnapshots(name, snapshotDays, owner, tags, own);

    const { group, waysOut } = securityGroup(name, `Docker host ${name}`, place.vpcId, settings.egressCidrs, tags, own);
    const userData = userDataOf(where, settings, { parameter: keys.path, region, dataVolumeId });
    const vm = machine(
      name,
      settings,
      { ami, subnetId: place.subnetId, group, profile, userData, dataVolumeId, eip, tags },
      {
        ...own,
        dependsOn: [keys.parameter, policy, ...waysOut],
        hooks: interruptionHooks(this, `${name}-host`, hostRules),
      },
    );
    const rules = waysIn(name, group, settings, tags, { ...own, dependsOn: vm.attached });

    this.address = address;
    this.instanceId = vm.instance.id;
    this.dataVolumeId = dataVolumeId;
    this.roleName = role.name;
    this.securityGroupId = group.id;
    const endpoint = endpointOf(address, { architecture, memoryMiB }, authority, deployer, settings);
    this.endpoint = this.whenReady(where, endpoint, server.cert, rules, region, settings.image !== HostImage.debian);
    this.registerOutputs({
      endpoint: this.endpoint,
      address: this.address,
      instanceId: this.instanceId,
      dataVolumeId: this.dataVolumeId,
      roleName: this.roleName,
      securityGroupId: this.securityGroupId,
    });
  }

  /** What `dependsOn` waits for, beside the resources: `endpoint` is known once the engine answers. */
  protected override initialize(): Promise<void> {
    return untilSettled(() => this.endpoint);
  }

  /**
   * The endpoint: in a preview as it is, in an up once the engine answers. It depends on the rules that let the deployer
   * in, which are made after everything else, and not on the VM: that is replaced without replacing what runs on it.
   */
  private whenReady(
    where: string,
    endpoint: pulumi.Output<DockerEndpoint>,
    serverCert: pulumi.Output<string>,
    rules: pulumi.CustomResource[],
    region: pulumi.Output<string>,
    hasShell: boolean,
  ): pulumi.Output<DockerEndpoint> {
    if (pulumi.runtime.isDryRun()) return endpoint;
    const vm = promiseOf(pulumi.all([this.instanceId, region]));
    return secretWithKey(
      pulumi.all([endpoint, serverCert, pulumi.all(rules.map(({ id }) => id))]).apply(async ([reached, shows]) => {
        const [instanceId, at] = await vm;
        const lookAt = [
          `aws ec2 get-console-output --latest --output text --region ${at} --instance-id ${instanceId} | grep jenkins-docker-host`,
          ...(hasShell
            ? [
                `aws ssm start-session --region ${at} --target ${instanceId}   # then: sudo less /var/log/jenkins-docker-host.log`,
              ]
            : []),
        ];
        const say = (line: string) => void pulumi.log.info(line, this, undefined, true);
        await reportingUserErrors(() =>
          untilEngineAnswers({ where, endpoint: reached, serverCert: shows, lookAt }, say),
        );
        const due = await rebootDue(reached, `aws ec2 reboot-instances --region ${at} --instance-ids ${instanceId}`);
        if (due !== undefined) void pulumi.log.warn(due, this);
        return reached;
      }),
    );
  }
}

function endpointOf(
  address: pulumi.Output<string>,
  facts: { architecture: pulumi.Output<string>; memoryMiB: pulumi.Output<number> },
  authority: CertificateAuthority,
  deployer: KeyPair,
  { data }: AwsSettings,
): pulumi.Output<DockerEndpoint> {
  // Each field is an output of its own. A preview that renews a certificate then still knows the other fields.
  return secretWithKey(
    pulumi.output({
      dockerHost: pulumi.interpolate`tcp://${address}:${String(enginePort)}`,
      caCert: deployer.caCert,
      caKey: authority.caKey,
      clientCert: deployer.cert,
      clientKey: deployer.key,
      address,
      ...facts,
      socketPath: defaultSocketPath,
      socketGid: hostSocketGid,
      keepsData: data.retain || data.volumeId !== undefined,
    }),
  );
}

function userDataOf(
  where: string,
  settings: AwsSettings,
  { parameter, region, dataVolumeId }: Record<"region" | "dataVolumeId", pulumi.Output<string>> & { parameter: string },
): pulumi.Output<string> {
  const { registryMirrors, caBundle, registryCas, addressPools } = settings;
  const early = pulumi.output({ region, registryMirrors, caBundle, registryCas, addressPools });
  const render = (known: pulumi.Unwrap<typeof early>, volumeId = "") => {
    // The one path of a disk that stays the same on Nitro instances. [docs.aws.amazon.com: EBS, "Map volumes to NVMe device names"]
    const dataDisk = `/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${volumeId.replace("-", "")}`;
    return checkedUserData(where, renderUserData({ ...settings, ...known, tls: { parameter }, dataDisk }));
  };
  // A first preview does not know the disk. What is too long without its id is told there.
  const fits = applyReporting(early, (known) => ({ known, checked: render(known) }));
  return applyReporting(pulumi.all([fits, dataVolumeId]), ([{ known }, id]) => render(known, id));
}
