/** schema.json, the package as Pulumi's other languages see it (tests/engine/as-package.test.ts compares it with the sources). */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";

interface Described {
  description?: string;
}
interface Type extends Described {
  enum?: object[];
  properties?: Record<string, Described>;
  inputProperties?: Record<string, Described>;
}

const file = path.join(__dirname, "../../../schema.json");
const { types, resources } = JSON.parse(fs.readFileSync(file, "utf8")) as Record<
  "types" | "resources",
  Record<string, Type>
>;
const all = Object.entries({ ...types, ...resources });

describe("the schema for other languages", () => {
  it("describes every property and every component", () => {
    const properties = all.flatMap(([name, { properties: outputs, inputProperties: inputs }]) =>
      [outputs, inputs].flatMap((those) =>
        Object.entries(those ?? {}).map(([property, { description }]) => [`${name}.${property}`, description]),
      ),
    );
    const components = Object.entries(resources).map(([name, { description }]) => [name, description]);
    expect(properties.length).to.be.greaterThan(0);
    expect([...properties, ...components].filter(([, description]) => !description)).to.deep.equal([]);
  });

  it("has no Args in the name of a nested type: generators append it", () => {
    expect(Object.keys(types).filter((name) => name.endsWith("Args"))).to.deep.equal([]);
  });
});
