/** The user's own casc as it is typed: a mapping, or its YAML. Pure. */
import { parseDocument } from "yaml";
import { z } from "zod";
import { isMapping } from "../../text/validation";
import { cascProblems } from "./casc-check";
import type { Casc } from "./casc-merge";

/** What a text holds, or what keeps it from being YAML. */
interface Reading {
  value?: unknown;
  broken?: string;
}

/** By text: the checks of a program and the casc itself read the same one. */
const readings = new Map<string, Reading>();

/**
 * Reads a text, once. Merges (`<<`) are resolved before anything is compared with ours, as JCasC resolves them: an explicit key wins over
 * a merged one. [configuration-as-code-plugin: README, "Yaml Aliases and Anchors"; ModelConstructor]
 */
function reading(text: string): Reading {
  const known = readings.get(text);
  if (known !== undefined) return known;
  const document = parseDocument(text, { merge: true });
  const broken = document.errors[0]?.message.split("\n")[0];
  const read = broken === undefined ? { value: document.toJS() as unknown } : { broken };
  readings.set(text, read);
  return read;
}

/** Rules of `casc`, shared by component and stack config. */
export const cascSchema = z.unknown().check(({ value, issues }) => {
  const problem = (code: string, message: string, path: PropertyKey[] = []) =>
    issues.push({ code: "custom", input: value, message, path, params: { code } });
  const { value: own, broken } = typeof value === "string" ? reading(value) : { value, broken: undefined };
  if (broken !== undefined) return void problem("JD104", `is not valid YAML: ${broken}`);
  if (!isMapping(own)) {
    const kind = Array.isArray(own) ? "a list" : "a text";
    const example = "{ jenkins: { systemMessage: CI } }";
    return void problem("JD104", `is ${kind}, and not a mapping, as JCasC is: ${example}`);
  }
  for (const { code, path, message } of cascProblems(own, "")) problem(code, message, [path.replace(/^\./, "")]);
});

/** The casc as a mapping. It was checked. */
export function cascOf(given: Casc | string): Casc {
  return typeof given === "string" ? (reading(given).value as Casc) : given;
}
