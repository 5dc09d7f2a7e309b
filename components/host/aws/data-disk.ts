/** The disk that outlives its VM, and its daily snapshots. */
import { LifecyclePolicy } from "@pulumi/aws/dlm/lifecyclePolicy";
import { getVolume } from "@pulumi/aws/ebs/getVolume";
import { Volume } from "@pulumi/aws/ebs/volume";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment";
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as pulumi from "@pulumi/pulumi";
import { applyReporting, UserError } from "../../text/user-error";
import { ask, type Question } from "./aws-lookup";
import { serviceRole } from "./identity";
import { inOfferedZone, type Place } from "./network";
import type { AwsSettings } from "./aws-settings";

/** The tag that says of which host a disk's snapshots are. */
export const snapshotTag = "pulumi-jenkins-docker:snapshots";

/**
 * The disk's id: that of a new one, or of the one that was named. Where the named subnet is of another zone than the disk, the `up` or the
 * preview ends with a {@link UserError}.
 */
export function dataDisk(
  name: string,
  where: string,
  { data, subnetId, instanceType }: Pick<AwsSettings, "data" | "subnetId" | "instanceType">,
  { availabilityZone, offered }: Pick<Place, "availabilityZone" | "offered">,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const inSubnetsZone = (diskId: pulumi.Input<string>, itsZone: pulumi.Output<string>) =>
    applyReporting(pulumi.all([diskId, itsZone, availabilityZone, subnetId]), ([id, its, zone, subnet = ""]) => {
      if (its !== zone) throw inAnotherZone(where, subnet, zone, id, its);
      return id;
    });
  if (data.volumeId !== undefined) {
    const zone = zoneOfDisk(where, data.volumeId, { parent: opts.parent, provider: opts.provider });
    return inSubnetsZone(data.volumeId, zone);
  }
  const volume = new Volume(
    `${name}-data`,
    { availabilityZone, size: data.sizeGiB, type: "gp3", encrypted: true, tags },
    {
      ...opts,
      retainOnDelete: data.retain,
      // A change of any of these would replace the disk by an empty one. Jenkins' home would be deleted.
      ignoreChanges: ["availabilityZone", "encrypted", "kmsKeyId", "snapshotId", "region"],
    },
  );
  if (subnetId !== undefined) return inSubnetsZone(volume.id, volume.availabilityZone);
  // Disk and VM stay in the zone that they were made in, whatever zone is the first now.
  const zone = inOfferedZone(where, "the data disk", volume.availabilityZone, instanceType, offered);
  return pulumi.all([volume.id, zone]).apply(([id]) => id);
}

/** The zone of a disk that is there already. */
function zoneOfDisk(where: string, diskId: pulumi.Input<string>, from: pulumi.InvokeOptions): pulumi.Output<string> {
  const question: Question<{ diskId: string }> = {
    where,
    path: "data.volumeId",
    unknown: (asked) => ({ code: "JD212", message: `"${asked.diskId}" is not in this account and region` }),
  };
  const lookUp = (asked: { diskId: string }) =>
    getVolume({ filters: [{ name: "volume-id", values: [asked.diskId] }] }, from);
  return ask(question, pulumi.output({ diskId }), lookUp).availabilityZone;
}

function inAnotherZone(where: string, subnetId: string, zone: string, id: string, its: string): UserError {
  const fix = "Name a subnet of that zone. (A disk moves by a snapshot: docs/host-aws.md)";
  const message = `"${subnetId}" is in ${zone}, and the data disk ${id} in ${its}, where it stays. ${fix}`;
  return new UserError(where, [{ code: "JD209", path: "subnetId", message }]);
}

/** Daily snapshots of the disks that carry {@link snapshotTag} of this host. */
export function dailySnapshots(
  name: string,
  days: number,
  owner: string,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): void {
  const from = { parent: opts.parent, provider: opts.provider };
  const { accountId } = getCallerIdentityOutput({}, from);
  // Only policies of this account may use the role. [docs.aws.amazon.com: EBS, "IAM service roles for Amazon Data Lifecycle Manager", confused deputy]
  const condition = accountId.apply((id) => ({ StringEquals: { "aws:SourceAccount": id } }));
  const role = serviceRole(`${name}-snapshots`, "dlm", tags, opts, condition);
  const partition = getPartitionOutput({}, from);
  const policyArn = pulumi.interpolate`arn:${partition.partition}:iam::aws:policy/service-role/AWSDataLifecycleManagerServiceRole`;
  new RolePolicyAttachment(`${name}-snapshots`, { role: role.name, policyArn }, opts);
  new LifecyclePolicy(
    name,
    {
      description: `Daily snapshots of Docker host ${name.replaceAll(/[^0-9A-Za-z_-]/g, " ")}`,
      executionRoleArn: role.arn,
      policyDetails: {
        resourceTypes: ["VOLUME"],
        targetTags: { [snapshotTag]: owner },
        schedules: [
          { name: "daily", createRule: { interval: 24, times: "03:00" }, retainRule: { count: days }, copyTags: true },
        ],
      },
      tags,
    },
    opts,
  );
}
