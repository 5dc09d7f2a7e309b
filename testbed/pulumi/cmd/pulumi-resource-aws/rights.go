package main

import (
	"context"
	"encoding/json"
	"strings"

	"testbed.invalid/pulumi/standin"
)

// realCalls are what the real provider calls for a thing beyond what this one does, and the permissions that AWS asks its caller for on top
// of the calls. The API is asked whether they are allowed. [terraform-provider-aws 6: internal/service; AWS' Service Authorization Reference]
type realCalls struct{ create, read, update, delete string }

// passed is PassRole of a role to a service.
func passed(service string) string {
	return "iam:PassRole[iam:PassedToService=" + service + ".amazonaws.com]"
}

// linked is the right to have AWS make the role of a service, in an account that has never had one.
func linked(service string) string {
	return "iam:CreateServiceLinkedRole[iam:AWSServiceName=" + service + ".amazonaws.com]"
}

const viaSSM = "[kms:ViaService=ssm.REGION.amazonaws.com]"

var rule = realCalls{create: "ec2:CreateTags", read: "ec2:DescribeSecurityGroupRules", update: "ec2:ModifySecurityGroupRules"}

var ofResources = map[string]realCalls{
	"aws:autoscaling/group:Group": {
		create: "autoscaling:CreateOrUpdateTags ec2:RunInstances ec2:CreateTags " + passed("ec2") + " " + linked("autoscaling"),
		read:   "autoscaling:DescribeAutoScalingGroups", update: "ec2:RunInstances ec2:CreateTags " + passed("ec2"),
	},
	"aws:cloudwatch/metricAlarm:MetricAlarm": {
		create: "cloudwatch:TagResource " + linked("events"), read: "cloudwatch:DescribeAlarms cloudwatch:ListTagsForResource", update: "cloudwatch:TagResource cloudwatch:UntagResource",
	},
	"aws:dlm/lifecyclePolicy:LifecyclePolicy": {
		create: "dlm:TagResource " + passed("dlm"), read: "dlm:GetLifecyclePolicy dlm:ListTagsForResource", update: "dlm:TagResource dlm:UntagResource " + passed("dlm"),
	},
	"aws:ebs/volume:Volume":                 {create: "ec2:CreateTags", read: "ec2:DescribeVolumes", update: "ec2:CreateTags ec2:DeleteTags"},
	"aws:ec2/eip:Eip":                       {create: "ec2:CreateTags", read: "ec2:DescribeAddresses ec2:DescribeAddressesAttribute", delete: "ec2:DisassociateAddress"},
	"aws:ec2/eipAssociation:EipAssociation": {read: "ec2:DescribeAddresses"},
	"aws:ec2/instance:Instance": {
		create: "ec2:DescribeImages ec2:CreateTags " + passed("ec2"),
		read: "ec2:DescribeInstances ec2:DescribeInstanceTypes ec2:DescribeTags ec2:DescribeVpcs ec2:DescribeInstanceAttribute ec2:DescribeVolumes " +
			"ec2:DescribeInstanceCreditSpecifications",
		delete: "ec2:DescribeInstances",
	},
	"aws:ec2/launchTemplate:LaunchTemplate": {
		create: "ec2:CreateTags", read: "ec2:DescribeLaunchTemplates ec2:DescribeLaunchTemplateVersions",
	},
	"aws:ec2/securityGroup:SecurityGroup": {
		create: "ec2:CreateTags ec2:RevokeSecurityGroupEgress", read: "ec2:DescribeSecurityGroups", delete: "ec2:DescribeNetworkInterfaces",
	},
	"aws:ec2/volumeAttachment:VolumeAttachment": {create: "ec2:DescribeInstances", read: "ec2:DescribeVolumes", delete: "ec2:DescribeInstances"},
	"aws:iam/instanceProfile:InstanceProfile": {
		create: "iam:TagInstanceProfile " + passed("ec2"), read: "iam:GetInstanceProfile iam:GetRole iam:ListInstanceProfileTags",
	},
	"aws:iam/role:Role": {
		create: "iam:TagRole", read: "iam:GetRole iam:ListRolePolicies iam:GetRolePolicy iam:ListAttachedRolePolicies iam:ListRoleTags",
		delete: "iam:ListInstanceProfilesForRole iam:ListAttachedRolePolicies iam:ListRolePolicies",
	},
	"aws:iam/rolePolicy:RolePolicy":                     {create: "iam:GetRolePolicy"},
	"aws:iam/rolePolicyAttachment:RolePolicyAttachment": {read: "iam:ListAttachedRolePolicies"},
	"aws:iam/user:User": {
		create: "iam:TagUser", read: "iam:GetUser iam:ListUserTags", delete: "iam:ListGroupsForUser",
	},
	"aws:iam/userPolicyAttachment:UserPolicyAttachment": {read: "iam:ListAttachedUserPolicies"},
	"aws:iam/policy:Policy": {
		create: "iam:TagPolicy", read: "iam:GetPolicy iam:GetPolicyVersion iam:ListPolicyTags", update: "iam:CreatePolicyVersion iam:ListPolicyVersions", delete: "iam:ListPolicyVersions iam:DeletePolicyVersion",
	},
	"aws:kms/key:Key": {
		create: "kms:TagResource kms:EnableKeyRotation", read: "kms:DescribeKey kms:GetKeyPolicy kms:GetKeyRotationStatus kms:ListResourceTags",
		update: "kms:TagResource kms:UntagResource", delete: "kms:DescribeKey",
	},
	"aws:ssm/parameter:Parameter": {
		create: "ssm:AddTagsToResource@NAME kms:Encrypt" + viaSSM, read: "ssm:ListTagsForResource@NAME ssm:DescribeParameters kms:Decrypt" + viaSSM,
		update: "kms:Encrypt" + viaSSM,
	},
	"aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule":   rule,
	"aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": rule,
}

