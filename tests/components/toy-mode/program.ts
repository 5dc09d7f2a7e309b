/** Writes to printed.json what a Jenkins with `access: toy` registers, and what a stack's config says of the mode. Run in a copy of the sources. */
import * as fs from "node:fs";
import { Jenkins, type JenkinsArgs } from "../../../index";
import { stackConfig } from "../../../stacks/config";
import { preview } from "../mocks";

async function main(): Promise<void> {
  const endpoint = { dockerHost: "unix:///var/run/docker.sock" };
  const args = { endpoint, access: "toy", toy: { port: 2400 } } as unknown as JenkinsArgs;
  const resources = await preview(() => new Jenkins("ci", args));
  const said = (run: () => unknown) => {
    try {
      run();
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };
  const find = (type: string) => resources.find((one) => one.type.endsWith(`:${type}`) && one.name === "ci")?.inputs;
  // Standard output has the log of Pulumi.
  fs.writeFileSync(
    "printed.json",
    JSON.stringify({
      controller: find("Container")?.envs,
      shown: find("Jenkins")?.toy,
      config: stackConfig("dev", { access: "toy", toy: '{"port":2400}' }),
      mistake: said(() => stackConfig("dev", { access: "toy", toy: '{"port":1}' })),
      unknown: said(() => stackConfig("dev", { access: "toys" })),
      stray: said(() => new Jenkins("ci", { ...args, access: "dood" })),
    }),
  );
  process.exit(0);
}

void main();
