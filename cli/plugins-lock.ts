/** `plugins lock`: writes down every plugin of a stack's image, so that the next build takes the very same ones. */
import * as fs from "node:fs";
import * as path from "node:path";
import { printedBy } from "../components/endpoint/execute";
import { listPlugins } from "../components/jenkins/controller/image/installed-plugins";
import { parseLock } from "../components/jenkins/controller/image/plugins";
import { pluginLockFile } from "../stacks/plugin-lock";
import { localStack } from "./local-stack";
import { lockText } from "./lock-text";
import { CommandError, options, say } from "./say";
import { shortName } from "./settings-file";
import { controllerOf } from "./stack-controller";
import { stackNamed } from "./stack";
import { configOfStack } from "./stack-config";

/** Gives the exit status. */
export async function pluginsLock([word, ...words]: string[]): Promise<number> {
  if (word !== "lock") throw new CommandError("usage: pulumi-jenkins-docker plugins lock --stack NAME");
  const { stack: name } = options(words, { stack: { type: "string", default: localStack } });
  const stack = stackNamed(name);
  const outputs = JSON.parse(await stack.capture(["stack", "output", "--json"])) as Record<string, string>;
  const image = outputs.imageName;
  if (!image) throw new CommandError(`stack ${name} has no image yet: run pulumi up first`);
  const config = await configOfStack(name, stack);
  if (config.jenkins?.customImage)
    throw new CommandError(`stack ${name} has a customImage, which is taken as it is: it needs no lock`);
  const { engine } = await controllerOf(name, 0);
  const listed = await printedBy(engine, image, ["sh", "-c", listPlugins]);
  const text = lockText(image, listed);
  const file = pluginLockFile(shortName(name));
  fs.writeFileSync(path.join(stack.project, file), text);
  say(`${file}: ${String(parseLock(text).length)} plugins, from ${image}`);
  return 0;
}
