/** AwsAgentFleet: machines that Jenkins starts for builds and ends after them, on EC2 Auto Scaling. */
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule";
import type { SecurityGroup } from "@pulumi/aws/ec2/securityGroup";
import * as pulumi from "@pulumi/pulumi";
import { awsAgentFleetType } from "../../changes/component-types";
import { interruptionHooks } from "../../changes/hooks";
import type { AgentFleet, AwsKey } from "../../endpoint/agent-fleet";
import { sayOnceRegistered } from "../../say-once-registered";
import { experimentalNote } from "../../text/experimental";
import { applyReporting } from "../../text/user-error";
import { checkedUserData } from "../aws/user-data-limit";
import { ownerAndTags } from "../aws/identity";
import { nameOf, networkOf, securityGroup } from "../aws/firewall";
import { chosenImage, usableImage } from "../aws/machine-image";
import { supportedRegion } from "../aws/network";
import { everywhere } from "../aws/aws-settings";
import { agentUser } from "../bootstrap/host-settings";
import { renderUserData } from "../bootstrap/user-data";
import type { AwsAgentFleetArgs } from "./fleet-args";
import { fleetRules } from "./fleet-changes";
import { fleetGroup, fleetTemplate } from "./fleet-group";
import { agentsProfile, letControllerResize, type SshKeys, sshKeys } from "./fleet-identity";
import { fleetPlace } from "./fleet-place";
import { experimentalFleetSettings, type FleetSettings, fleetSettings } from "./fleet-settings";

/**
 * Machines for builds on EC2: an Auto Scaling group, from 0 machines on. Each has Docker, git and Java, and runs one build unless told
 * otherwise. Jenkins starts and ends them by the ec2-fleet plugin.
 * @example
 * const fleet = new AwsAgentFleet("large", { sshCidrs: ["10.0.0.0/16"] });
 * const jenkins = new Jenkins("ci", { endpoint: host.endpoint, access: "fleet", fleets: [fleet.fleet], awsKey: fleet.awsKey });
 */
export class AwsAgentFleet extends pulumi.ComponentResource {
  /** The fleet, for `fleets` of a `Jenkins`. A secret, since it has Jenkins' key. */
  public readonly fleet: pulumi.Output<AgentFleet>;
  /** The name of the Auto Scaling group. */
  public readonly groupName: pulumi.Output<string>;
  /** The key of the IAM user that was made for the controller, for `awsKey` of a `Jenkins`. A secret. Undefined with `controllerRole` and `controllerUser`. */
  public readonly awsKey?: pulumi.Output<AwsKey>;
  /** The name of the controller's IAM user, for `controllerUser` of another fleet of that controller. Undefined with `controllerRole`. */
  public readonly controllerUser?: pulumi.Output<string>;

  constructor(name: string, args: AwsAgentFleetArgs, opts?: pulumi.ComponentResourceOptions) {
    const settings = fleetSettings(name, args); // defaults filled in; every mistake in one error
    super(awsAgentFleetType, name, settings, opts);
    for (const option of experimentalFleetSettings(settings)) sayOnceRegistered(this, experimentalNote(option));
    const where = `AwsAgentFleet ${name}`;
    const own = { parent: this };
    const { owner, tags } = ownerAndTags(name, settings.tags);

    const region = supportedRegion(where, own);
    const place = fleetPlace(where, settings, own);
    const chosen = chosenImage(where, settings, place.architecture, own);
    const image = usableImage(where, chosen, { ...place, rootSizeGiB: settings.rootSizeGiB }, own);

    const keys = sshKeys(name, owner, tags, own);
    const { profile, policies } = agentsProfile(name, keys.hostKeyParameter, settings.policyArns, tags, own);
    const { group: firewall, waysOut } = securityGroup(
      name,
      `Agents of fleet ${name}`,
      place.vpcId,
      [everywhere],
      tags,
      own,
    );
    const waysIn = letSshIn(name, firewall, settings, tags, own);

    const userData = userDataOf(where, settings, keys, region);
    const parts = { image, profile, securityGroup: firewall, userData, tags };
    const template = fleetTemplate(name, settings, parts, own);
    const group = fleetGroup(name, settings, place, template, tags, {
      ...own,
      dependsOn: [keys.hostKeyParameter.parameter, ...policies, ...waysOut, ...waysIn],
      hooks: interruptionHooks(this, `${name}-fleet`, fleetRules),
    });
    const controller = letControllerResize(name, settings, { arn: group.arn, owner }, tags, own);

    this.groupName = group.name;
    // With the URN, whoever takes the fleet also waits for the rights. A preview knows it.
    const usable = pulumi.all([group.name, controller.rights.urn]).apply(([known]) => known);
    this.fleet = fleetOf(name, settings, keys, { group: usable, region });
    if (controller.key) this.awsKey = controller.key;
    if (controller.userName) this.controllerUser = controller.userName;
    this.registerOutputs({
      fleet: this.fleet,
      groupName: this.groupName,
      awsKey: this.awsKey,
      controllerUser: this.controllerUser,
    });
  }
}

/** The contract with Jenkins. Each field is an output of its own, so that a preview knows all but the keys. */
function fleetOf(
  name: string,
  { labels, minSize, maxSize, spare, maxUses, idleMinutes }: FleetSettings,
  { privateKey, hostKey }: SshKeys,
  { group, region }: { group: pulumi.Output<string>; region: pulumi.Output<string> },
): pulumi.Output<AgentFleet> {
  const settings = { minSize, maxSize, spare, maxUses, idleMinutes };
  return pulumi.secret(
    pulumi.output({ name, region, group, labels, user: agentUser, privateKey, hostKey, ...settings }),
  );
}

/** SSH from the controller's networks and security groups, and from nowhere else. */
function letSshIn(
  name: string,
  { id }: SecurityGroup,
  { sshCidrs, sshGroups }: Pick<FleetSettings, "sshCidrs" | "sshGroups">,
  tags: Record<string, pulumi.Input<string>>,
  opts: pulumi.CustomResourceOptions,
): SecurityGroupIngressRule[] {
  const rule = (from: string, network: object) =>
    new SecurityGroupIngressRule(
      `${name}-22-${from}`,
      {
        securityGroupId: id,
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        ...network,
        description: "Jenkins, by SSH",
        tags,
      },
      opts,
    );
  return [
    ...[...new Set(sshCidrs)].map((cidr, index) => rule(nameOf(cidr, index), networkOf(cidr))),
    ...[...new Set(sshGroups)].map((group, index) =>
      rule(`group-${String(index + 1)}`, { referencedSecurityGroupId: group }),
    ),
  ];
}

function userDataOf(
  where: string,
  settings: FleetSettings,
  keys: SshKeys,
  region: pulumi.Output<string>,
): pulumi.Output<string> {
  const { registryMirrors, caBundle, registryCas } = settings;
  const early = pulumi.output({ region, registryMirrors, caBundle, registryCas });
  const render = (known: pulumi.Unwrap<typeof early>, authorizedKey = "") => {
    const agent = { authorizedKey, hostKeyParameter: keys.hostKeyParameter.path };
    const machine = { ...settings, ...known, agent, addressPools: [], usernsRemap: false, sysbox: false };
    return checkedUserData(where, renderUserData(machine));
  };
  // A first preview does not know the key. What is too long without it is told there.
  const fits = applyReporting(early, (known) => ({ known, checked: render(known) }));
  return applyReporting(pulumi.all([fits, keys.authorizedKey]), ([{ known }, key]) => render(known, key));
}
