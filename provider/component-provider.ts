/** Makes the components that a program in another language asks for. */
import * as pulumi from "@pulumi/pulumi";
import * as exported from "./exported";
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

/** The components of the package by the last part of their type tokens: `Jenkins` of `pulumi-jenkins-docker:index:Jenkins`. */
export const exportedComponents: Record<string, Component | undefined> = Object.fromEntries(
  Object.entries(exported).flatMap(([name, value]) => (isComponent(value) ? [[name, value]] : [])),
);

function isComponent(value: unknown): value is Component {
  return typeof value === "function" && value.prototype instanceof pulumi.ComponentResource;
}

/**
 * The provider. It gives the schema that is checked in. Pulumi's own provider of components would make one from the TypeScript sources at every
 * start. That takes seconds, and it knows neither whole numbers nor descriptions of types (docs/decisions.md).
 */
export function componentProvider(): pulumi.provider.Provider {
  const schema = JSON.parse(packagedFile(__dirname, "..", "schema.json")) as Schema;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the package by its own name: its folder is another one in the sources
  const { version } = require("pulumi-jenkins-docker/package.json") as { version: string };
  return {
    version,
    getSchema: () => Promise.resolve(JSON.stringify({ ...schema, version })),
    // eslint-disable-next-line @typescript-eslint/require-await -- the SDK wants a promise
    construct: async (name, type, inputs, options) => {
      const component = exportedComponents[type.split(":").at(-1) ?? ""];
      const properties = Object.keys(schema.resources[type]?.properties ?? {});
      if (component === undefined) throw new Error(`this package has no component "${type}"`);
      const made = telling(() => new component(name, inputs, options));
      return { urn: made.urn, state: outputsOf(made, properties) };
    },
  };
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
