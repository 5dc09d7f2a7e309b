/**
 * Says in package.json where the repository is: `node --import=tsx .github/scripts/repository.ts URL`. What is packed after that leads there.
 * It is not written down before, as a fork is a repository, too. [docs.npmjs.com: package.json; "Generating provenance statements"]
 */
import * as fs from "node:fs";

/**
 * A package.json with `repository`, `homepage` and `bugs`. Pure.
 * @param url of the repository's page @example "https://github.com/ORG/REPO"
 */
export function withRepository<T extends object>(manifest: T, url: string): T & Record<string, unknown> {
  return {
    ...manifest,
    repository: { type: "git", url: `git+${url}.git` },
    homepage: `${url}#readme`,
    bugs: `${url}/issues`,
  };
}

if (require.main === module) {
  const url = process.argv[2] ?? "";
  if (!/^https:\/\/[^/]+\/[^/]+\/[^/]+$/.test(url)) throw new Error(`no page of a repository: "${url}"`);
  const manifest = JSON.parse(fs.readFileSync("package.json", "utf8")) as object;
  fs.writeFileSync("package.json", `${JSON.stringify(withRepository(manifest, url), null, 2)}\n`);
}
