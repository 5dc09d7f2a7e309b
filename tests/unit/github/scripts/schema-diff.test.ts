import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { markdownOf, type Schema, schemaChanges } from "../../../../.github/scripts/schema-diff";

describe("the difference of two schemas", () => {
  const schema = (): Schema => ({
    resources: {
      "a:index:Jenkins": {
        inputProperties: { port: { type: "integer" }, hosts: { type: "array", items: { type: "string" } } },
        properties: { url: { type: "string" } },
        requiredInputs: ["port"],
        required: ["url"],
      },
    },
    types: { "a:index:Access": { enum: [{ value: "dood" }, { name: "Dind", value: "dind" }] } },
  });
  const changed = (change: (schema: Schema) => void) => {
    const after = schema();
    change(after);
    return schemaChanges(schema(), after);
  };
  const jenkins = ({ resources }: Schema) => resources["a:index:Jenkins"] ?? {};

  it("is nothing where only descriptions change", () => {
    const changes = changed((after) => Object.assign(jenkins(after), { description: "another" }));
    expect(changes).to.deep.equal([]);
    expect(markdownOf(changes)).to.match(/^Nothing changes/);
  });

  for (const [what, change, text, breaks] of [
    [
      "a new argument",
      (s: Schema) => Object.assign(jenkins(s).inputProperties ?? {}, { more: { type: "string" } }),
      "`Jenkins.more` is new",
      false,
    ],
    [
      "an argument that is gone",
      (s: Schema) => delete jenkins(s).inputProperties?.hosts,
      "`Jenkins.hosts` is gone",
      true,
    ],
    [
      "another type",
      (s: Schema) => Object.assign(jenkins(s).inputProperties ?? {}, { port: { type: "number" } }),
      "`Jenkins.port` is number, and was integer",
      true,
    ],
    [
      "another type of elements",
      (s: Schema) =>
        Object.assign(jenkins(s).inputProperties ?? {}, {
          hosts: { type: "array", items: { $ref: "#/types/a:index:Host" } },
        }),
      "`Jenkins.hosts` is array of Host, and was array of string",
      true,
    ],
    [
      "an output that is a secret",
      (s: Schema) => Object.assign(jenkins(s).properties ?? {}, { url: { type: "string", secret: true } }),
      "`Jenkins.url` is a secret string, and was string",
      true,
    ],
    [
      "an argument that is needed",
      (s: Schema) => jenkins(s).requiredInputs?.push("hosts"),
      "`Jenkins.hosts` is always there now",
      true,
    ],
    [
      "an argument that is optional",
      (s: Schema) => jenkins(s).requiredInputs?.pop(),
      "`Jenkins.port` may be absent now",
      false,
    ],
    [
      "an output that may be absent",
      (s: Schema) => jenkins(s).required?.pop(),
      "`Jenkins.url` may be absent now",
      true,
    ],
    [
      "an argument that takes no output any more",
      (s: Schema) => Object.assign(jenkins(s).inputProperties ?? {}, { port: { type: "integer", plain: true } }),
      "`Jenkins.port` is plain integer, and was integer",
      true,
    ],
    [
      "a choice more",
      (s: Schema) => s.types["a:index:Access"]?.enum?.push({ value: "remote" }),
      '`Access` may be "remote"',
      false,
    ],
    [
      "a choice less",
      (s: Schema) => s.types["a:index:Access"]?.enum?.pop(),
      '`Access` may not be "dind", called Dind any more',
      true,
    ],
    ["a new type", (s: Schema) => Object.assign(s.types, { "a:index:More": {} }), "`More` is new", false],
    ["a component that is gone", (s: Schema) => delete s.resources["a:index:Jenkins"], "`Jenkins` is gone", true],
  ] as const)
    it(`names ${what}`, () => {
      expect(changed(change)).to.deep.equal([{ text, breaks }]);
    });

  it("says first what breaks", () => {
    const changes = [
      { text: "`A.b` is new", breaks: false },
      { text: "`C` is gone", breaks: true },
    ];
    expect(markdownOf(changes)).to.equal(
      "## For programs in Pulumi's other languages\n\nWhat may not compile any more:\n\n- `C` is gone\n\nWhat is new or optional:\n\n- `A.b` is new",
    );
  });

  it("reads the schema that is checked in", () => {
    const file = path.join(__dirname, "../../../../schema.json");
    const own = JSON.parse(fs.readFileSync(file, "utf8")) as Schema;
    expect(schemaChanges(own, own)).to.deep.equal([]);
    expect(schemaChanges({ resources: {}, types: {} }, own)).to.deep.include({
      text: "`Jenkins` is new",
      breaks: false,
    });
  });
});
