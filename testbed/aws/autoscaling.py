"""Auto Scaling groups whose machines are real: made from the version of the launch template that the group names, replaced when
they are gone, and ended with the group. What keeps a group from making one is an activity of its own, and is tried again."""

import threading
import time
import uuid

import flask
from moto.autoscaling.exceptions import AutoscalingClientError
from moto.autoscaling.models import ASG_NAME_TAG, AutoScalingBackend, FakeAutoScalingGroup, InstanceState, autoscaling_backends
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import EC2Backend
from moto.ec2.models.instance_types import INSTANCE_TYPES
from moto.ec2.utils import convert_tag_spec

from patching import instead, refuse

GONE = ("shutting-down", "terminated", "stopping", "stopped")
PAUSE = 5  # seconds between two looks at the groups; AWS takes longer

# What the account may run at a time, in vCPUs; nothing: without a limit. [docs.aws.amazon.com: EC2, "On-Demand Instance quotas"]
limits = {"vcpus": None}
changing = threading.RLock()


@instead(EC2Backend)
def run_instances(old, self, image_id, count, user_data, security_group_names, **named):
    cpus = lambda kind: INSTANCE_TYPES.get(kind, {}).get("VCpuInfo", {}).get("DefaultVCpus", 0)  # noqa: E731
    used = sum(cpus(one.instance_type) for one in self.all_instances() if one.state not in GONE)
    if limits["vcpus"] is not None and used + count * cpus(named["instance_type"]) > limits["vcpus"]:
        refuse(
            "VcpuLimitExceeded",
            f"You have requested more vCPU capacity than your current vCPU limit of {limits['vcpus']} allows for the instance bucket "
            "that the specified instance type belongs to.",
        )
    subnet = named.get("subnet_id")
    if subnet and self.get_subnet(subnet).available_ip_address_count < count:
        refuse(
            "InsufficientFreeAddressesInSubnet",
            f"There are not enough free addresses in subnet '{subnet}' to satisfy the requested number of instances.",
        )
    return old(self, image_id, count, user_data, security_group_names, **named)


def activities(group):
    """What a group has done, the newest first."""
    if not hasattr(group, "activities"):
        group.activities = []
    return group.activities


def note(group, description, cause, problem=None):
    del activities(group)[50:]
    activities(group).insert(0, {
        "ActivityId": str(uuid.uuid4()), "AutoScalingGroupName": group.name, "Description": description, "Cause": cause,
        "StartTime": utcnow(), "EndTime": utcnow(), "StatusCode": "Failed" if problem else "Successful",
        "StatusMessage": problem, "Progress": 100,
    })


def template_of(group):
    """The version that the group names, not the template's default one."""
    return group.ec2_launch_template.get_version(group.launch_template_version)


def launch(group, count):
    """Makes machines from the template. What fails is noted."""
    ec2, data = group.ec2_backend, template_of(group).data
    overrides = (group.mixed_instances_policy or {}).get("LaunchTemplate", {}).get("Overrides", [])
    kind = (overrides[0].get("InstanceType") if overrides else None) or data.get("InstanceType")
    tags = convert_tag_spec(data.get("TagSpecifications", []))
    disks = [disk | {"Ebs": {key: number(value) for key, value in disk["Ebs"].items()}} for disk in data.get("BlockDeviceMappings", [])]
    for _ in range(count):
        try:
            made = ec2.run_instances(
                data["ImageId"], 1, data.get("UserData"), [], instance_type=kind, is_instance_type_default=False,
                security_group_ids=list(data.get("SecurityGroupIds", [])), block_device_mappings=[dict(disk) for disk in disks],
                metadata_options=data.get("MetadataOptions", {}), subnet_id=group.vpc_zone_identifier.split(",")[0], nics=[],
                instance_initiated_shutdown_behavior=data.get("InstanceInitiatedShutdownBehavior"), associate_public_ip=None,
                region_name=group.region, key_name=None,
                tags={"instance": {**tags.get("instance", {}), **group.get_propagated_tags(), ASG_NAME_TAG: group.name}, "volume": tags.get("volume", {})},
            ).instances[0]
        except EC2ClientError as why:
            note(group, "Launching a new EC2 instance. Status Reason: " + why.message, "at least one instance is missing", why.message)
            return
        if profile := data.get("IamInstanceProfile", {}).get("Name"):
            ec2.associate_iam_instance_profile(instance_id=made.id, iam_instance_profile_name=profile)
        made.autoscaling_group = group
        made.launch_template_version = template_of(group).number
        group.instance_states.append(InstanceState(made, protected_from_scale_in=group.new_instances_protected_from_scale_in))
        note(group, f"Launching a new EC2 instance: {made.id}", "an instance was started in response to a difference between desired and actual capacity")


def number(text):
    return {"true": True, "false": False}.get(text, int(text) if isinstance(text, str) and text.isdigit() else text)


