package main

import (
	"reflect"
	"slices"
	"strings"
	"time"
)

// templateData is what machines are made from, with the API's names for lists.
func templateData(in props) props {
	data := pick(props{}, in, "imageId ImageId instanceType InstanceType keyName KeyName userData UserData vpcSecurityGroupIds SecurityGroupId "+
		"instanceInitiatedShutdownBehavior InstanceInitiatedShutdownBehavior ebsOptimized EbsOptimized disableApiTermination DisableApiTermination")
	if profile, ok := in["iamInstanceProfile"]; ok {
		data["IamInstanceProfile"] = pascal(profile)
	}
	if options, ok := in["metadataOptions"]; ok {
		data["MetadataOptions"] = pascal(options)
	}
	disks := []props{}
	for _, disk := range list(in, "blockDeviceMappings") {
		ebs, _ := at(disk, "ebs").(map[string]any)
		disks = append(disks, props{"DeviceName": str(disk, "deviceName"), "Ebs": pick(props{}, ebs, volumeFields)})
	}
	data["BlockDeviceMapping"] = disks
	specs := []props{}
	for _, spec := range list(in, "tagSpecifications") {
		tags, _ := at(spec, "tags").(map[string]any)
		specs = append(specs, props{"ResourceType": str(spec, "resourceType"), "Tag": tagList(tags)})
	}
	data["TagSpecification"] = specs
	return data
}

const templateInputs = "blockDeviceMappings disableApiTermination ebsOptimized iamInstanceProfile imageId instanceInitiatedShutdownBehavior " +
	"instanceType keyName metadataOptions tagSpecifications userData vpcSecurityGroupIds"

var launchTemplate = kind{
	inputs:  templateInputs + " description name updateDefaultVersion",
	inPlace: templateInputs + " description updateDefaultVersion",
	outputs: "arn defaultVersion latestVersion name", moving: "defaultVersion latestVersion", sets: "vpcSecurityGroupIds",
	autoName: "name", tagged: true, retag: retagEC2,
	create: func(c call, in props) (string, error) {
		made, err := c.ec2("CreateLaunchTemplate", props{
			"LaunchTemplateName": in["name"], "LaunchTemplateData": templateData(in), "TagSpecification": tagSpec("launch-template", allTags(in)),
		})
		return str(made, "launchTemplate", "launchTemplateId"), err
	},
	read: func(c call, id string, now props) (props, error) {
		found, err := c.one("DescribeLaunchTemplates", "LaunchTemplateId", id, "launchTemplates")
		if err != nil || found == nil {
			return nil, err
		}
		return withTags(props{
			"arn": c.arn("ec2", "launch-template/"+id), "name": str(found, "launchTemplateName"),
			"defaultVersion": num(found, "defaultVersionNumber"), "latestVersion": num(found, "latestVersionNumber"),
		}, found, now), nil
	},
	update: func(c call, id string, in, old props) error {
		if !changed(in, old, strings.Fields(templateInputs)...) {
			return nil
		}
		made, err := c.ec2("CreateLaunchTemplateVersion", props{"LaunchTemplateId": id, "LaunchTemplateData": templateData(in)})
		if err != nil || !isTrue(in, "updateDefaultVersion") {
			return err
		}
		_, err = c.ec2("ModifyLaunchTemplate", props{"LaunchTemplateId": id, "SetDefaultVersion": str(made, "launchTemplateVersion", "versionNumber")})
		return err
	},
	remove: func(c call, id string, old props) error {
		_, err := c.ec2("DeleteLaunchTemplate", props{"LaunchTemplateId": id})
		return gone(err)
	},
}

func (c call) autoscaling(action string, params props) (props, error) {
	return c.query("autoscaling", action, params)
}

// groupParams is a group as the API has it, but for its name and tags.
func groupParams(in props) props {
	p := pick(props{}, in, "minSize MinSize maxSize MaxSize desiredCapacity DesiredCapacity healthCheckType HealthCheckType "+
		"healthCheckGracePeriod HealthCheckGracePeriod protectFromScaleIn NewInstancesProtectedFromScaleIn")
	zones := []string{}
	for _, id := range list(in, "vpcZoneIdentifiers") {
		zones = append(zones, id.(string))
	}
	p["VPCZoneIdentifier"] = strings.Join(zones, ",")
	for from, to := range map[string]string{"mixedInstancesPolicy": "MixedInstancesPolicy", "launchTemplate": "LaunchTemplate"} {
		if given, ok := in[from]; ok {
			p[to] = pascal(given)
		}
	}
	return p
}

