/** The Auto Scaling group of a fleet, as the controller sees it: what ec2-fleet asks the AWS API, with the rights that Jenkins has. */
import { execute } from "../../components/endpoint/execute";
import { packagedFile } from "../../components/text/packaged-file";
import { CommandError } from "../say";
import type { Controller } from "./agent";
import type { RenderedFleet } from "./rendered-clouds";

const versions = { autoscaling: "2011-01-01", ec2: "2016-11-15" };
type Service = keyof typeof versions;

/** What the group is now. */
export interface GroupState {
  /** How many machines are wanted. */
  desired: number;
  /** Ids of those that there are. */
  machines: string[];
}

export class FleetGroup {
  /** @param endpoint of the API, instead of AWS' own one of the region */
  constructor(
    private readonly controller: Controller,
    private readonly fleet: RenderedFleet,
    private readonly endpoint?: string,
  ) {}

  async state(): Promise<GroupState> {
    const text = await this.ask("autoscaling", "DescribeAutoScalingGroups", {
      "AutoScalingGroupNames.member.1": this.fleet.fleet,
    });
    const desired = textIn(text, "DesiredCapacity");
    if (desired === undefined) throw new CommandError(`there is no Auto Scaling group ${this.fleet.fleet}`);
    return {
      desired: Number(desired),
      machines: [...text.matchAll(/<InstanceId>([^<]+)</g)].map(([, id]) => id ?? ""),
    };
  }

  /** Another number of machines, as the plugin says it. */
  async resize(desired: number): Promise<void> {
    const { fleet: name, minSize, maxSize } = this.fleet;
    await this.ask("autoscaling", "UpdateAutoScalingGroup", {
      AutoScalingGroupName: name,
      DesiredCapacity: String(desired),
      MinSize: String(minSize),
      MaxSize: String(maxSize),
      NewInstancesProtectedFromScaleIn: "true",
    });
  }

  /** Ends a machine, after `resize` has said that there is one less. */
  async terminate(machine: string): Promise<void> {
    const parameters = { InstanceId: machine, ShouldDecrementDesiredCapacity: "false" };
    await this.ask("autoscaling", "TerminateInstanceInAutoScalingGroup", parameters);
  }

  /** The private address of a machine; undefined while it has none. */
  async addressOf(machine: string): Promise<string | undefined> {
    return textIn(await this.ask("ec2", "DescribeInstances", { "InstanceId.1": machine }), "privateIpAddress");
  }

  /** What the group did last, and why that failed: AWS' own words, in one line. */
  async lastActivity(): Promise<{ id?: string; problem?: string }> {
    const parameters = { AutoScalingGroupName: this.fleet.fleet, MaxRecords: "1" };
    const text = await this.ask("autoscaling", "DescribeScalingActivities", parameters);
    const failed = ["Failed", "Cancelled"].includes(textIn(text, "StatusCode") ?? "");
    return { id: textIn(text, "ActivityId"), problem: failed ? textIn(text, "StatusMessage") : undefined };
  }

  private async ask(service: Service, action: string, parameters: Record<string, string>): Promise<string> {
    const { region } = this.fleet;
    const endpoint = this.endpoint ?? `https://${service}.${region}.amazonaws.com`;
    const body = new URLSearchParams({ Action: action, Version: versions[service], ...parameters }).toString();
    const script = packagedFile(__dirname, "aws-api.sh");
    const words = ["sh", "-c", script, "aws-api", service, region, endpoint, body];
    const { engine, container } = this.controller;
    const { output, status } = await execute(engine, container, words, "jenkins");
    const refused = textIn(output, "Code");
    if (status === 0 && refused === undefined) return output;
    const why = refused === undefined ? output.trim() : `${refused}: ${textIn(output, "Message") ?? ""}`;
    throw new CommandError(`the controller may not, or cannot, call ${service}:${action}: ${why}`);
  }
}

/** The text of the first element of a name in XML, which AWS' answers to forms are. */
export function textIn(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
  return text?.replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, entity: string) => entities[entity] ?? "");
}
