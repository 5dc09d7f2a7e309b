/** Makes this machine ready where nothing can be downloaded: testbed/prepare, and the environment it asks for. */
import * as fs from "node:fs";
import * as path from "node:path";
import { defaultImages } from "../components/default-images";
import { capture } from "./run";
import { CommandError, say } from "./say";

/** Prepares the testbed and takes its settings into this process' environment. */
export async function prepareTestbed(project: string): Promise<void> {
  const prepare = path.join(project, "testbed/prepare");
  if (!fs.existsSync(prepare))
    throw new CommandError("--testbed works in a clone of the repository, which has a folder testbed");
  say(
    "Preparing the testbed. Its images are STAND-INS: what runs under the name of Jenkins is Hudson 2.2.1, its ancestor.",
  );
  say("The first time takes 10 to 20 minutes. What is real and what stands in: testbed/README.md.");
  const images = [
    defaultImages.jenkins,
    defaultImages.engine,
    defaultImages.rootlessEngine,
    defaultImages.cli,
    defaultImages.agent,
  ];
  const script = 'settings=$("$0" --env "$@") && eval "$settings" && env -0';
  const { output } = await capture("bash", ["-c", script, prepare, ...images]).catch(() => {
    throw new CommandError("testbed/prepare failed; the line above says why.");
  });
  for (const setting of output.split("\0")) {
    const [key, ...value] = setting.split("=");
    if (key) process.env[key] = value.join("=");
  }
}
