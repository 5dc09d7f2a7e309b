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

/** What an image is built from. */
export interface BuildContext {
  /** The folder of the copy. */
  context: string;
  /** The hash of the files in it: of their names and texts. */
  contextHash: string;
}

/**
 * Copies a folder of this package to where its content says, unless the copy is there.
 * @param below the folder of all copies
 * @throws Error where neither folder can be written
 * @example buildContext("/work/node_modules/pulumi-jenkins-docker/dist/…/context").context // "/tmp/pulumi-jenkins-docker-0123456789ab"
 */
export function buildContext(folder: string, below = parent): BuildContext {
  const texts = packagedFolder(folder);
  const contextHash = hashOf(texts);
  const context = path.join(below, `pulumi-jenkins-docker-${contextHash}`);
  if (isCopied(texts, context)) return { context, contextHash };
  // Another user has that folder, and could change it at any time. The image of a stack that both work on is made anew when the other one
  // runs an `up`: its state has the other path.
  const own = `${context}-${String(process.geteuid?.() ?? "own")}`;
  if (isCopied(texts, own)) return { context: own, contextHash };
  throw new Error(`${own} cannot be written: it holds what the engine builds images from. Remove it`);
}

/** Writes a copy, unless it is there. @returns whether it is there */
function isCopied(texts: [string, string][], copy: string): boolean {
  if (isOurs(copy, texts)) return true;
  const made = fs.mkdtempSync(`${copy}-`);
  fs.chmodSync(made, 0o755);
  for (const [file, text] of texts) {
    fs.writeFileSync(path.join(made, file), text);
    // The image has the modes of these files. A umask would change what writeFile is told.
    fs.chmodSync(path.join(made, file), text.startsWith("#!") ? 0o755 : 0o644);
  }
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
  return !isForOthers && hasTexts(folder, texts);
}

/** Whether a folder has these files. Not where one cannot be read, or is a folder. */
function hasTexts(folder: string, texts: [string, string][]): boolean {
  try {
    return JSON.stringify(packagedFolder(folder)) === JSON.stringify(texts);
  } catch {
    return false;
  }
}

function hashOf(texts: [string, string][]): string {
  return hash(texts.map(([file, text]) => `${file}\n${text}`).join("\n"));
}
