/** Asks AWS before anything is made. What it does not know is a mistake like any other: with the setting that named it. */
import * as pulumi from "@pulumi/pulumi";
import { applyReporting, UserError } from "../../text/user-error";
import { type Problem } from "../../text/problems";

/** What an answer is needed for. */
export interface Question<A> {
  /** The component, for error texts. */
  where: string;
  /** The setting that named what is asked for. */
  path: string;
  /** The problem where AWS knows no such thing: `"t3.lage" is …`. */
  unknown: (asked: A) => Omit<Problem, "path">;
}

/** AWS' word for what is not there, by its services, and the provider's. [EC2 API: "Error codes for the Amazon EC2 API"] */
const notThere = /NotFound|InvalidInstanceType|Malformed|no matching|not found|do(es)? not exist|empty result/i;

/** The answer. Where there is none, the `up` or the preview ends with a {@link UserError} that has what AWS says, in its own words. */
export function ask<A extends object, R>(
  { where, path, unknown }: Question<A>,
  args: pulumi.Input<A>,
  invoke: (args: A) => Promise<R>,
): pulumi.Output<R> {
  const asked = async (known: A) => {
    try {
      return await invoke(known);
    } catch (error) {
      const failure = inShort(String(error));
      if (notThere.test(failure)) {
        const problem = unknown(known);
        throw new UserError(where, [{ ...problem, path, message: `${problem.message} (${failure})` }]);
      }
      const message = `AWS gives no answer: ${failure}. Check aws:region, the credentials (aws sts get-caller-identity) and what they may do (docs/host-aws.md)`;
      throw new UserError(where, [{ code: "JD212", path, message }]);
    }
  };
  return applyReporting(pulumi.output(args) as unknown as pulumi.Output<A>, asked);
}

/** The failure in AWS' words, without who asked for whom. */
export function inShort(error: string): string {
  const api = /api error ([^\n]+)/.exec(error)?.[1];
  const last = error.trim().split("\n").at(-1) ?? "";
  return (api ?? last.replace(/^.*returned an error: /, ""))
    .replace(/^\s*\*\s*/, "")
    .trim()
    .replace(/\.$/, "");
}
