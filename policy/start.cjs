// Where Pulumi starts the pack, in this folder: a clone's rules are TypeScript, the npm package's are compiled. It is not done
// by `nodeargs`, which do not reach Node here. [pulumi-language-nodejs: RunPlugin puts them after the script]
const { existsSync } = require("node:fs");

if (existsSync("index.ts")) require("tsx/cjs");
require("./index");
