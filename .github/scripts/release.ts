/**
 * Whether a tag can be released: `node --import=tsx .github/scripts/release.ts TAG`. Prints what is missing, and ends with 1 then.
 * A release is made in three steps: `npx changeset version` (package.json and CHANGELOG.md), a commit on main, and a tag of it.
 */
import * as fs from "node:fs";

/** What a tag is compared with. */
export interface Released {
  tag: string;
  /** `version` of package.json: what npm publishes, and what programs in other languages ask for. */
  version: string;
  changelog: string;
  /** The names of the files in .changeset/. */
  changesets: string[];
}

/** What is missing for a release, one line each. Pure. */
export function missingForRelease({ tag, version, changelog, changesets }: Released): string[] {
  const pending = changesets.filter((name) => name.endsWith(".md") && name !== "README.md");
  return [
    ...(tag === `v${version}`
      ? []
      : [`the tag ${tag} is not of version ${version}: package.json says what is released`]),
    ...(changelog.split("\n").includes(`## ${version}`) ? [] : [`CHANGELOG.md has no section ${version}`]),
    ...(pending.length === 0
      ? []
      : [`changes are not in the changelog yet (npx changeset version): ${pending.join(", ")}`]),
  ];
}

if (require.main === module) {
  const { version } = JSON.parse(fs.readFileSync("package.json", "utf8")) as { version: string };
  const changelog = fs.readFileSync("CHANGELOG.md", "utf8");
  const missing = missingForRelease({
    tag: process.argv[2] ?? "",
    version,
    changelog,
    changesets: fs.readdirSync(".changeset"),
  });
  for (const line of missing) console.error(line);
  process.exit(missing.length > 0 ? 1 : 0);
}
