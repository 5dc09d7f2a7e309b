/** `plugins lock`: writes down every plugin of a stack's image, so that the next build takes the very same ones. */
import * as fs from "node:fs";
import * as path from "node:path";
import { connect } from "../components/engine/connect";
import { printedBy } from "../components/engine/execute";
import { pluginLockFile } from "../stacks/plugin-lock";
import { localStack, stackEnvironment } from "./local-stack";
import { lockText } from "./lock-text";
import { projectFolder } from "./project";
import { capture } from "./run";
import { stackEndpoint } from "./stack-endpoint";
import { CommandError, options, say } from "./say";

// A plugin says in its own manifest what it is; so does the official image find out. [jenkinsci/docker: jenkins-support]
const listPlugins = `for file in /usr/share/jenkins/ref/plugins/*.jpi; do
  unzip -p "$file" META-INF/MANIFEST.MF | tr -d '\\r' | sed -n 's/^Short-Name: /id /p; s/^Plugin-Version: /version /p'
done`;

/** Gives the exit status. */
export async function pluginsLock([word, ...words]: string[]): Promise<number> {
  if (word !== "lock") throw new CommandError("usage: pulumi-jenkins-docker plugins lock --stack NAME");
  const { stack } = options(words, { stack: { type: "string", default: localStack } });
  const project = projectFolder();
  const env = stackEnvironment(project, stack);
  const output = async (program: string, args: string[]) => (await capture(program, args, { cwd: project, env })).output;

  const outputs = JSON.parse(await output("pulumi", ["stack", "output", "--json", "--stack", stack])) as Record<string, string>;
  const image = outputs.imageName;
  if (!image) throw new CommandError(`stack ${stack} has no image yet: run pulumi up first`);
  const settings = await output("pulumi", ["config", "--json", "--show-secrets", "--stack", stack]);
  const engine = await connect(stackEndpoint(stack, settings));
  const listed = await printedBy(engine, image, ["sh", "-c", listPlugins]);
  const file = path.join(project, pluginLockFile(stack));
  const text = lockText(image, listed);
  fs.writeFileSync(file, text);
  say(`${pluginLockFile(stack)}: ${String(text.split("\n").filter((line) => /^\w/.test(line)).length)} plugins, from ${image}`);
  return 0;
}
