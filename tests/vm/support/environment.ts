/** The environments that stand in stacks/. */
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { innerRegistry } from "../../engine/support/registry";
import { type Config, repository } from "../../engine/support/stack";

/** A file of stacks/, without the namespace; with the testbed's registry, where there is one. */
export function environment(name: string): Config {
  // The settings of stack local are a person's own: this is what they begin as.
  const file = path.join(repository, name === "local" ? "stacks/local.yaml" : `stacks/Pulumi.${name}.yaml`);
  const { config } = parse(fs.readFileSync(file, "utf8")) as { config: Config };
  const own = Object.entries(config).filter(([key]) => key.startsWith("pulumi-jenkins-docker:"));
  return { ...Object.fromEntries(own.map(([key, value]) => [key.split(":")[1] ?? "", value])), ...innerRegistry() };
}
