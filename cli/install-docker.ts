/** Installs Docker on this machine: the distribution's, or Docker's own packages where that one is too old. */
import * as fs from "node:fs";
import * as os from "node:os";
import { capture, run } from "./run";
import { CommandError, say } from "./say";

/** A system whose packages are known. */
export interface System {
  distribution: "debian" | "ubuntu";
  codename: string;
}

/** The oldest Docker that an `up` takes. [components/jenkins/check/preflight.ts: oldestApi] */
const oldest = 25;

/** What this machine is, by its own word. */
export function osRelease(): string | undefined {
  return fs.existsSync("/etc/os-release") ? fs.readFileSync("/etc/os-release", "utf8") : undefined;
}

/**
 * The system whose packages fit: Debian, Ubuntu, or what is made from them. Pure.
 * @param release the text of /etc/os-release
 */
export function systemOf(release = ""): System | undefined {
  const value = (key: string) => new RegExp(`^${key}=["']?([^"'\\n]*)`, "m").exec(release)?.[1];
  const names = [value("ID"), ...(value("ID_LIKE")?.split(" ") ?? [])];
  const distribution = names.find((name) => name === "debian" || name === "ubuntu");
  const codename = value("UBUNTU_CODENAME") ?? value("DEBIAN_CODENAME") ?? value("VERSION_CODENAME");
  return distribution && codename ? { distribution, codename } : undefined;
}

/** The major version of the package that apt would install, from what `apt-cache policy` prints; 0 where there is none. Pure. */
export function candidate(policy: string): number {
  return Number(/^ *Candidate: (?:\d+:)?(\d+)\./m.exec(policy)?.[1] ?? 0);
}

/** The commands, as root, after `apt-get update`. Pure. [docs.docker.com/engine/install: Debian, Ubuntu] */
export function installCommands({ distribution, codename }: System, version: number): string[] {
  // In Debian 13 the command `docker` is a package that docker.io recommends.
  if (version >= oldest) return ["apt-get install -y --install-recommends docker.io", "service docker start"];
  const url = `https://download.docker.com/linux/${distribution}`;
  const key = "/etc/apt/keyrings/docker.asc";
  return [
    "apt-get install -y ca-certificates curl",
    "install -m 0755 -d /etc/apt/keyrings",
    `curl -fsSL --max-time 60 -o ${key} ${url}/gpg`,
    `echo "deb [signed-by=${key}] ${url} ${codename} stable" >/etc/apt/sources.list.d/docker.list`,
    "apt-get update",
    "apt-get install -y docker-ce docker-ce-cli containerd.io",
    "service docker start",
  ];
}

/**
 * Installs Docker, as root or by sudo.
 * @returns whether the user has been put into group docker, which counts from the next login on
 * @throws CommandError
 */
export async function installDocker(): Promise<boolean> {
  const system = systemOf(osRelease());
  if (!system)
    throw new CommandError("--install knows Debian and Ubuntu only: https://docs.docker.com/engine/install/");
  const isRoot = process.getuid?.() === 0;
  const asRoot = async (command: string) => {
    say(`$ ${isRoot ? "" : "sudo "}${command}`);
    const words = ["DEBIAN_FRONTEND=noninteractive", "sh", "-c", command];
    const status = await (isRoot ? run("env", words) : run("sudo", ["env", ...words]));
    if (status !== 0) throw new CommandError(`${command} ended with status ${String(status)}`);
  };
  await asRoot("apt-get update");
  const { output } = await capture("env", ["LC_ALL=C", "apt-cache", "policy", "docker.io"]);
  for (const command of installCommands(system, candidate(output))) await asRoot(command);
  if (isRoot) return false;
  await asRoot(`usermod -aG docker '${os.userInfo().username}'`);
  return true;
}