var ofFunctions = map[string]string{
	"aws:ec2/getSubnet:getSubnet": "ec2:DescribeTags",
	"aws:ec2/getVpc:getVpc":       "ec2:DescribeVpcAttribute ec2:DescribeRouteTables",
}

// ofSpot is what a VM of the spot market asks for on top.
var ofSpot = realCalls{create: linked("spot"), read: "ec2:DescribeSpotInstanceRequests", delete: "ec2:CancelSpotInstanceRequests"}

// ofChanges are calls that only a change of an input makes, and that this provider makes otherwise.
var ofChanges = map[string]map[string]string{
	"aws:ec2/instance:Instance": {
		"vpcSecurityGroupIds": "ec2:ModifyNetworkInterfaceAttribute",
		"iamInstanceProfile":  passed("ec2") + " ec2:ReplaceIamInstanceProfileAssociation",
		"rootBlockDevice":     "ec2:CreateTags ec2:DeleteTags ec2:DescribeVolumesModifications",
	},
}

// may asks whether the deployer may do all of it.
func (c call) may(actions string) error {
	wanted := strings.Fields(strings.ReplaceAll(actions, "REGION", c.region))
	if len(wanted) == 0 {
		return nil
	}
	body, err := json.Marshal(wanted)
	if err != nil {
		return err
	}
	_, err = c.send("ec2", "as the real provider would", "POST", "/testbed/also", nil, string(body))
	return err
}

// withRealCalls has each resource and function ask for what the real one calls.
func withRealCalls(p standin.Provider) standin.Provider {
	for token, r := range p.Resources {
		p.Resources[token] = askingFor(token, r)
	}
	for token, f := range p.Functions {
		answer := f.Call
		f.Call = func(ctx context.Context, given props) (props, error) {
			if err := in(ctx, given).may(ofFunctions[token]); err != nil {
				return nil, err
			}
			return answer(ctx, given)
		}
		p.Functions[token] = f
	}
	return p
}

func askingFor(token string, r standin.Resource) standin.Resource {
	calls := func(p props) realCalls {
		of := ofResources[token]
		if name, named := at(p, "name").(string); named {
			of.create, of.read = strings.ReplaceAll(of.create, "@NAME", "@"+name), strings.ReplaceAll(of.read, "@NAME", "@"+name)
		}
		if at(p, "instanceMarketOptions") != nil {
			of.create, of.read, of.delete = of.create+" "+ofSpot.create, of.read+" "+ofSpot.read, of.delete+" "+ofSpot.delete
		}
		return of
	}
	create, read, update, remove := r.Create, r.Read, r.Update, r.Delete
	r.Create = func(ctx context.Context, given props) (string, props, error) {
		if err := in(ctx, given).may(calls(given).create + " " + calls(given).read); err != nil {
			return "", nil, err
		}
		return create(ctx, given)
	}
	r.Read = func(ctx context.Context, old props) (props, error) {
		if err := in(ctx, old).may(calls(old).read); err != nil {
			return nil, err
		}
		return read(ctx, old)
	}
	r.Update = func(ctx context.Context, given, old props) (props, error) {
		wanted := calls(old).update + " " + calls(old).read
		for name, more := range ofChanges[token] {
			if changed(given, old, name) {
				wanted += " " + more
			}
		}
		if err := in(ctx, old).may(wanted); err != nil {
			return nil, err
		}
		return update(ctx, given, old)
	}
	r.Delete = func(ctx context.Context, old props) error {
		if err := in(ctx, old).may(calls(old).delete); err != nil {
			return err
		}
		return remove(ctx, old)
	}
	return r
}
