/** Makes schema.json: what Pulumi's other languages know of the components. Not a part of the package. */
import { Analyzer, type PropertyDefinition } from "@pulumi/pulumi/provider/experimental/analyzer";
import { generateSchema as schemaOfComponents } from "@pulumi/pulumi/provider/experimental/schema";
import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { exportedComponents } from "./component-provider";

/** A property, with what the analyzer does not know. */
type Property = PropertyDefinition & { secret?: boolean };
type Properties = Record<string, Property>;

interface Schema {
  resources: Record<string, { inputProperties: Properties; properties: Properties }>;
  types: Record<string, { description?: string; properties?: Properties; enum?: { name: string }[] }>;
}

/** Numbers that are no whole ones. TypeScript has one type for both. */
const fractions = ["cpus"];
/**
 * Values that a generated SDK keeps as secrets. None is a plain input of a component, such as `secrets`: generators wrap such a one in an
 * output, which a plain input cannot be. [pulumi: codegen/go/gen.go, codegen/python/gen.go]
 */
const secrets = ["adminPassword", "caKey", "clientKey", "credentials", "password", "privateKey", "secretAccessKey"];
/** The names that a program types. The generators' own would be `pulumi_pulumi_jenkins_docker` and `pulumijenkinsdocker`. */
const names = { python: { packageName: "pulumi_jenkins_docker" }, go: { rootPackageName: "jenkinsdocker" } };

/** The schema of the sources in a folder, as an object for JSON. */
export function generateSchema(root: string): object {
  const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as Record<string, string>;
  const { name = "", version = "", description = "" } = manifest;
  // The analyzer looks for the sources of what the package's users load.
  const sources = { ...manifest, exports: "./provider/exported.js" };
  const analyzer = new Analyzer(root, name, sources, new Set(Object.keys(exportedComponents)));
  const { components, typeDefinitions, dependencies } = analyzer.analyze();
  const made: unknown = schemaOfComponents(name, version, description, components, typeDefinitions, dependencies);
  const schema = JSON.parse(JSON.stringify(made)) as Schema & { language: Record<string, object>; version?: string };
  delete schema.version; // a release changes it in package.json alone: component-provider.ts
  const comments = commentsOfTypes(path.join(root, "provider/exported.ts"));
  for (const { inputProperties, properties } of Object.values(schema.resources)) {
    refine(inputProperties);
    refine(properties);
  }
  for (const [token, type] of Object.entries(schema.types)) {
    type.description = comments[token.split(":").at(-1) ?? ""];
    if (type.properties) refine(type.properties);
    // The compiler has the members of a union in the order in which it came by them.
    type.enum?.sort((one, other) => one.name.localeCompare(other.name));
  }
  for (const [language, more] of Object.entries(names))
    schema.language[language] = { ...schema.language[language], ...more };
  return schema;
}

function refine(properties: Properties): void {
  for (const [key, property] of Object.entries(properties)) {
    if (!fractions.includes(key)) makeWhole(property);
    if (secrets.includes(key)) property.secret = true;
  }
}

function makeWhole(property: PropertyDefinition): void {
  if ("type" in property && property.type === "number") property.type = "integer";
  if (property.items) makeWhole(property.items);
  if (property.additionalProperties) makeWhole(property.additionalProperties);
}

/** The doc comments of what a module exports, by name. */
function commentsOfTypes(file: string): Record<string, string> {
  const program = ts.createProgram([file], { strict: true, skipLibCheck: true, esModuleInterop: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing`);
  const found = checker.getExportsOfModule(module).map((symbol) => {
    const itself = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return [symbol.name, ts.displayPartsToString(itself.getDocumentationComment(checker))];
  });
  return Object.fromEntries(found) as Record<string, string>;
}
