/** The disk that outlives its VM, and its daily snapshots. */
import { LifecyclePolicy } from "@pulumi/aws/dlm/lifecyclePolicy";
import { getVolume } from "@pulumi/aws/ebs/getVolume";
import { Volume } from "@pulumi/aws/ebs/volume";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as pulumi from "@pulumi/pulumi";
import { UserError } from "../../text/user-error";
import { ask, type Question } from "./aws-lookup";
import { serviceRole } from "./identity";
import type { AwsSettings } from "./aws-settings";

/** The tag that says of which host a disk's snapshots are. */
export const snapshotTag = "pulumi-jenkins-docker:snapshots";

/**
 * The disk's id: that of a new one, or of the one that was named.
 * @throws UserError where the named subnet is of another zone than the disk
 */
export function dataDisk(
  name: string,
  where: string,
  { data, subnetId }: Pick<AwsSettings, "data" | "subnetId">,
  availabilityZone: pulumi.Output<string>,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const inSubnetsZone = (diskId: pulumi.Input<string>, itsZone: pulumi.Output<string>) =>
    pulumi.all([diskId, itsZone, availabilityZone, subnetId]).apply(([id, its, zone, subnet = ""]) => {
      if (its !== zone) throw inAnotherZone(where, subnet, zone, id, its);
      return id;
    });
  if (data.volumeId !== undefined) {
    const filters = [{ name: "volume-id", values: [data.volumeId] }];
    const question: Question<{ filters: { values: string[] }[] }> = {
      where,
      path: "data.volumeId",
      unknown: (asked) => ({
        code: "JD212",
        message: `"${asked.filters[0]?.values[0] ?? ""}" is not in this account and region`,
      }),
    };
    const from = { parent: opts.parent, provider: opts.provider };
    const found = ask(question, pulumi.output({ filters }), (of) => getVolume(of, from));
    return inSubnetsZone(data.volumeId, found.availabilityZone);
  }
  const volume = new Volume(
    `${name}-data`,
    { availabilityZone, size: data.sizeGiB, type: "gp3", encrypted: true, tags },
    {
      ...opts,
      retainOnDelete: data.retain,
      // A change of any of these would be another disk, an empty one, with Jenkins' home deleted.
      ignoreChanges: ["availabilityZone", "encrypted", "kmsKeyId", "snapshotId", "region"],
    },
  );
  if (subnetId === undefined) return volume.id;
  return inSubnetsZone(volume.id, volume.availabilityZone);
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
  const role = serviceRole(`${name}-snapshots`, "dlm", tags, opts);
  const partition = getPartitionOutput({}, { parent: opts.parent, provider: opts.provider });
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
