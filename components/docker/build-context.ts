/**
 * Contexts of image builds, at a path that their content alone decides. The path is an input of the image, and so part of the state.
 * The place of this package differs between machines, package managers and languages. If it were in the state, the same image
 * would be replaced by itself.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { hash } from "../text/hash";
import { packagedFolder } from "../text/packaged-file";

/**
 * The folder of contexts. It is `/tmp` and not what TMPDIR says, since it has to be the same for everybody who works on a stack. Windows
 * has no such folder: there it is the user's own one.
 */
const parent = process.platform === "win32" ? os.tmpdir() : "/tmp";

/** The hash of the files in a folder: of their names and texts. */
export function hashOfFolder(folder: string): string {
  return hashOf(packagedFolder(folder));
}

/**
 * Copies a folder of this package to where its content says, unless the copy is there.
 * @param below the folder of all copies
 * @returns the path of the copy
 * @example buildContext("/work/node_modules/pulumi-jenkins-docker/dist/…/context") // "/tmp/pulumi-jenkins-docker-0123456789ab"
 */
export function buildContext(folder: string, below = parent): string {
  const texts = packagedFolder(folder);
  const copy = path.join(below, `pulumi-jenkins-docker-${hashOf(texts)}`);
  if (isCopied(texts, copy)) return copy;
  // Another user has that folder, and could change it at any time.
  const own = `${copy}-${os.userInfo().username}`;
  if (isCopied(texts, own)) return own;
  throw new Error(`${own} cannot be written: it holds what the engine builds images from. Remove it`);
}

/** Writes a copy, unless it is there. @returns whether it is there */
function isCopied(texts: [string, string][], copy: string): boolean {
  if (isOurs(copy, texts)) return true;
  const made = fs.mkdtempSync(`${copy}-`);
  fs.chmodSync(made, 0o755);
  for (const [file, text] of texts)
    fs.writeFileSync(path.join(made, file), text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
  try {
    // Another program of this user may be making it, too. Its copy is as good, and may be in use.
    if (!isRenamed(made, copy) && !isOurs(copy, texts)) {
      fs.rmSync(copy, { recursive: true, force: true });
      fs.renameSync(made, copy);
    }
  } catch {
    // What is there stays: isOurs judges it.
  }
  fs.rmSync(made, { recursive: true, force: true });
  return isOurs(copy, texts);
}

/** Renames a folder, unless something is in the way. */
function isRenamed(from: string, to: string): boolean {
  try {
    fs.renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** Whether a folder has these files and nothing else, and nobody else can change it. */
function isOurs(folder: string, texts: [string, string][]): boolean {
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return false;
  const isForOthers = process.geteuid !== undefined && (found.uid !== process.geteuid() || (found.mode & 0o022) !== 0);
  return !isForOthers && JSON.stringify(packagedFolder(folder)) === JSON.stringify(texts);
}

function hashOf(texts: [string, string][]): string {
  return hash(texts.map(([file, text]) => `${file}\n${text}`).join("\n"));
}
