/**
 * `npm run bench:builds`: what the builds' engine of dind costs when an ordinary user runs it, as a ratio to the privileged one. Both run side
 * by side, and builds take turns, round after round.
 *
 *   npm run bench:builds                 three rounds
 *   npm run bench:builds -- --rounds 7
 */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { defaultImages } from "../components/default-images";
import { engineDataPath, engineSocket, engineSocketFolder, rootlessDataPath } from "../components/paths";

const socket = `unix://${engineSocket}`;
const mirror = process.env.REGISTRY_MIRROR;
const words = [`--host=${socket}`, "--group=2375", ...(mirror === undefined ? [] : [`--registry-mirror=${mirror}`])];
const script = fs.readFileSync(path.join(__dirname, "../components/access/dind/rootless-engine.sh"), "utf8");

/** The options of `docker run`, the image and its words, as the sidecar has them. */
const engines: Record<string, { data: string; run: string[] }> = {
  privileged: { data: engineDataPath, run: [defaultImages.engine, "dockerd", ...words] },
  rootless: {
    data: rootlessDataPath,
    run: [
      ...["--user", "0", "--env", `SOCKET_FOLDER=${engineSocketFolder}`],
      ...["--env", `ENGINE_ARGUMENTS=${words.join(" ")}`],
      ...["--entrypoint", "sh", defaultImages.rootlessEngine, "-c", script],
    ],
  },
};

const layers = Array.from({ length: 20 }, (_, index) => `RUN echo ${String(index)} >/layer-${String(index)}`);
const files = "RUN mkdir /many && cd /many && i=0; while [ $i -lt 5000 ]; do echo $i >$i; i=$((i + 1)); done";

/** What is measured: a shell script in the engine's container. */
const builds: Record<string, string> = {
  "a build with 20 layers": build(layers),
  "a build with 5,000 small files": build([files, "RUN cp -r /many /more && rm -r /many"]),
  "a pull": `docker image rm -f ${defaultImages.agent} >/dev/null 2>&1; docker pull -q ${defaultImages.agent}`,
};

function build(steps: string[]): string {
  return `printf '%s\\n' 'FROM alpine:3' ${steps.map((step) => `'${step}'`).join(" ")} | docker build -q --no-cache -`;
}

function docker(...given: string[]): string {
  return execFileSync("docker", given, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function start(name: string, { data, run }: (typeof engines)[string]): string {
  const container = `bench-${name}-${String(process.pid)}`;
  const volumes = ["--volume", data, "--volume", engineSocketFolder];
  docker("run", "--detach", "--privileged", "--name", container, "--env", `DOCKER_HOST=${socket}`, ...volumes, ...run);
  docker(
    "exec",
    container,
    "sh",
    "-c",
    "until docker info >/dev/null 2>&1; do sleep 0.2; done; docker pull -q alpine:3",
  );
  return container;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" } } });
const containers = Object.entries(engines).map(([name, engine]) => ({ name, container: start(name, engine) }));
try {
  console.log("| what | privileged | rootless | ratio |\n| --- | --- | --- | --- |");
  for (const [what, command] of Object.entries(builds)) {
    const seconds: Record<string, number[]> = {};
    // The first turn is not measured.
    for (let round = 0; round <= Number(values.rounds); round++) {
      for (const { name, container } of containers) {
        const began = performance.now();
        docker("exec", container, "sh", "-c", command);
        if (round > 0) (seconds[name] ??= []).push((performance.now() - began) / 1000);
      }
    }
    const [ordinary, rootless] = [median(seconds.privileged ?? []), median(seconds.rootless ?? [])];
    console.log(
      `| ${what} | ${ordinary.toFixed(1)} s | ${rootless.toFixed(1)} s | ${(rootless / ordinary).toFixed(2)} |`,
    );
  }
} finally {
  for (const { container } of containers) docker("rm", "--force", "--volumes", container);
}
