/** One build script, run by an agent in every mode: what it meets there, in the words of docs/agents.md. */
import { Agents } from "./agents";
import { hasImage, localEngine } from "./docker";
import { until } from "./jenkins-client";
import { opens } from "./ports";
import type { TestStack } from "./stack";

/** What is asked, in the order of the table. */
export const questions = [
  "an image that a build makes",
  "the same build once more",
  'a file, by `-v "$PWD":/mounted`',
  "the same, by `docker.image().inside`",
  "a service in a container, by its own address",
  "ping from one container to another",
  "a port that a build publishes",
  "after a restart of the controller",
] as const;

const image = "same-build";
const build = `printf 'FROM alpine:3\\nRUN echo made >/made\\n' | docker build --progress plain --tag ${image} - 2>&1`;
const serve = "while true; do echo served | nc -l -p 8000; done";

/** The answers, in the order of the questions. */
export async function sameBuild(stack: TestStack): Promise<string[]> {
  const agents = await Agents.of(stack);
  const host = await localEngine();
  return agents.with(async (agent) => {
    const run = async (script: string) => (await agent.run(script)).output.trim();
    try {
      await run(build);
      const where = (await hasImage(host, image)) ? "on the host's engine" : "on the builds' own engine";
      const again = (await run(build)).includes("CACHED") ? "takes the cache" : "is built anew";
      await run("echo workspace >file");
      const mounted = await run(`docker run --rm -v "$PWD":/mounted alpine:3 cat /mounted/file || true`);
      const inside = await run(`docker run --rm --volumes-from ${agent.id} -w "$PWD" alpine:3 cat file || true`);
      const service = await run(`docker run --detach --name ${image} --publish 8000 alpine:3 sh -c '${serve}'`);
      const own = await run(
        `docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' ${service}`,
      );
      const reached = await until("an answer of the service", 30, async () => {
        const said = await run(`timeout 5 bash -c 'cat </dev/tcp/${own}/8000' || true`);
        return said === "" ? undefined : said;
      });
      const pinged = await run(`docker run --rm alpine:3 ping -c 1 -W 5 ${own} >/dev/null && echo pinged || true`);
      const port = Number((await run(`docker port ${image} 8000`)).split("\n")[0]?.split(":").at(-1));
      const published = (await opens("127.0.0.1", port))
        ? "is open on the host"
        : "is open where the builds' engine is";
      await host.getContainer(stack.named()).restart();
      await stack.up(); // until it is healthy
      const images =
        (await agents.docker(["image", "ls", "-q", image])) === "" ? "images are gone" : "images are there";
      const containers = await agents.docker(["ps", "-q", "--no-trunc"]);
      const left = containers.includes(agent.id)
        ? "its agents' containers run on"
        : "its agents' containers have ended";
      return [
        where,
        again,
        mounted === "workspace" ? "is there" : "is not there: a folder of the engine's machine is mounted",
        inside === "workspace" ? "is there" : "is not there",
        reached === "served" ? "answers" : "does not answer",
        pinged === "pinged" ? "answers" : "does not answer",
        published,
        `${images}, ${left}`,
      ];
    } finally {
      await run(`docker rm --force ${image}; docker image rm --force ${image}`);
      // In an engine that was restarted with the controller, the agent has ended.
      await agents.docker(["rm", "--force", image]).catch(() => undefined);
      await agents.docker(["image", "rm", "--force", image]).catch(() => undefined);
    }
  });
}
