/** SnakeYAML, which JCasC reads by: what it makes of texts. Needs Java, and its jar from Maven Central. */
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const version = "2.3";
const reader = path.join(__dirname, "snakeyaml/Read.java");
/** Where the testbed's images have it from, too. */
const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"), "stand-in-images");

/** What is missing; nothing where it can be asked. */
export function missingForSnakeYaml(): string | undefined {
  if (spawnSync("java", ["-version"]).status !== 0) return "there is no java";
  return jar() === undefined ? "there is no jar of SnakeYAML, and no mvn that fetches it" : undefined;
}

function jar(): string | undefined {
  const file = path.join(cache, "snakeyaml.jar");
  if (fs.existsSync(file)) return file;
  const artifact = `org.yaml:snakeyaml:${version}`;
  const repository = path.join(os.homedir(), `.m2/repository/org/yaml/snakeyaml/${version}/snakeyaml-${version}.jar`);
  if (!fs.existsSync(repository))
    spawnSync("mvn", [
      "-q",
      "-B",
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get",
      `-Dartifact=${artifact}`,
    ]);
  return fs.existsSync(repository) ? repository : undefined;
}

/** Each text as SnakeYAML reads it: a scalar as its kind and its text, `int 007`. A text that it refuses is `refused: …`. */
export function readBySnakeYaml(texts: string[]): unknown[] {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "snakeyaml-"));
  try {
    texts.forEach((text, index) => {
      fs.writeFileSync(path.join(folder, String(index).padStart(6, "0")), text);
    });
    const output = execFileSync("java", ["-cp", jar() ?? "", reader, folder], { encoding: "utf8" });
    return output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
