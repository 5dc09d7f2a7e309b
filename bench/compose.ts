/** A stack against `docker compose` with the same containers and images: up, up again, another mode, down. */
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { defaultImages } from "../components/default-images";
import { composeFile, type Exported } from "./compose-file";
import type { Options } from "./index";
import { innerMirror } from "./modes";
import { ofProject, stackOf } from "./programs";
import { inTurns, printTable, ratio, secondsOf, shown } from "./turns";

const run = promisify(execFile);
const agentsDockerfile = path.join(__dirname, "../components/jenkins/agents/context/Dockerfile");

/** Builds the agents' image on the engine inside, as an `up` does. It comes on standard input. */
const buildAgents = [
  ...["docker", "build", "--quiet", "--pull", "--tag", "agents"],
  ...["--build-arg", `AGENT_IMAGE=${defaultImages.agent}`, "--build-arg", `CLI_IMAGE=${defaultImages.cli}`, "-"],
];

export async function againstCompose({ folder, rounds, engine }: Options): Promise<void> {
  const { stack } = await stackOf(
    { name: "ours", main: "dist/stacks/index.js" },
    { folder, controllers: 1, memory: path.join(folder, "memory"), engine, config: innerMirror("dind") },
  );
  const upAs = async (access: string) => {
    await stack.setAllConfig(ofProject({ access }), true);
    await stack.up();
  };
  const fileOf = async (access: string, first?: string) => {
    await upAs(access);
    const { resources } = (await stack.exportStack()).deployment as { resources: Exported[] };
    const file = path.join(folder, `${access}.json`);
    fs.writeFileSync(file, composeFile(resources, first), { mode: 0o600 });
    return file;
  };
  const controller = `jenkins-${stack.name}`;

  // With an attestation, an image gets another id at each build, and compose makes its containers again.
  const env = { ...process.env, DOCKER_HOST: engine, BUILDX_NO_DEFAULT_ATTESTATIONS: "1" };
  const compose = (file: string, ...words: string[]) =>
    run("docker", ["compose", "--project-name", "bench-compose", "--file", file, ...words], { env });
  const composeUp = (file: string, ...more: string[]) => compose(file, "up", "--wait", "--remove-orphans", ...more);
  try {
    const dood = await fileOf("dood");
    const dind = await fileOf("dind", "-dind");
    await stack.destroy();
    const ways: Record<"compose" | "components", Record<string, () => Promise<unknown>>> = {
      components: {
        "first up": () => upAs("dood"),
        "second up": () => stack.up(),
        "switch from dood to dind": () => upAs("dind"),
        down: () => stack.destroy(),
      },
      compose: {
        "first up": () => composeUp(dood),
        "second up": () => composeUp(dood),
        "switch from dood to dind": async () => {
          await composeUp(dind, "--build"); // the files have changed; without it, compose builds only missing images
          const built = compose(dind, "exec", "--no-TTY", controller, ...buildAgents);
          built.child.stdin?.end(fs.readFileSync(agentsDockerfile));
          await built;
        },
        down: () => compose(dind, "down", "--volumes", "--rmi", "local"),
      },
    };
    const found = await inTurns(["compose", "components"] as const, rounds, async (name) => {
      const seconds: Record<string, number> = {};
      for (const [what, step] of Object.entries(ways[name])) seconds[what] = await secondsOf(step);
      return seconds;
    });
    const rows = [...found.compose].map(([what, seconds]) => {
      const ours = found.components.get(what);
      return [what, shown(seconds), shown(ours), ratio(ours, seconds)];
    });
    printTable("Against docker compose", ["", "compose", "components", "ratio"], rows);
  } finally {
    try {
      for (const file of fs.readdirSync(folder).filter((name) => name.endsWith(".json")))
        await compose(path.join(folder, file), "down", "--volumes", "--rmi", "local", "--remove-orphans");
    } finally {
      await stack.destroy();
    }
  }
}