@instead(FakeAutoScalingGroup)
def set_desired_capacity(_, self, new_capacity):
    with changing:
        wanted = self.min_size if new_capacity is None else int(new_capacity)
        if not int(self.min_size) <= wanted <= int(self.max_size):
            raise AutoscalingClientError(
                "ValidationError",
                f"New SetDesiredCapacity value {wanted} is {'above max' if wanted > int(self.max_size) else 'below min'} value "
                f"{self.max_size if wanted > int(self.max_size) else self.min_size} for the AutoScalingGroup.",
            )
        self.desired_capacity = wanted
        keep(self)


def keep(group):
    """Brings the number of machines to the one that is wanted. Protected ones stay."""
    with changing:
        if getattr(group, "status", None):
            return
        group.instance_states = [one for one in group.instance_states if one.instance.state not in GONE]
        missing = group.desired_capacity - len(group.instance_states)
        if missing > 0:
            launch(group, missing)
        for one in [one for one in group.instance_states if not one.protected_from_scale_in][: max(0, -missing)]:
            end(group, one.instance)


def end(group, instance):
    """Ends a machine as soon as it can be, with nobody waiting."""
    group.instance_states = [one for one in group.instance_states if one.instance is not instance]
    note(group, f"Terminating EC2 instance: {instance.id}", "an instance was taken out of service")

    def ended():
        while instance.state == "pending":
            time.sleep(1)
        if instance.state not in GONE[:2]:
            group.ec2_backend.terminate_instances([instance.id])

    threading.Thread(target=ended, daemon=True).start()


@instead(FakeAutoScalingGroup)
def update(_, self, availability_zones, desired_capacity, max_size, min_size, launch_config_name, launch_template,
           vpc_zone_identifier, health_check_period, health_check_type, new_instances_protected_from_scale_in=None, mixed_instances_policy=None):
    """What is not named stays, which moto forgets of the policy."""
    with changing:
        if vpc_zone_identifier or availability_zones:
            self._set_azs_and_vpcs(availability_zones, vpc_zone_identifier, update=True)
        if mixed_instances_policy or launch_template:
            self.mixed_instances_policy = mixed_instances_policy
            self._set_launch_configuration(launch_config_name, launch_template, mixed_instances_policy=mixed_instances_policy)
        given = {
            "max_size": max_size, "min_size": min_size, "health_check_grace_period": health_check_period,
            "health_check_type": health_check_type, "new_instances_protected_from_scale_in": new_instances_protected_from_scale_in,
        }
        for name, value in given.items():
            if value is not None:
                setattr(self, name, value)
        self.set_desired_capacity(min(max(self.desired_capacity, self.min_size), self.max_size) if desired_capacity is None else desired_capacity)


@instead(AutoScalingBackend)
def terminate_instance(_, self, instance_id, should_decrement):
    group, instance = next(
        ((group, one.instance) for group in self.autoscaling_groups.values() for one in group.instance_states if one.instance.id == instance_id),
        (None, None),
    )
    if not group:
        raise AutoscalingClientError("ValidationError", f"Instance Id not found - No managed instance found for instance ID: {instance_id}")
    with changing:
        if should_decrement:
            group.desired_capacity -= 1
        end(group, instance)
        keep(group)
    return activities(group)[0]


@instead(AutoScalingBackend)
def delete_auto_scaling_group(_, self, group_name):
    group = self.autoscaling_groups.get(group_name)
    if not group:
        raise AutoscalingClientError("ValidationError", f"AutoScalingGroup name not found - AutoScalingGroup '{group_name}' not found")
    machines = [one.instance for one in group.instance_states]
    if machines and flask.request.form.get("ForceDelete") != "true":
        raise AutoscalingClientError("ResourceInUse", "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.")
    with changing:
        group.status = "Delete in progress"
        for machine in machines:
            end(group, machine)

    def gone():
        while any(machine.state != "terminated" for machine in machines):
            time.sleep(1)
        self.autoscaling_groups.pop(group_name, None)

    threading.Thread(target=gone, daemon=True).start()


@instead(AutoScalingBackend)
def notify_terminate_instances(_, self, instance_ids):
    """A group learns by itself that a machine is gone."""


def describe_scaling_activities(self):
    names = [self._get_param("AutoScalingGroupName")]
    found = [one for group in self.autoscaling_backend.autoscaling_groups.values() if group.name in names for one in activities(group)]
    return ActionResult({"Activities": found})


AutoScalingResponse.describe_scaling_activities = describe_scaling_activities


def groups(account):
    return [group for backend in list(autoscaling_backends[account].values()) for group in list(backend.autoscaling_groups.values())]


def watch(account, stopped):
    """Replaces what is gone, and tries again what failed, for as long as the server runs."""

    def look():
        while not stopped.wait(PAUSE):
            for group in groups(account):
                try:
                    keep(group)
                except Exception as why:
                    print(f"{group.name}: {why}", flush=True)

    threading.Thread(target=look, daemon=True).start()
