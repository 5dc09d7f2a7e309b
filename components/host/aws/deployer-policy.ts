/**
 * What the deployer of an `AwsDockerHost` and an `AwsAgentFleet` may do on AWS: no less than Pulumi's provider calls, and no more. `docs/aws-policy.json` is made from it.
 * Not a part of the package.
 * [terraform-provider-aws 6: internal/service/{autoscaling,ec2,iam,kms,ssm,dlm,cloudwatch}; docs.aws.amazon.com: Service Authorization Reference]
 */

/** Some rights, and what they are for. */
export interface Grant {
  /** The statement's name in the policy. */
  sid: string;
  /** What needs it: the line of the table in docs/host-aws.md. */
  why: string;
  /** Actions by service: `ec2` has `RunInstances`, `StopInstances`. */
  actions: Record<string, string[]>;
  /** What the actions may be done to, by ARNs. Default: everything. */
  resources?: string[];
  /** When they may be done. Default: always. */
  condition?: Record<string, Record<string, string | string[]>>;
}

/** The rights by what needs them. Remove the statement of an option that you do not use. */
export const deployerGrants: Grant[] = [
  {
    sid: "Look",
    why: "every preview and refresh: what there is, and what AWS offers",
    actions: {
      autoscaling: ["DescribeAutoScalingGroups"],
      ec2: [
        "DescribeAddresses",
        "DescribeAddressesAttribute",
        "DescribeAvailabilityZones",
        "DescribeIamInstanceProfileAssociations",
        "DescribeImages",
        "DescribeInstanceAttribute",
        "DescribeInstanceCreditSpecifications",
        "DescribeInstanceTypeOfferings",
        "DescribeInstanceTypes",
        "DescribeInstances",
        "DescribeLaunchTemplateVersions",
        "DescribeLaunchTemplates",
        "DescribeNetworkInterfaces",
        "DescribeRouteTables",
        "DescribeSecurityGroupRules",
        "DescribeSecurityGroups",
        "DescribeSpotInstanceRequests",
        "DescribeSubnets",
        "DescribeTags",
        "DescribeVolumes",
        "DescribeVolumesModifications",
        "DescribeVpcAttribute",
        "DescribeVpcs",
      ],
      iam: [
        "GetInstanceProfile",
        "GetPolicy",
        "GetPolicyVersion",
        "GetRole",
        "GetRolePolicy",
        "GetUser",
        "ListAccessKeys",
        "ListAttachedRolePolicies",
        "ListAttachedUserPolicies",
        "ListGroupsForUser",
        "ListInstanceProfileTags",
        "ListInstanceProfilesForRole",
        "ListPolicyTags",
        "ListPolicyVersions",
        "ListRolePolicies",
        "ListRoleTags",
        "ListUserTags",
      ],
      kms: ["DescribeKey", "GetKeyPolicy", "GetKeyRotationStatus", "ListResourceTags"],
      ssm: ["DescribeParameters"],
    },
  },
  {
    sid: "Machine",
    why: "the VM, its disks and its address; `fleets`: AWS asks for these rights when it makes a group",
    actions: {
      ec2: [
        "AllocateAddress",
        "AssociateAddress",
        "AssociateIamInstanceProfile",
        "AttachVolume",
        "CreateTags",
        "CreateVolume",
        "DeleteTags",
        "DeleteVolume",
        "DetachVolume",
        "DisassociateAddress",
        "DisassociateIamInstanceProfile",
        "ModifyInstanceAttribute",
        "ModifyInstanceMetadataOptions",
        "ModifyNetworkInterfaceAttribute",
        "ModifyVolume",
        "ReleaseAddress",
        "ReplaceIamInstanceProfileAssociation",
        "RunInstances",
        "StartInstances",
        "StopInstances",
        "TerminateInstances",
      ],
    },
  },
  {
    sid: "Firewall",
    why: "the security groups and their rules",
    actions: {
      ec2: [
        "AuthorizeSecurityGroupEgress",
        "AuthorizeSecurityGroupIngress",
        "CreateSecurityGroup",
        "DeleteSecurityGroup",
        "ModifySecurityGroupRules",
        "RevokeSecurityGroupEgress",
        "RevokeSecurityGroupIngress",
      ],
    },
  },
  {
    sid: "Role",
    why: "the roles of the VM and of a fleet's machines; with `data.snapshotDays`, that of the snapshots",
    actions: {
      iam: [
        "AddRoleToInstanceProfile",
        "CreateInstanceProfile",
        "CreateRole",
        "DeleteInstanceProfile",
        "DeleteRole",
        "DeleteRolePolicy",
        "PutRolePolicy",
        "RemoveRoleFromInstanceProfile",
        "TagInstanceProfile",
        "TagRole",
        "UntagInstanceProfile",
        "UntagRole",
        "UpdateAssumeRolePolicy",
      ],
    },
  },
  {
    sid: "PassRole",
    why: "to give the roles to EC2 and to the snapshots' service, and to no other",
    actions: { iam: ["PassRole"] },
    condition: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "dlm.amazonaws.com"] } },
  },
  {
    sid: "Images",
    why: "the parameters in which AWS has the ids of images",
    actions: { ssm: ["GetParameter"] },
    resources: ["arn:*:ssm:*::parameter/aws/service/*"],
  },
  {
    sid: "EngineKey",
    why: "the parameters with the engine's certificate and key, and with a fleet's host key",
    actions: {
      ssm: [
        "AddTagsToResource",
        "DeleteParameter",
        "GetParameter",
        "ListTagsForResource",
        "PutParameter",
        "RemoveTagsFromResource",
      ],
    },
    resources: ["arn:*:ssm:*:*:parameter/pulumi-jenkins-docker/*"],
  },
  {
    sid: "Encryption",
    why: "the KMS keys that encrypt these parameters",
    actions: {
      kms: [
        "CreateKey",
        "EnableKeyRotation",
        "ScheduleKeyDeletion",
        "TagResource",
        "UntagResource",
        "UpdateKeyDescription",
      ],
    },
  },
  {
    sid: "EncryptionOfParameters",
    why: "to write and read these parameters: through Systems Manager alone",
    actions: { kms: ["Decrypt", "Encrypt"] },
    condition: { StringLike: { "kms:ViaService": "ssm.*.amazonaws.com" } },
  },
  {
    sid: "Fleets",
    why: "`fleets`: their groups and templates",
    actions: {
      autoscaling: [
        "CreateAutoScalingGroup",
        "CreateOrUpdateTags",
        "DeleteAutoScalingGroup",
        "DeleteTags",
        "ResumeProcesses",
        "SuspendProcesses",
        "UpdateAutoScalingGroup",
      ],
      ec2: ["CreateLaunchTemplate", "CreateLaunchTemplateVersion", "DeleteLaunchTemplate", "ModifyLaunchTemplate"],
    },
  },
  {
    sid: "FleetsUser",
    why: "`fleets`, where the controller's machine has no role: the user whose key the controller has",
    actions: {
      iam: [
        "AttachUserPolicy",
        "CreateAccessKey",
        "CreatePolicy",
        "CreatePolicyVersion",
        "CreateUser",
        "DeleteAccessKey",
        "DeletePolicy",
        "DeletePolicyVersion",
        "DeleteUser",
        "DetachUserPolicy",
        "TagPolicy",
        "TagUser",
        "UntagPolicy",
        "UntagUser",
      ],
    },
  },
  {
    sid: "Spot",
    why: "`spot`",
    actions: { ec2: ["CancelSpotInstanceRequests"] },
  },
  {
    sid: "Snapshots",
    why: "`data.snapshotDays`",
    actions: {
      dlm: [
        "CreateLifecyclePolicy",
        "DeleteLifecyclePolicy",
        "GetLifecyclePolicy",
        "ListTagsForResource",
        "TagResource",
        "UntagResource",
        "UpdateLifecyclePolicy",
      ],
    },
  },
  {
    sid: "SnapshotsRole",
    why: "`data.snapshotDays`: the role of that service gets AWS' own policy for it, and no other",
    actions: { iam: ["AttachRolePolicy", "DetachRolePolicy"] },
    condition: {
      ArnLike: { "iam:PolicyARN": "arn:*:iam::aws:policy/service-role/AWSDataLifecycleManagerServiceRole" },
    },
  },
  {
    sid: "Alarm",
    why: "`recoveryAlarm`",
    actions: {
      cloudwatch: [
        "DeleteAlarms",
        "DescribeAlarms",
        "ListTagsForResource",
        "PutMetricAlarm",
        "TagResource",
        "UntagResource",
      ],
    },
  },
  {
    sid: "ServiceRoles",
    why: "`fleets`, `spot` and `recoveryAlarm`, in an account that has never had one: AWS then makes the role of that service",
    actions: { iam: ["CreateServiceLinkedRole"] },
    condition: {
      StringEquals: {
        "iam:AWSServiceName": ["autoscaling.amazonaws.com", "spot.amazonaws.com", "events.amazonaws.com"],
      },
    },
  },
];

/** The policy. Pure. @example JSON.stringify(deployerPolicy(), null, 2) */
export function deployerPolicy(): object {
  return {
    Version: "2012-10-17",
    Statement: deployerGrants.map(({ sid, actions, resources = ["*"], condition }) => ({
      Sid: sid,
      Effect: "Allow",
      Action: Object.entries(actions).flatMap(([service, names]) => names.map((name) => `${service}:${name}`)),
      Resource: resources,
      ...(condition ? { Condition: condition } : {}),
    })),
  };
}
