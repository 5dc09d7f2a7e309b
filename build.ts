/** Makes dist/, what the npm package holds: compiled code, and the files that it reads when it runs. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/** Folders that the code finds beside itself. */
const besideCode = [
  "components/jenkins/image/context",
  "components/jenkins/agents/context",
  "components/jenkins/agents/scripts",
  "components/jenkins/carrier",
  "components/host/bootstrap/scripts",
];

fs.rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "--project", "tsconfig.build.json"], {
  stdio: "inherit",
});
for (const folder of besideCode) fs.cpSync(folder, path.join("dist", folder), { recursive: true });
fs.chmodSync("dist/cli/index.js", 0o755);
