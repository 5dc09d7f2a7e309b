/** The VM, and what hangs on it. */
import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm";
import { EipAssociation } from "@pulumi/aws/ec2/eipAssociation";
import { Instance } from "@pulumi/aws/ec2/instance";
import { VolumeAttachment } from "@pulumi/aws/ec2/volumeAttachment";
import type { Eip } from "@pulumi/aws/ec2/eip";
import type { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import type { InstanceProfile } from "@pulumi/aws/iam/instanceProfile";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import type { AwsSettings } from "./aws-settings";

/** What the VM is put together from. */
export interface MachineParts {
  ami: pulumi.Input<string>;
  subnetId: pulumi.Input<string>;
  group: SecurityGroup;
  profile: InstanceProfile;
  userData: pulumi.Output<string>;
  dataVolumeId: pulumi.Output<string>;
  eip?: Eip;
  tags: Record<string, pulumi.Input<string>>;
}

/** The VM, its disk and its address, and what has to be there before it can be reached. */
export interface Machine {
  instance: Instance;
  attached: pulumi.Resource[];
}

/**
 * A VM that is replaced, not changed, by another user-data, image or architecture: the old one is stopped, its disk
 * detached, it is deleted, and the disk goes to the new one. Detaching a mounted disk of a running VM would hang.
 * [terraform-provider-aws#4770; pulumi-aws#2769]
 */
export function machine(
  name: string,
  settings: AwsSettings,
  parts: MachineParts,
  opts: pulumi.CustomResourceOptions,
): Machine {
  const { ami, subnetId, group, profile, userData, dataVolumeId, eip, tags } = parts;
  const replaced = { parent: opts.parent, provider: opts.provider, deleteBeforeReplace: true };
  const instance = new Instance(
    name,
    {
      ami,
      instanceType: settings.instanceType,
      subnetId,
      ...(settings.privateIp === undefined ? {} : { privateIp: settings.privateIp, associatePublicIpAddress: false }),
      vpcSecurityGroupIds: [group.id],
      iamInstanceProfile: profile.name,
      userData,
      userDataReplaceOnChange: true,
      metadataOptions: metadataOptions(settings.roleForContainers),
      rootBlockDevice: {
        encrypted: true,
        volumeType: "gp3",
        volumeSize: settings.rootSizeGiB,
        deleteOnTermination: true,
        tags, // AWS gives a VM's tags to none of its disks
      },
      ...(settings.spot ? { instanceMarketOptions: spot } : {}),
      // Nobody can terminate the VM by mistake. With forceDestroy, Pulumi can. Both are always said: the provider takes one that is taken away for
      // no change, and the protection would stay. [terraform-provider-aws: ec2_instance.go, Computed; #43722]
      disableApiTermination: settings.data.retain,
      forceDestroy: true,
      tags,
    },
    {
      ...opts,
      deleteBeforeReplace: true,
      // The default subnet is the result of a look-up. Another result later must not move the VM away from its disk.
      ignoreChanges: settings.subnetId === undefined ? ["subnetId"] : [],
      // AWS starts a stopped spot VM only as its original type. [EC2: "Stop interrupted Spot Instances"]
      replaceOnChanges: settings.spot ? ["instanceType"] : [],
    },
  );
  const disk = new VolumeAttachment(
    `${name}-data`,
    { deviceName: "/dev/sdf", instanceId: instance.id, volumeId: dataVolumeId, stopInstanceBeforeDetaching: true },
    replaced,
  );
  const address =
    eip && new EipAssociation(name, { allocationId: eip.allocationId, instanceId: instance.id }, replaced);
  if (settings.recoveryAlarm) recoveryAlarm(name, instance, tags, { parent: opts.parent, provider: opts.provider });
  return { instance, attached: [instance, disk, ...(address ? [address] : [])] };
}

/**
 * Of the metadata service, which has the credentials of a machine's role. One hop is as far as the machine itself. A container in a bridge
 * network is a hop further. [docs.aws.amazon.com: EC2, "Configure IMDS options"]
 */
export function metadataOptions(forContainers = false) {
  return { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: forContainers ? 2 : 1 };
}

// Stopped, not ended, when AWS takes it away: disk and address stay, and it starts again when there is capacity.
const spot = {
  marketType: "spot",
  spotOptions: { spotInstanceType: "persistent", instanceInterruptionBehavior: "stop" },
};

/** [docs.aws.amazon.com: EC2, "Amazon CloudWatch action based recovery"] */
function recoveryAlarm(
  name: string,
  instance: Instance,
  tags: Record<string, pulumi.Input<string>>,
  opts: { parent?: pulumi.Resource; provider?: pulumi.ProviderResource },
): void {
  const { partition } = getPartitionOutput({}, opts);
  const { region } = getRegionOutput({}, opts);
  new MetricAlarm(
    name,
    {
      alarmDescription: `Moves Docker host ${name} to other hardware when its own fails`,
      namespace: "AWS/EC2",
      metricName: "StatusCheckFailed_System",
      dimensions: { InstanceId: instance.id },
      statistic: "Maximum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 60,
      evaluationPeriods: 2,
      alarmActions: [pulumi.interpolate`arn:${partition}:automate:${region}:ec2:recover`],
      tags,
    },
    opts,
  );
}
