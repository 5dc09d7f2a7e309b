/** The npm package as strangers get it: packed from a copy of the repository. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { cloneInto } from "./clone";
import { repository } from "./stack";

/** Packs the package. @returns the tarball's path in a folder */
export function packInto(folder: string): string {
  // The script "prepare" builds it, in a copy: other tests use what is built in the repository.
  const copy = path.join(folder, "repository");
  cloneInto(copy);
  const words = ["pack", "--silent", "--pack-destination", folder];
  const printed = execFileSync("npm", words, { cwd: copy }).toString();
  fs.rmSync(copy, { recursive: true });
  return path.resolve(folder, printed.trim().split("\n").at(-1) ?? "");
}

/** Packs the package before the tests of a suite, and removes it after them. @returns what gives the tarball's path in these tests */
export function packedForSuite(): () => string {
  let folder = "";
  let tarball = "";
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "packed-"));
    tarball = packInto(folder);
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });
  return () => tarball;
}

/**
 * The versions of Pulumi's packages that this repository is locked to, by name: those for which a testbed without downloads has the plugins.
 */
export function lockedPulumi(): Record<string, string> {
  const lock = JSON.parse(fs.readFileSync(path.join(repository, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string }>;
  };
  const found = Object.entries(lock.packages).flatMap(([where, { version }]) => {
    const name = /^node_modules\/(@pulumi\/[^/]+)$/.exec(where)?.[1];
    return name === undefined ? [] : [[name, version]];
  });
  return Object.fromEntries(found) as Record<string, string>;
}
