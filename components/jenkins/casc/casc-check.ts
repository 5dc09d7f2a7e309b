/** Checks a casc against what Jenkins and the plugins are known to take. Pure; needs no Jenkins. */
import { didYouMean, type Problem } from "../../text/problems";
import { isMapping } from "../../text/validation";
import { nameIn } from "./casc-names";
import { cascModel, type Shape, type UnknownKeys } from "./casc-model";

/** What is said of a casc: a mistake, or a doubt about what Jenkins may take. */
type Finding = Problem & { doubt?: true };

/** Every problem of a casc, each at its path under `at`. */
export function cascProblems(casc: unknown, at = "casc"): Problem[] {
  return findingsAt(cascModel, casc, at).filter(({ doubt }) => !doubt);
}

/** What looks like a mistake in a casc, and may be right: names that any plugin may have added. A line each. */
export function cascDoubts(casc: unknown, at = "casc"): string[] {
  return findingsAt(cascModel, casc, at).flatMap(({ doubt, path, message }) => (doubt ? [`${path}: ${message}`] : []));
}

function findingsAt(shape: Shape, value: unknown, path: string): Finding[] {
  switch (shape.is) {
    case "anything":
      return [];
    case "list":
      if (!Array.isArray(value)) return [wrongKind(value, "a list", path)];
      return value.flatMap((one, index) => findingsAt(shape.of, one, `${path}[${String(index)}]`));
    case "mapping":
      return isMapping(value) ? mappingFindings(shape, value, path) : [wrongKind(value, "a mapping", path)];
    case "choice":
      return choiceFindings(shape.keys, value, path);
    default:
      return scalarProblems(shape.is, value, path);
  }
}

function mappingFindings(
  { keys, unknown }: { keys: Record<string, Shape>; unknown: UnknownKeys },
  value: Record<string, unknown>,
  path: string,
): Finding[] {
  return Object.entries(value).flatMap(([key, part]) => {
    const shape = keys[nameIn(keys, key)];
    // JCasC ignores a key without a value, unless the key is a choice. [configuration-as-code-plugin: BaseConfigurator]
    if (part === null && shape?.is !== "choice") return [];
    return shape ? findingsAt(shape, part, `${path}.${key}`) : unknownKey(keys, unknown, key, `${path}.${key}`);
  });
}

function unknownKey(keys: Record<string, Shape>, unknown: UnknownKeys, key: string, path: string): Finding[] {
  const guess = didYouMean(key, Object.keys(keys));
  // Jenkins knows all of its elements, and reports an unknown one at the reload. Roots that begin with x- only hold anchors.
  if (unknown !== "refused" && (guess === "" || key.startsWith("x-"))) return [];
  const known = guess || ` Known here: ${Object.keys(keys).sort().join(", ")}.`;
  if (unknown === "ofPlugins")
    return [{ code: "JD305", path, message: `is perhaps a plugin's own.${known}`, doubt: true }];
  return [{ code: "JD305", path, message: `is not a key of Jenkins' casc here.${known}` }];
}

/** A choice of a plugin that is not here stays unchecked; that there is only one is checked all the same. */
function choiceFindings(keys: Record<string, Shape>, value: unknown, path: string): Finding[] {
  if (typeof value === "string") return []; // a symbol without settings
  if (!isMapping(value)) return [wrongKind(value, "a mapping", path)];
  const chosen = Object.keys(value);
  if (chosen.length !== 1) {
    const message = `has ${chosen.length === 0 ? "nothing" : chosen.join(" and ")}, of which Jenkins takes exactly one`;
    return [{ code: "JD305", path, message }];
  }
  const [name = ""] = chosen;
  const shape = keys[name];
  return shape
    ? findingsAt(shape, value[name], `${path}.${name}`)
    : unknownKey(keys, "ofPlugins", name, `${path}.${name}`);
}

function scalarProblems(kind: "text" | "number" | "truth", value: unknown, path: string): Problem[] {
  // YAML reads a key with nothing after it as null. Only Jenkins knows the text of a secret.
  if (typeof value === "string" && value.includes("${")) return [];
  if (kind === "text" && ["string", "number", "boolean"].includes(typeof value)) return [];
  if (kind === "number" && /^[-+]?\d+(\.\d+)?$/.test(scalar(value))) return [];
  // [commons-beanutils: BooleanConverter, by which Stapler converts]
  if (kind === "truth" && /^(true|yes|y|on|1|false|no|n|off|0)$/i.test(scalar(value))) return [];
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
