/** The user's own casc as it is typed: a mapping, or its YAML. Pure. */
import { z } from "zod";
import { isMapping } from "../../text/validation";
import { cascDoubts, cascProblems } from "./casc-check";
import { type Casc, valueAt } from "./casc-merge";
import { comparable, type Reading, readYaml } from "./casc-yaml";

/** By text: the checks of a program and the casc itself read the same one. */
const readings = new Map<string, Reading>();

/** Reads a text, once. */
function reading(text: string): Reading {
  const known = readings.get(text) ?? readYaml(text);
  readings.set(text, known);
  return known;
}

/** Rules of `casc`, shared by component and stack config. */
export const cascSchema = z.unknown().check(({ value, issues }) => {
  const problem = (code: string, message: string, path: PropertyKey[] = []) =>
    issues.push({ code: "custom", input: value, message, path, params: { code } });
  const { value: own, broken } = typeof value === "string" ? reading(value) : { value, broken: undefined };
  if (broken !== undefined) return void problem("JD104", `is not valid YAML: ${broken}`);
  if (isMapping(own))
    for (const { code, path, message } of cascProblems(comparable(own), ""))
      problem(code, message, [path.replace(/^\./, "")]);
  else problem("JD104", notMapping(comparable(own)));
});

function notMapping(own: unknown): string {
  if (own === null) return "is empty. Leave it out, or write a mapping: { jenkins: { systemMessage: CI } }";
  const kind = Array.isArray(own) ? "a list" : "a text";
  return `is ${kind}, and not a mapping, as JCasC is: { jenkins: { systemMessage: CI } }`;
}

/** What looks like a mistake in a checked casc, and may be right: a line each. @param at the path of the casc */
export function doubtsOf(given: Casc | string, at: string): string[] {
  return cascDoubts(comparable(cascOf(given)), at);
}

/**
 * What somebody may do who has not logged in, by a casc: `nothing` by our own strategy, `all` where the user has chosen that, and else
 * `read` at most, by a strategy of the user's.
 */
export type StrangersMay = "nothing" | "read" | "all";

/** What a checked casc lets strangers do. */
export function whatStrangersMay(given: Casc | string): StrangersMay {
  const strategy = valueAt(cascOf(given), "jenkins.authorizationStrategy");
  if (strategy === undefined) return "nothing";
  return strategy === "unsecured" || valueAt(strategy, "unsecured") !== undefined ? "all" : "read";
}

/** The casc as a mapping. It was checked. */
export function cascOf(given: Casc | string): Casc {
  return typeof given === "string" ? (reading(given).value as Casc) : given;
}
