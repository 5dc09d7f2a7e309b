/** An engine for stack local: the one that there is, or one that is installed, if its user wants that. */
import * as readline from "node:readline/promises";
import { reasonOfSilence } from "../components/endpoint/answer";
import { waitUntil } from "../components/endpoint/wait";
import { findLocalEngine } from "../components/host/find-local-engine";
import { thisMachine } from "../components/host/this-machine";
import { missingEngine } from "./engine-check";
import { installDocker, osRelease } from "./install-docker";
import { run } from "./run";
import { CommandError, say } from "./say";
import { prepareTestbed } from "./testbed";

/** What its user has said. */
interface Wishes {
  /** To install an engine without a question. */
  install: boolean;
  /** To make the testbed. */
  testbed: boolean;
}

/** How an engine came to be there. */
export interface Ensured {
  /** Whether the images are the testbed's stand-ins. */
  standIns: boolean;
  /** The exit status of the same command, which had to begin anew. */
  status?: number;
}

/**
 * An engine that answers.
 * @param project the folder of the clone, which may have the testbed
 * @throws CommandError with what is missing, where nobody wants it installed
 */
export async function ensureEngine(project: string, { install, testbed }: Wishes): Promise<Ensured> {
  if (testbed) await prepareTestbed(project);
  const missing = await missingEngine(thisMachine(), osRelease());
  if (missing === undefined) return { standIns: testbed };
  const { because } = findLocalEngine(thisMachine());
  // An engine that is installed here would not be the one that is asked.
  if (/^(DOCKER_HOST|the Docker context)/.test(because))
    throw new CommandError(`${missing}\n  Or take away what names that engine: ${because}`);
  if (!install && !(await agreed(missing))) throw new CommandError(missing);
  if (!(await imagesCanBePulled())) {
    say("Docker Hub does not answer this machine, and no proxy is set. So the testbed is made.");
    await prepareTestbed(project);
    return { standIns: true };
  }
  if (!(await installDocker())) {
    await untilEngineAnswers();
    return { standIns: false };
  }
  say("This user is in group docker now. The command begins anew with that group.");
  return { standIns: false, status: await againInGroup("docker") };
}

/** @throws CommandError */
function untilEngineAnswers(): Promise<void> {
  const failure = async () => {
    const missing = (await missingEngine(thisMachine(), osRelease())) ?? "";
    return new CommandError(`Docker is installed, and does not answer. journalctl -u docker shows why.\n${missing}`);
  };
  return waitUntil({ what: "the engine", say, pause: 1, lineEvery: 20, limit: 60, failure }, () =>
    reasonOfSilence(findLocalEngine(thisMachine()).endpoint),
  );
}

/** Asks on a terminal; elsewhere the answer is no. */
async function agreed(missing: string): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return false;
  say(missing);
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question("Install Docker now? [y/N] ");
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** Whether Docker Hub answers. Behind a proxy, only the engine's own pull would tell. */
async function imagesCanBePulled(): Promise<boolean> {
  const { HTTPS_PROXY: proxy, https_proxy: lower } = process.env;
  if (proxy || lower) return true;
  return fetch("https://registry-1.docker.io/v2/", { signal: AbortSignal.timeout(10_000) }).then(
    () => true,
    () => false,
  );
}

/** Runs this very command in a group that its user has been put into, and installs nothing again. A process keeps the groups of its login. */
function againInGroup(group: string): Promise<number> {
  const given = process.argv.slice(1).filter((word) => word !== "--install");
  const words = [process.execPath, ...process.execArgv, ...given];
  const quoted = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
  return run("sg", [group, "-c", quoted]);
}
