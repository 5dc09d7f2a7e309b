import { expect } from "chai";
import { comparable, readYaml, writeYaml } from "../../../../../components/jenkins/casc/casc-yaml";
import { missingForSnakeYaml, readBySnakeYaml } from "../../../support/snakeyaml";

/** Scalars that readers of YAML disagree about, or that a writer can get wrong. */
const scalars = [
  ...["true", "True", "TRUE", "tRue", "yes", "Yes", "no", "NO", "on", "Off", "y", "n", "Y"],
  ...["0", "7", "-7", "+7", "007", "08", "0o17", "0x1F", "0b101", "1_000", "190:20:30", "12345678901234567890"],
  ...["1.0", "1.50", "-.5", ".5", "1e3", "1.5e-3", "1e+3", "6.02E23", ".inf", "-.INF", ".nan", "1.2.3", "1."],
  ...["2024-01-01", "2024-1-1", "2024-01-01T10:00:00Z", "2024-01-01 10:00:00", "10:30", "1:2:3.5"],
  ...["~", "null", "Null", "NULL", "nUll", "", "=", "-", "--", "a-b", "a: b", "a #b", "#a", "a:b", "http://a:80/b"],
  ...["${name}", "^${name}", "${readFile:/a/b}", "%a", "@a", "`a", "!a", "&a", "*a", "|", ">", "[", "]", "{a", "}"],
  ...[
    "'",
    '"',
    "a'b",
    'a"b',
    " a",
    "a ",
    "  ",
    "a\\b",
    "a\\nb",
    "\u00e9",
    "\u00a0",
    "\u2028",
    "caf\u00e9 \u2615",
    "-1-",
    "1,000",
  ],
  ...["a,b", "<<", "a<<b", "---", "...", "a\tb", "0.10.1", "1.10", "00:11:22:33:44:55", "0123456789ab", "1e", "e1"],
  ...[
    "first\nsecond",
    "first\nsecond\n",
    "first\n\n  indented\n",
    "\nfirst",
    "first\n\n",
    "pipeline { agent any }",
    "#!/bin/sh\nid",
  ],
];

const quoted = (text: string) => JSON.stringify(text).replaceAll("\u2028", "\\u2028");
const single = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** A reader of YAML 1.1 ends a line at this one, and a reader of 1.2 does not. */
const inBlocks = scalars.filter((text) => !text.includes("\u2028"));
/** Jenkins has no key that begins otherwise, or that is nothing. */
const isKey = (text: string) => /^[\w.+-]/.test(text) && !/^null$/i.test(text);
const oneLine = scalars.filter((text) => !/[\n\u2028]/.test(text));

/** Texts as people type them: each scalar in each place, and forms of whole documents. */
const texts = [
  ...oneLine.flatMap((text) => [`a: ${text}\n`, `a:\n  - ${text}\n`, `a: { b: ${text} }\n`, `a: [${text}]\n`]),
  ...oneLine.map((text) => `a: ${single(text)}\n`),
  ...oneLine.filter(isKey).map((text) => `${text}: a\n`),
  ...scalars.map((text) => `a: ${quoted(text)}\n`),
  ...scalars.filter(isKey).map((text) => `? ${quoted(text)}\n: a\n`),
  ...inBlocks.map(
    (text) =>
      `a: |\n${text
        .split("\n")
        .map((line) => `  ${line}`)
        .join("\n")}\n`,
  ),
  ...inBlocks.map(
    (text) =>
      `a: >-\n${text
        .split("\n")
        .map((line) => `  ${line}`)
        .join("\n")}\n`,
  ),
  "a: &x { b: 1, c: 007 }\nd: *x\n",
  "x-a: &x { b: 1, c: 2 }\nd: { <<: *x, c: True }\n",
  "x-a: &x { b: 1 }\nx-b: &y { b: 2, c: 3 }\nd: { <<: [*x, *y], e: 4 }\n",
  "x: &x\n  b: 010\nd:\n  - <<: *x\n    c: 2\n",
  "a: 1 # a comment\n# another\nb: 'two' # more\n",
  "a:\n  b:\n    - c: 1\n      d:\n    - e\n",
  "a: !!str 1\n",
  "%YAML 1.1\n---\na: yes\n...\n",
];

describe("the YAML of a casc", () => {
  it("keeps what stands without quotes, and quotes a text that a reader would take for something else", () => {
    const text =
      'a: 007\nb: True\nc: "2024-01-01"\nd: 2024-01-01\ne: "yes"\nf: 0x1F\ng: "12"\nh: 12345678901234567890\n';
    expect(writeYaml(readYaml(text).value)).to.equal(text);
  });

  it("has the numbers, truths and nothings of a mapping", () => {
    expect(writeYaml({ a: 1, b: true, c: null, d: "1", e: "no", f: undefined, g: [1.5] })).to.equal(
      'a: 1\nb: true\nc: null\nd: "1"\ne: "no"\ng:\n  - 1.5\n',
    );
  });

  it("has no aliases for what a text has twice", () => {
    expect(writeYaml(readYaml("a: &x { b: 1 }\nc: *x\n").value)).to.equal("a:\n  b: 1\nc:\n  b: 1\n");
  });

  for (const [text, said] of [
    ["a: *hello*", "*hello* stands for the anchor &hello*, which is not there. Quote a text that begins with *"],
    ["a: 1\n---\nb: 2\n", "it has more than one document, and JCasC reads one. Remove the line ---"],
    ["a: [", "Flow sequence in block collection must be sufficiently indented and end with a ]"],
  ] as const) {
    it(`is refused: ${JSON.stringify(text)}`, () => {
      expect(readYaml(text).broken).to.contain(said);
    });
  }

  it("is compared by its texts, and nothing is null", () => {
    expect(comparable(readYaml('a: 007\nb:\nc: "~"\nd: [True]\n').value)).to.deep.equal({
      a: "007",
      b: null,
      c: "~",
      d: ["True"],
    });
  });

  it("reaches SnakeYAML, by which JCasC reads, as that would have read the user's own text", function () {
    const missing = missingForSnakeYaml();
    if (missing !== undefined) {
      console.log(`      skipped: ${missing}`);
      this.skip();
    }
    this.timeout(60_000);
    const theirs = readBySnakeYaml(texts);
    const taken = texts.map((text, index) => ({ text, read: theirs[index], reading: readYaml(text) }));
    // What JCasC cannot read is not ours to mend; what it can read, we must take.
    const refused = taken.filter(({ read, reading }) => !isRefused(read) && reading.broken !== undefined);
    // SnakeYAML drops the first of two keys in silence, and has a dash for a text: YAML allows neither.
    const right = /^(Map keys must be unique|Block collections are not allowed within flow collections)/;
    expect(refused.map(({ reading }) => reading.broken).filter((broken) => !right.test(broken ?? ""))).to.deep.equal(
      [],
    );
    const both = taken.filter(({ read, reading }) => !isRefused(read) && reading.broken === undefined);
    expect(both.length).to.be.greaterThan(500);
    const ours = readBySnakeYaml(both.map(({ reading }) => writeYaml(reading.value)));
    const wrong = both
      .map(({ text, read, reading }, index) => ({ text, read, wrote: writeYaml(reading.value), ours: ours[index] }))
      .filter(({ read, ours: ourRead }) => JSON.stringify(read) !== JSON.stringify(ourRead));
    expect(wrong).to.deep.equal([]);
  });
});

function isRefused(read: unknown): boolean {
  return typeof read === "string" && read.startsWith("refused: ");
}
