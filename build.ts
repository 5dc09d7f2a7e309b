/** Makes dist/, or the folder that is named, what the npm package holds: compiled code, and the files it reads when it runs. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

/** Folders and files that are found beside the code. */
const besideCode = [
  "components/jenkins/controller/image/context",
  "components/jenkins/controller/file-carrier",
  "components/access/dind/rootless-engine.sh",
  "components/jenkins/controller/credentials.groovy",
  "components/jenkins/controller/secured.groovy",
  "components/jenkins/agents/context",
  "components/jenkins/backup/scripts",
  "components/jenkins/verify/prepare-engine.sh",
  "cli/smoke/aws-api.sh",
  "cli/smoke/fleet-ssh.sh",
  "components/host/bootstrap/scripts",
  "policy/PulumiPolicy.yaml",
  "policy/start.cjs",
  "schema.json",
];

async function main(out = "dist"): Promise<void> {
  fs.mkdirSync(path.dirname(out), { recursive: true });
  const made = fs.mkdtempSync(`${out}-`); // beside it: source maps name the sources from there
  try {
    fs.chmodSync(made, 0o755);
    await make(made);
    putInPlace(made, out);
  } catch (error) {
    fs.rmSync(made, { recursive: true, force: true });
    throw error;
  }
}

async function make(out: string): Promise<void> {
  const compiler = [require.resolve("typescript/bin/tsc"), "--project", "tsconfig.build.json", "--outDir", out];
  execFileSync(process.execPath, compiler, { stdio: "inherit" });
  await bundleTypes(out);
  for (const one of besideCode) fs.cpSync(one, path.join(out, one), { recursive: true });
  fs.chmodSync(path.join(out, "cli/index.js"), 0o755);

  // A policy pack says its version in a file of its own: the package's.
  const { version } = JSON.parse(fs.readFileSync("package.json", "utf8")) as { version: string };
  const pack = JSON.parse(fs.readFileSync("policy/package.json", "utf8")) as object;
  fs.writeFileSync(path.join(out, "policy/package.json"), JSON.stringify({ ...pack, version }, null, 2));
}

/** Somebody may use the folder meanwhile, or make it, too: it is there as a whole. */
function putInPlace(made: string, out: string): void {
  const before = `${made}-before`;
  for (let done = false; !done;) {
    try {
      if (fs.existsSync(out)) fs.renameSync(out, before);
      fs.renameSync(made, out);
      done = true;
    } catch (error) {
      // Another build has put its own one there, or has just taken it away.
      if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    }
    fs.rmSync(before, { recursive: true, force: true });
  }
}

/**
 * Makes a file of public types for each entry, and one of those that both have. They name our own types and Pulumi's, and so compile in a
 * project with any settings. The files beside the code would name zod's types, which need `esModuleInterop`.
 */
async function bundleTypes(out: string): Promise<void> {
  const input = Object.fromEntries(["index", "aws"].map((entry) => [entry, path.join(out, `${entry}.d.ts`)]));
  const bundle = await rollup({ input, external: (id) => !/^[./]/.test(id), plugins: [dts()] });
  const { output } = await bundle.generate({
    format: "es",
    entryFileNames: "[name].d.ts",
    chunkFileNames: "types.d.ts",
  });
  for (const name of fs.readdirSync(out, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".d.ts")) fs.rmSync(path.join(out, name));
  for (const file of output) if (file.type === "chunk") fs.writeFileSync(path.join(out, file.fileName), file.code);
}

void main(process.argv[2]);
