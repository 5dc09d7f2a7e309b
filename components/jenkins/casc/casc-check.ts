/** Checks a casc against what Jenkins and the plugins are known to take. Pure; needs no Jenkins. */
import { didYouMean, type Problem } from "../../text/problems";
import { isMapping } from "../../text/validation";
import { cascModel, type Shape } from "./casc-model";

/** Every problem of a casc, each at its path under `at`. */
export function cascProblems(casc: unknown, at = "casc"): Problem[] {
  return problemsAt(cascModel, casc, at);
}

function problemsAt(shape: Shape, value: unknown, path: string): Problem[] {
  switch (shape.is) {
    case "anything":
      return [];
    case "list":
      if (!Array.isArray(value)) return [wrongKind(value, "a list", path)];
      return value.flatMap((one, index) => problemsAt(shape.of, one, `${path}[${String(index)}]`));
    case "mapping":
      return isMapping(value) ? mappingProblems(shape, value, path) : [wrongKind(value, "a mapping", path)];
    case "choice":
      return choiceProblems(shape.keys, value, path);
    default:
      return scalarProblems(shape.is, value, path);
  }
}

function mappingProblems(
  { keys, open }: { keys: Record<string, Shape>; open: boolean },
  value: Record<string, unknown>,
  path: string,
): Problem[] {
  return Object.entries(value).flatMap(([key, part]) => {
    const shape = keys[key];
    if (shape) return problemsAt(shape, part, `${path}.${key}`);
    const guess = didYouMean(key, Object.keys(keys));
    // Of another plugin, perhaps: Jenkins knows, and says so at the reload.
    if (open && guess === "") return [];
    const known = guess || ` Known here: ${Object.keys(keys).sort().join(", ")}.`;
    return [{ code: "JD305" as const, path: `${path}.${key}`, message: `is not a key of Jenkins' casc here.${known}` }];
  });
}

/** A choice of a plugin that is not here stays unchecked; that there is only one is checked all the same. */
function choiceProblems(keys: Record<string, Shape>, value: unknown, path: string): Problem[] {
  if (typeof value === "string") return []; // a symbol without settings
  if (!isMapping(value)) return [wrongKind(value, "a mapping", path)];
  const chosen = Object.keys(value);
  if (chosen.length !== 1) {
    const message = `has ${chosen.length === 0 ? "nothing" : chosen.join(" and ")}, of which Jenkins takes exactly one`;
    return [{ code: "JD305", path, message }];
  }
  return mappingProblems({ keys, open: true }, value, path);
}

function scalarProblems(kind: "text" | "number" | "truth", value: unknown, path: string): Problem[] {
  // Null is what YAML makes of a key with nothing after it; a secret's text is known to Jenkins alone.
  if (typeof value === "string" && value.includes("${")) return [];
  if (kind === "text" && ["string", "number", "boolean"].includes(typeof value)) return [];
  if (kind === "number" && /^-?\d+(\.\d+)?$/.test(scalar(value))) return [];
  if (kind === "truth" && /^(true|false)$/.test(scalar(value))) return [];
  return [wrongKind(value, { text: "a text", number: "a number", truth: "true or false" }[kind], path)];
}

function wrongKind(value: unknown, wanted: string, path: string): Problem {
  const given =
    value === null || value === undefined ? "nothing" : isScalar(value) ? JSON.stringify(value) : kindOf(value);
  return { code: "JD305", path, message: `${given} is not ${wanted}` };
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? "a list" : "a mapping";
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function scalar(value: unknown): string {
  return isScalar(value) ? String(value) : "";
}
