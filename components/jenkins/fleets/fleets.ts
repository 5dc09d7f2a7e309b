/** Fleets as arguments: their rules, and what is known of them in a preview. */
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { AgentFleet } from "../../endpoint/agent-fleet";
import type { Problem } from "../../text/problems";
import { problemsOf, textWith, wholeNumber } from "../../text/validation";
import { applyReporting, UserError } from "../../text/user-error";

/** The plugin that resizes the group, and makes its machines agents. Its casc symbol is `eC2Fleet` in every release. [ec2-fleet-plugin: EC2FleetCloud] */
export const fleetPlugin = "ec2-fleet";

/** A fleet without its keys. */
export type PlainFleet = Omit<AgentFleet, "privateKey" | "hostKey">;

const anyNumber = wholeNumber(0, 1_000_000);

const fleetSchema = z.strictObject({
  // A part of files' names, and of a credential's id.
  name: textWith("JD104", (text) =>
    /^[A-Za-z0-9][\w.-]*$/.test(text)
      ? undefined
      : `"${text}" is not a cloud's name: letters, digits, ".", "_" and "-"`,
  ),
  region: z.string(),
  // An EC2 Fleet has an id of this form, and the plugin asks another API for whatever begins so. [ec2-fleet-plugin: fleet/EC2Fleets]
  group: textWith("JD104", (text) =>
    /^(fleet|sfr)-(?![0-9a-f]{8}-[0-9a-f-]{27}$)/.test(text)
      ? `"${text}" begins as the id of an EC2 Fleet does, and ec2-fleet takes it for one. Give the Auto Scaling group another name`
      : undefined,
  ),
  labels: z.array(z.string()),
  user: z.string(),
  privateKey: textWith("JD104", (text) =>
    text.includes("PRIVATE KEY-----") ? undefined : "is no private key in the format of OpenSSH",
  ),
  hostKey: textWith("JD104", (text) =>
    /^(ssh|ecdsa)-[\w@.-]+ [A-Za-z0-9+/]+=*$/.test(text)
      ? undefined
      : `"${text}" is no public host key, as known_hosts has it: ssh-ed25519 AAAA…`,
  ),
  minSize: anyNumber,
  maxSize: anyNumber,
  spare: anyNumber,
  maxUses: anyNumber,
  idleMinutes: anyNumber,
});

/** The rules of `fleets`: each fleet is checked when it is known. */
export const fleetsSchema = z.array(z.any());

/** Paths of the arguments whose rules stand here: they accept outputs. */
export const fleetPaths = ["fleets", "awsKey"];

/** What is wrong with a fleet. Pure. @param index its place in the list of them */
export function fleetProblemsOf(fleet: object, index: number): Problem[] {
  return problemsOf(fleetSchema, fleet, `fleets[${String(index)}]`);
}

/**
 * What is wrong between the names of fleets, and of the user's own clouds: Jenkins knows a cloud and a credential by its name. Pure.
 * @param own names of the clouds in the user's casc
 */
export function fleetNameProblems(names: string[], own: string[]): Problem[] {
  return names.flatMap((name, index) => {
    const first = names.indexOf(name);
    const other =
      first < index
        ? `fleets[${String(first)}]`
        : /^docker(-\d+)?$/.test(name)
          ? "a Docker cloud of ours"
          : own.includes(name)
            ? "a cloud in the casc"
            : undefined;
    if (other === undefined) return [];
    const message = `"${name}" is the name of ${other}, too. Rename one of them`;
    return [{ code: "JD304" as const, path: `fleets[${String(index)}].name`, message }];
  });
}

/** A fleet as the parts of the component take it. */
export interface GivenFleet {
  /** Without its keys. A preview knows it before the fleet is made. */
  plain: pulumi.Output<PlainFleet>;
  /** With them, checked. A secret. */
  whole: pulumi.Output<AgentFleet>;
}

/** Fleets, each checked once it is known: where one is none, the `up` ends with a {@link UserError}. */
export function givenFleets(where: string, fleets: pulumi.Input<AgentFleet>[]): GivenFleet[] {
  return fleets.map((fleet, index) => {
    const given = pulumi.output(fleet) as pulumi.Output<AgentFleet>;
    const whole = applyReporting(given, (known) => {
      const problems = fleetProblemsOf(known, index);
      if (problems.length > 0) throw new UserError(where, problems);
      return known;
    });
    return { plain: plainFleet(given), whole: pulumi.secret(whole) };
  });
}

const plainFields = [
  "name",
  "region",
  "group",
  "labels",
  "user",
  "minSize",
  "maxSize",
  "spare",
  "maxUses",
  "idleMinutes",
] as const;

/** Each field is known where its own value is. [@pulumi/pulumi: output.ts, lifted properties] */
function plainFleet(whole: pulumi.Output<AgentFleet>): pulumi.Output<PlainFleet> {
  const fields = plainFields.map((field) => [field, pulumi.unsecret(whole[field] as pulumi.Output<unknown>)]);
  return pulumi.output(Object.fromEntries(fields) as object) as pulumi.Output<PlainFleet>;
}
