/**
 * What the package says to other people's casc files: `node --import=tsx tests/casc-files.ts FOLDER`. For a folder with what a plugin's own
 * tests and demos load, for example a clone of jenkinsci/configuration-as-code-plugin. Nothing of it is kept here.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { jenkinsSchema } from "../components/jenkins/settings";
import { problemsOf } from "../components/text/validation";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: node --import=tsx tests/casc-files.ts FOLDER");

const files = fs
  .readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.ya?ml$/.test(file))
  .sort();
let refused = 0;
for (const file of files) {
  const casc = fs.readFileSync(path.join(folder, file), "utf8");
  const problems = problemsOf(jenkinsSchema, { casc });
  if (problems.length > 0) refused += 1;
  for (const { code, path: where, message } of problems) console.log(`${file}: ${where}: ${message} [${code}]`);
}
console.log(`${String(files.length)} files, ${String(refused)} refused`);
