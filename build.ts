/** Makes dist/, or the folder that is named, what the npm package holds: compiled code, and the files it reads when it runs. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/** Folders and files that are found beside the code. */
const besideCode = [
  "components/jenkins/controller/image/context",
  "components/jenkins/controller/file-carrier",
  "components/access/dind/rootless-engine.sh",
  "components/jenkins/controller/credentials.groovy",
  "components/jenkins/controller/secured.groovy",
  "components/jenkins/agents/context",
  "components/jenkins/verify/prepare-engine.sh",
  "components/host/bootstrap/scripts",
  "policy/PulumiPolicy.yaml",
  "policy/start.cjs",
];

const out = process.argv[2] ?? "dist";
fs.rmSync(out, { recursive: true, force: true });
const compiler = [require.resolve("typescript/bin/tsc"), "--project", "tsconfig.build.json", "--outDir", out];
execFileSync(process.execPath, compiler, { stdio: "inherit" });
for (const one of besideCode) fs.cpSync(one, path.join(out, one), { recursive: true });
fs.chmodSync(path.join(out, "cli/index.js"), 0o755);

// A policy pack says its version in a file of its own: the package's.
const { version } = JSON.parse(fs.readFileSync("package.json", "utf8")) as { version: string };
const pack = JSON.parse(fs.readFileSync("policy/package.json", "utf8")) as object;
fs.writeFileSync(path.join(out, "policy/package.json"), JSON.stringify({ ...pack, version }, null, 2));
