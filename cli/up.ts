/** `up`: brings a stack up. Stack local, the default, needs nothing but a Docker engine. */
import * as fs from "node:fs";
import { Access } from "../components/access/modes";
import { didYouMean } from "../components/text/problems";
import { namesEngine, takeMirrorsOfEngine } from "./engine-mirrors";
import { ensureEngine } from "./ensure-engine";
import { runWithProgress } from "./progress/run-with-progress";
import { localSettings, localStack } from "./local-stack";
import { CommandError, options, say } from "./say";
import { shortName } from "./settings-file";
import { readyLocalStack, stackNamed, type Stack } from "./stack";

/** Gives the exit status. */
export async function up(words: string[]): Promise<number> {
  const given = options(words, {
    stack: { type: "string", default: localStack },
    access: { type: "string" },
    install: { type: "boolean", default: false },
    testbed: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
  });
  const stack = stackNamed(given.stack);

  if (given.access !== undefined) checkAccess(given.access); // a wrong word must not get into the settings
  if (!stack.local && (given.install || given.testbed))
    throw new CommandError(`--install and --testbed make an engine for stack ${localStack}, and no other`);
  let standIns = false;
  if (stack.local) {
    const needed = !namesEngine(fs.readFileSync(localSettings(stack.project), "utf8"));
    if (needed || given.install || given.testbed) {
      const ensured = await ensureEngine(stack.project, given);
      if (ensured.status !== undefined) return ensured.status;
      standIns = ensured.standIns;
    }
    await readyLocalStack(stack.project);
    await takeMirrorsOfEngine(stack);
  }
  if (given.access !== undefined) {
    await stack.capture(["config", "set", "access", given.access]);
    say(`stacks/Pulumi.${shortName(given.stack)}.yaml now says access: ${given.access}`);
  }
  // Another stack is an environment that people use. So its preview is shown, and the user is asked.
  if (!stack.local) return stack.run(["up"]);
  const status = await runWithProgress(stack, "up", given);
  if (status === 0) await sayHowToLogIn(stack, standIns);
  return status;
}

function checkAccess(access: string): void {
  const known = Object.values<string>(Access);
  if (known.includes(access)) return;
  const guess = didYouMean(access, known);
  throw new CommandError(`--access: "${access}" is not a way to reach Docker: ${known.join(", ")}.${guess}`);
}

async function sayHowToLogIn(stack: Stack, standIns: boolean): Promise<void> {
  const { url, adminUser, access } = JSON.parse(await stack.capture(["stack", "output", "--json"])) as Record<
    string,
    string
  >;
  say(`
Jenkins is up:  ${String(url)}
  user          ${String(adminUser)}
  password      npm run -s pulumi -- stack output adminPassword --show-secrets
  access        ${String(access)}: how its builds reach Docker; npm start -- --access ${Object.values(Access).join("|")} switches
  take down     npm run stop: deletes its jobs and history, too, unless jenkins.retainHome was set before the last up${standIns ? "\nIts images are stand-ins from testbed/: this is Hudson 2.2.1, not Jenkins." : ""}`);
}
