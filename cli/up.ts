/** `up`: brings a stack up. Stack local, the default, needs nothing but a Docker engine. */
import { thisMachine } from "../components/host/this-machine";
import { missingEngine } from "./engine-check";
import { installDocker, osRelease } from "./install-docker";
import { localStack, readyLocalStack, stackEnvironment } from "./local-stack";
import { projectFolder } from "./project";
import { capture, run } from "./run";
import { CommandError, options, say } from "./say";
import { prepareTestbed } from "./testbed";

/** Gives the exit status. */
export async function up(words: string[]): Promise<number> {
  const given = options(words, {
    stack: { type: "string", default: localStack },
    access: { type: "string" },
    "install-docker": { type: "boolean", default: false },
    testbed: { type: "boolean", default: false },
  });
  const project = projectFolder();
  const { stack, access } = given;
  const local = stack === localStack;

  if (given["install-docker"]) await installDocker();
  if (given.testbed) await prepareTestbed(project);
  if (local) {
    const missing = await missingEngine(thisMachine(), osRelease());
    if (missing !== undefined) throw new CommandError(missing);
    await readyLocalStack(project);
  }
  const environment = stackEnvironment(project, stack);
  const pulumi = ["--stack", stack, "--non-interactive"];
  if (access !== undefined) {
    await capture("pulumi", ["config", "set", "access", access, ...pulumi], { cwd: project, env: environment });
    say(`stacks/Pulumi.${stack}.yaml now says access: ${access}`);
  }
  // Another stack is somebody's environment: its preview is shown and asked about.
  const upOptions = local ? [...pulumi, "--yes", "--skip-preview"] : ["--stack", stack];
  const status = await run("pulumi", ["up", ...upOptions], { cwd: project, env: environment });
  if (status === 0 && local) await sayHowToLogIn(project, environment, given.testbed);
  return status;
}

async function sayHowToLogIn(project: string, environment: NodeJS.ProcessEnv, testbed: boolean): Promise<void> {
  const { output } = await capture("pulumi", ["stack", "output", "--json", "--stack", localStack], {
    cwd: project,
    env: environment,
  });
  const { url, adminUser, access } = JSON.parse(output) as Record<string, string>;
  say(`
Jenkins is up:  ${String(url)}
  user          ${String(adminUser)}
  password      npm run -s pulumi -- stack output adminPassword --show-secrets
  access        ${String(access)}: how its builds reach Docker; npm start -- --access dood|dind switches
  take down     npm run stop${testbed ? "\nIts images are stand-ins from testbed/: this is Hudson 2.2.1, not Jenkins." : ""}`);
}
