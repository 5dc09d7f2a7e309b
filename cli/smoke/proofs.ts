/** What an agent has to be able to do for a build that uses Docker. */
import { randomBytes } from "node:crypto";
import { type Execution, printable } from "../../components/endpoint/execute";
import { CommandError } from "../say";

/** An agent: a container or a machine. */
export interface ProvenAgent {
  id: string;
  /** How another container gets its workspace, in the words of `docker run`. */
  mountsWorkspace: string;
  /** Runs a shell script in its workspace. */
  run(script: string): Promise<Execution>;
}

/** A proof: what it shows, and the script that does it, with `$IMAGE` and `$AGENT`. */
interface Proof {
  shows: string;
  script: string;
  /** What has to be in its output. */
  prints: RegExp;
}

/** What proofs depend on. */
export interface Subjects {
  /** The image that is built upon: the agent's own, so that nothing has to be pulled. */
  base: string;
  /** Addresses of registries that agents have a login of. */
  registries: string[];
  /** A repository that an image is pushed to. */
  push?: string;
}

const word = "made-in-an-agent";

function proofsFor({ registries, push }: Subjects, { mountsWorkspace }: ProvenAgent): Proof[] {
  return [
    { shows: "reaches Docker", script: "docker version --format 'Docker {{.Server.Version}}'", prints: /^Docker \d/m },
    {
      shows: "builds an image",
      // The base may be given by its id, and a Dockerfile cannot name an id.
      script: `docker tag "$BASE" "$IMAGE-base"; printf 'FROM %s\\nUSER root\\nRUN echo ${word} >/made\\n' "$IMAGE-base" | docker build --quiet --tag "$IMAGE" -`,
      prints: /^sha256:/m,
    },
    { shows: "runs it", script: 'docker run --rm "$IMAGE" cat /made', prints: new RegExp(`^${word}`, "m") },
    {
      // As docker.image().inside does. [docker-workflow: WithContainerStep, "--volumes-from", and `-v` where the agent is no container]
      shows: "mounts its workspace into another container",
      script: `echo from-the-workspace >file; docker run --rm ${mountsWorkspace} --workdir "$PWD" "$IMAGE" cat file`,
      prints: /^from-the-workspace/m,
    },
    ...registries.map((address) => ({
      shows: `logs in at ${address}`,
      // The folder with the logins is read-only, and docker login writes a file.
      script: `config=$(mktemp -d); cp "$DOCKER_CONFIG/config.json" "$config"; DOCKER_CONFIG=$config docker login ${address} </dev/null; rm -r "$config"`,
      prints: /Login Succeeded/,
    })),
    ...(push === undefined
      ? []
      : [
          {
            shows: `pushes to ${push}, and pulls from there`,
            script: `docker tag "$IMAGE" "${push}"; docker push --quiet "${push}"; docker image rm "${push}"; docker pull --quiet "${push}"; docker image rm "${push}"`,
            prints: /Untagged/,
          },
        ]),
  ];
}

/**
 * Has an agent do all of it, and takes away what that made.
 * @returns what it showed
 * @throws CommandError with what the first that failed said
 */
export async function prove(agent: ProvenAgent, subjects: Subjects): Promise<string[]> {
  const image = `smoke-${randomBytes(6).toString("hex")}`;
  const given = `IMAGE=${image} BASE=${subjects.base} AGENT=${agent.id}\n`;
  try {
    const shown: string[] = [];
    for (const { shows, script, prints } of proofsFor(subjects, agent)) {
      const { output, status } = await agent.run(given + script);
      if (status !== 0 || !prints.test(output))
        throw new CommandError(
          `an agent cannot be used: it does not show that it ${shows}.\n${printable(output).trim()}`,
        );
      shown.push(shows);
    }
    return shown;
  } finally {
    await agent.run(`docker image rm --force ${image} ${image}-base >/dev/null 2>&1 || true`);
  }
}
