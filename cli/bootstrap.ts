/** `bootstrap`: makes a machine that is there already a Docker host, with the set-up that host: aws has. */
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { renderSetUpScript, type EngineKeys } from "../components/host/bootstrap/bootstrap-script";
import {
  DockerPackages,
  enginePort,
  hostSocketGid,
  type HostSettings,
} from "../components/host/bootstrap/host-settings";
import { didYouMean } from "../components/text/problems";
import { mirrorProblem } from "../components/text/strict-forms";
import { pemProblem } from "../components/text/pem";
import { CommandError, options, say } from "./say";

/** Gives the exit status. */
export async function bootstrap(words: string[]): Promise<number> {
  const given = options(words, {
    ssh: { type: "string" },
    apply: { type: "boolean", default: false },
    tls: { type: "string" },
    "docker-packages": { type: "string", default: DockerPackages.distribution },
    "registry-mirror": { type: "string" },
  });
  const keys = given.tls === undefined ? undefined : keysOf(given.tls);
  const mirror = given["registry-mirror"];
  const problem = mirror === undefined ? undefined : mirrorProblem(mirror);
  if (problem !== undefined) throw new CommandError(`--registry-mirror: ${problem}`);
  const settings: HostSettings = {
    dockerPackages: packagesOf(given["docker-packages"]),
    ...(keys ? { tls: {} } : {}),
    registryMirrors: mirror === undefined ? [] : [mirror],
    addressPools: [],
    usernsRemap: false,
    sysbox: false,
  };
  if (!given.apply) {
    // A key on a terminal stays in the terminal's history. So the printed script expects the keys on the machine.
    process.stdout.write(renderSetUpScript(settings));
    return 0;
  }
  if (given.ssh === undefined) throw new CommandError("--apply needs --ssh USER@HOST: the machine that is set up");
  const status = await asRoot(given.ssh, renderSetUpScript(settings, keys));
  if (status === 0) say(howToUse(given.ssh, keys !== undefined));
  return status;
}

/** The stack's config for the machine. Pure. */
export function howToUse(ssh: string, tls: boolean): string {
  const machine = ssh.replace(/^ssh:\/\//, "");
  const host = machine.replace(/^.*@/, "").replace(/:\d+$/, "");
  const address = tls
    ? `tcp://${host}:${String(enginePort)}   # with caCert, clientCert and clientKey`
    : `ssh://${machine}`;
  return [
    "The machine is ready. In stacks/Pulumi.<env>.yaml:",
    "  pulumi-jenkins-docker:host: existing",
    "  pulumi-jenkins-docker:existing:",
    `    dockerHost: ${address}`,
    `    socketGid: ${String(hostSocketGid)}`,
  ].join("\n");
}

function packagesOf(word: string): DockerPackages {
  const known = Object.values(DockerPackages);
  const found = known.find((one) => one === word);
  if (found) return found;
  throw new CommandError(`--docker-packages: "${word}" is not known: ${known.join(", ")}.${didYouMean(word, known)}`);
}

function keysOf(folder: string): EngineKeys {
  const read = (name: string) => {
    const file = path.join(folder, `${name}.pem`);
    if (!fs.existsSync(file))
      throw new CommandError(
        `--tls: ${file} is not there. The folder has to have ca.pem, cert.pem and key.pem of the engine`,
      );
    const text = fs.readFileSync(file, "utf8");
    const problem = pemProblem(name === "key" ? "PRIVATE KEY" : "CERTIFICATE", text);
    if (problem !== undefined) throw new CommandError(`--tls: ${file} ${problem}`);
    return text;
  };
  return { ca: read("ca"), cert: read("cert"), key: read("key") };
}

/** By standard input, so that a key in it is on no command line. */
function asRoot(ssh: string, script: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn("ssh", ["-o", "BatchMode=yes", "--", ssh, "sudo", "-n", "bash", "-s"], {
      stdio: ["pipe", "inherit", "inherit"],
    });
    child.on("error", (error) => {
      reject(new CommandError(`ssh cannot be run: ${error.message}`));
    });
    child.on("close", (status) => {
      resolve(status ?? 1);
    });
    child.stdin.on("error", () => undefined); // ssh has ended before it has read all, and has said why
    child.stdin.end(script);
  });
}
