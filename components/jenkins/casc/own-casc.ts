/** The user's own casc as it is typed: a mapping, or its YAML. Pure. */
import { parse, parseDocument } from "yaml";
import { z } from "zod";
import { cascProblems } from "./casc-check";
import type { Casc } from "./casc-merge";

/** Rules of `casc`, shared by component and stack config. */
export const cascSchema = z.unknown().check(({ value, issues }) => {
  const problem = (code: string, message: string, path: PropertyKey[] = []) =>
    issues.push({ code: "custom", input: value, message, path, params: { code } });
  if (typeof value === "string") {
    const broken = parseDocument(value).errors[0];
    if (broken) return void problem("JD104", `is not valid YAML: ${broken.message.split("\n")[0] ?? ""}`);
  }
  const own: unknown = typeof value === "string" ? parse(value) : value;
  if (typeof own !== "object" || own === null || Array.isArray(own))
    return void problem(
      "JD104",
      `is ${Array.isArray(own) ? "a list" : "a text"}, and not a mapping, as JCasC is: { jenkins: { systemMessage: CI } }`,
    );
  for (const { code, path, message } of cascProblems(own, "")) problem(code, message, [path.replace(/^\./, "")]);
});

/** The casc as a mapping. It was checked. */
export function cascOf(given: Casc | string): Casc {
  return typeof given === "string" ? (parse(given) as Casc) : given;
}
