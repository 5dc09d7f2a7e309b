/** Makes the components that a program in another language asks for. */
import * as pulumi from "@pulumi/pulumi";
import * as path from "node:path";
import * as components from "../index";
import { packagedFile } from "../components/text/packaged-file";
import { UserError } from "../components/text/user-error";

/** What is read of schema.json. */
interface Schema {
  resources: Record<string, { properties: Record<string, unknown> } | undefined>;
}

type Component = new (
  name: string,
  args: pulumi.Inputs,
  opts: pulumi.ComponentResourceOptions,
) => pulumi.ComponentResource;

/**
 * The provider. It gives the schema that is checked in. Pulumi's own provider of components would make one from the TypeScript sources at every
 * start. That takes seconds, and it knows neither whole numbers nor descriptions of types (docs/decisions.md).
 */
export function componentProvider(): pulumi.provider.Provider {
  const schema = JSON.parse(packagedFile(path.join(__dirname, ".."), "schema.json")) as Schema;
  const { resources } = schema;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the package by its own name: its folder is another one in the sources
  const { version } = require("pulumi-jenkins-docker/package.json") as { version: string };
  return {
    version,
    getSchema: () => Promise.resolve(JSON.stringify({ ...schema, version })),
    // eslint-disable-next-line @typescript-eslint/require-await -- the SDK wants a promise
    construct: async (name, type, inputs, options) => {
      const component = componentOf(type);
      const properties = Object.keys(resources[type]?.properties ?? {});
      if (component === undefined) throw new Error(`this package has no component "${type}"`);
      const made = telling(() => new component(name, inputs, options));
      return { urn: made.urn, state: outputsOf(made, properties) };
    },
  };
}

/** The component of a type token, e.g. `pulumi-jenkins-docker:index:Jenkins`. */
function componentOf(type: string): Component | undefined {
  const name = type.split(":").at(-1) ?? "";
  const found = Object.entries(components).find(([exported]) => exported === name)?.[1];
  return typeof found === "function" && found.prototype instanceof pulumi.ComponentResource
    ? (found as unknown as Component)
    : undefined;
}

/** Pulumi prints the problems of an InputPropertiesError one by one, and all other errors with their traces. */
function telling<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const errors = error.problems.map(({ path: propertyPath, message, code }) => ({
      propertyPath,
      reason: `${message}  [${code}]`,
    }));
    throw new pulumi.InputPropertiesError({ message: error.where, errors });
  }
}

function outputsOf(made: pulumi.ComponentResource, properties: string[]): pulumi.Inputs {
  const values = Object.entries(made as object) as [string, pulumi.Input<unknown>][];
  return Object.fromEntries(values.filter(([key]) => properties.includes(key)));
}
