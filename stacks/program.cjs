// What Pulumi starts: the program as `npm run build` compiled it, which `npm ci` does, too; or, where something was changed since,
// the TypeScript itself, at more than twice the time to load (docs/bench.md).
/* global __dirname */
const fs = require("node:fs");
const path = require("node:path");
const { compiledFrom, sourcesHash } = require("./sources.cjs");

const root = path.join(__dirname, "..");
const compiled = fs.existsSync(path.join(root, compiledFrom))
  ? fs.readFileSync(path.join(root, compiledFrom), "utf8")
  : "";

// What it exports are the stack's outputs.
if (compiled === sourcesHash(root)) module.exports = require("../dist/stacks/index.js");
else {
  require("tsx/cjs");
  module.exports = require("./index.ts");
}