func groupTags(name string, tags []any) []props {
	l := []props{}
	for _, tag := range tags {
		l = append(l, props{
			"Key": str(tag, "key"), "Value": str(tag, "value"), "PropagateAtLaunch": isTrue(tag, "propagateAtLaunch"),
			"ResourceId": name, "ResourceType": "auto-scaling-group",
		})
	}
	return l
}

func (c call) group(name string) (props, error) {
	found, err := c.autoscaling("DescribeAutoScalingGroups", props{"AutoScalingGroupNames": []string{name}})
	if err != nil || len(list(found, "AutoScalingGroups")) == 0 {
		return nil, err
	}
	return list(found, "AutoScalingGroups")[0].(props), nil
}

const groupInputs = "desiredCapacity forceDelete healthCheckGracePeriod healthCheckType launchTemplate maxSize minSize mixedInstancesPolicy " +
	"protectFromScaleIn suspendedProcesses tags vpcZoneIdentifiers waitForCapacityTimeout"

var group = kind{
	inputs: "name " + groupInputs, required: "maxSize minSize", inPlace: groupInputs, autoName: "name",
	outputs: "arn availabilityZones desiredCapacity maxSize minSize name protectFromScaleIn vpcZoneIdentifiers",
	moving:  "availabilityZones desiredCapacity", sets: "suspendedProcesses tags vpcZoneIdentifiers",
	// [terraform-provider-aws: autoscaling/group.go, Optional and Computed]
	computed: "desiredCapacity healthCheckGracePeriod healthCheckType",
	create: func(c call, in props) (string, error) {
		name, p := str(in, "name"), groupParams(in)
		p["AutoScalingGroupName"], p["Tags"] = name, groupTags(name, list(in, "tags"))
		if _, err := c.autoscaling("CreateAutoScalingGroup", p); err != nil {
			return "", err
		}
		return name, c.processes(name, in, props{})
	},
	read: func(c call, id string, now props) (props, error) {
		found, err := c.group(id)
		if err != nil || found == nil {
			return nil, err
		}
		zones := []any{}
		for _, zone := range strings.Split(str(found, "VPCZoneIdentifier"), ",") {
			zones = append(zones, zone)
		}
		return props{
			"arn": str(found, "AutoScalingGroupARN"), "name": id, "minSize": num(found, "MinSize"), "maxSize": num(found, "MaxSize"),
			"desiredCapacity": num(found, "DesiredCapacity"), "protectFromScaleIn": isTrue(found, "NewInstancesProtectedFromScaleIn"),
			"vpcZoneIdentifiers": zones, "availabilityZones": list(found, "AvailabilityZones"),
		}, nil
	},
	update: func(c call, id string, in, old props) error {
		p := groupParams(in)
		p["AutoScalingGroupName"] = id
		if _, err := c.autoscaling("UpdateAutoScalingGroup", p); err != nil {
			return err
		}
		if changed(in, old, "tags") {
			left := slices.DeleteFunc(slices.Clone(list(old, "tags")), func(tag any) bool {
				return slices.ContainsFunc(list(in, "tags"), func(other any) bool { return str(other, "key") == str(tag, "key") })
			})
			if len(left) > 0 {
				if _, err := c.autoscaling("DeleteTags", props{"Tags": groupTags(id, left)}); err != nil {
					return err
				}
			}
			if _, err := c.autoscaling("CreateOrUpdateTags", props{"Tags": groupTags(id, list(in, "tags"))}); err != nil {
				return err
			}
		}
		return c.processes(id, in, old)
	},
	remove: func(c call, id string, old props) error {
		p := props{"AutoScalingGroupName": id}
		if isTrue(old, "forceDelete") {
			p["ForceDelete"] = true
		}
		if _, err := c.autoscaling("DeleteAutoScalingGroup", p); err != nil {
			return gone(err)
		}
		return c.wait("waiting for group "+id+" to be deleted", 20*time.Minute, func() (bool, error) {
			found, err := c.group(id)
			return found == nil, err
		})
	},
}

// processes suspends and resumes what a group does by itself.
func (c call) processes(name string, in, old props) error {
	now, was := list(in, "suspendedProcesses"), list(old, "suspendedProcesses")
	if reflect.DeepEqual(now, was) {
		return nil
	}
	if len(was) > 0 {
		if _, err := c.autoscaling("ResumeProcesses", props{"AutoScalingGroupName": name, "ScalingProcesses": was}); err != nil {
			return err
		}
	}
	if len(now) == 0 {
		return nil
	}
	_, err := c.autoscaling("SuspendProcesses", props{"AutoScalingGroupName": name, "ScalingProcesses": now})
	return err
}
