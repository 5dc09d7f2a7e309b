/** Installs the distribution's Docker. */
import * as fs from "node:fs";
import { run } from "./run";
import { CommandError, say } from "./say";

/** The commands that install Docker here and start it, or undefined where none are known. Pure. */
export function installCommands(osRelease: string | undefined): string[] | undefined {
  const id = /^ID=["']?([\w.-]+)/m.exec(osRelease ?? "")?.[1];
  const like = /^ID_LIKE=["']?([\w .-]+)/m.exec(osRelease ?? "")?.[1]?.split(" ") ?? [];
  const apt = ["debian", "ubuntu"].some((name) => name === id || like.includes(name));
  if (!apt) return undefined;
  return ["apt-get update", "apt-get install -y docker.io", "service docker start"];
}

/** What this machine is, by its own word. */
export function osRelease(): string | undefined {
  return fs.existsSync("/etc/os-release") ? fs.readFileSync("/etc/os-release", "utf8") : undefined;
}

/** Runs {@link installCommands}. */
export async function installDocker(): Promise<void> {
  const commands = installCommands(osRelease());
  if (!commands)
    throw new CommandError("--install-docker knows Debian and Ubuntu only: https://docs.docker.com/engine/install/");
  if (process.getuid?.() !== 0)
    throw new CommandError("--install-docker needs root: sudo npm start -- --install-docker");
  for (const command of commands) {
    say(`$ ${command}`);
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const status = await run("sh", ["-c", command], { env: environment });
    if (status !== 0) throw new CommandError(`${command} ended with status ${String(status)}`);
  }
}
