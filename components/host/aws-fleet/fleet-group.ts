/** The Auto Scaling group, and the template that its machines are made from. */
import { Group } from "@pulumi/aws/autoscaling/group";
import { LaunchTemplate } from "@pulumi/aws/ec2/launchTemplate";
import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import type { InstanceProfile } from "@pulumi/aws/iam/instanceProfile";
import * as pulumi from "@pulumi/pulumi";
import type { UsableImage } from "../aws/machine-image";
import { metadataOptions } from "../aws/machine";
import type { FleetPlace } from "./fleet-place";
import type { FleetSettings } from "./fleet-settings";
import { groupName } from "./group-name";

/** What a machine is put together from. */
export interface TemplateParts {
  image: UsableImage;
  profile: InstanceProfile;
  securityGroup: SecurityGroup;
  userData: pulumi.Output<string>;
  tags: Record<string, pulumi.Input<string>>;
}

/**
 * The template. Another one counts for new machines alone: those that are there run their builds to the end, and go.
 * Whether a machine gets a public address is the subnet's setting.
 */
export function fleetTemplate(
  name: string,
  { rootSizeGiB }: FleetSettings,
  { image, profile, securityGroup, userData, tags }: TemplateParts,
  opts: pulumi.CustomResourceOptions,
): LaunchTemplate {
  return new LaunchTemplate(
    name,
    {
      imageId: image.id,
      iamInstanceProfile: { name: profile.name },
      vpcSecurityGroupIds: [securityGroup.id],
      userData: userData.apply((text) => Buffer.from(text).toString("base64")),
      metadataOptions: metadataOptions(),
      blockDeviceMappings: [
        {
          deviceName: image.rootDeviceName,
          ebs: { encrypted: "true", volumeType: "gp3", volumeSize: rootSizeGiB, deleteOnTermination: "true" },
        },
      ],
      instanceInitiatedShutdownBehavior: "terminate",
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
      updateDefaultVersion: true,
      tags,
    },
    opts,
  );
}

/**
 * The group. Jenkins owns how many machines there are: `desiredCapacity` is not said, so that neither an `up` nor a refresh changes it.
 * No machine goes by the group's own decision, since it may be one that builds: `protectFromScaleIn`, and no rebalancing of zones.
 * [terraform-provider-aws: autoscaling/group.go, desired_capacity is Computed; ec2-fleet-plugin: AutoScalingGroupFleet.modify]
 */
export function fleetGroup(
  name: string,
  settings: FleetSettings,
  { subnetIds, instanceTypes }: FleetPlace,
  template: LaunchTemplate,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): Group {
  return new Group(
    groupName(name),
    {
      minSize: settings.minSize,
      maxSize: settings.maxSize,
      vpcZoneIdentifiers: subnetIds,
      mixedInstancesPolicy: {
        launchTemplate: {
          launchTemplateSpecification: {
            launchTemplateId: template.id,
            version: template.latestVersion.apply(String),
          },
          overrides: instanceTypes.apply((types) => types.map((instanceType) => ({ instanceType }))),
        },
        instancesDistribution: {
          onDemandAllocationStrategy: "prioritized",
          onDemandBaseCapacity: 0,
          onDemandPercentageAboveBaseCapacity: 100 - settings.spotShare,
          spotAllocationStrategy: "price-capacity-optimized",
        },
      },
      protectFromScaleIn: true,
      suspendedProcesses: ["AZRebalance"],
      healthCheckType: "EC2",
      // An `up` does not wait for machines. `destroy` ends them, with their builds.
      waitForCapacityTimeout: "0",
      forceDelete: true,
      // The template gives the machines their tags. These are the group's own.
      tags: Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: false })),
    },
    opts,
  );
}
