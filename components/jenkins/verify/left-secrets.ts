/**
 * Secrets that a stack does not have any more. What carried them cannot take them out of their volume, so it is done here. They are put
 * aside before Jenkins reads its casc, which may not name them then, and are deleted once Jenkins has taken it. Where Jenkins refuses it,
 * they come back: the casc that stays in force may name them.
 */
import { execute, type Engine } from "../../endpoint/execute";
import { secretsFolder } from "../../paths";
import { besideController } from "./beside-controller";

const aside = `${secretsFolder}/.aside`;

/**
 * Puts aside what is not expected in the volume, has the casc read, and deletes it.
 * @param expected paths in the controller
 * @param read has Jenkins read its casc
 * @throws what `read` throws, after everything is back
 */
export async function withoutLeftSecrets<T>(
  engine: Engine,
  controller: string,
  expected: string[],
  read: () => Promise<T>,
): Promise<T> {
  if (!(await putAside(engine, controller, expected))) return read();
  const inVolume = (script: string) => besideController(engine, controller, secretsFolder, { script });
  let done: T;
  try {
    done = await read();
  } catch (error) {
    const back = `set -- $(find ${aside} -type f); ${moved(aside, secretsFolder)}; rm -rf ${aside}`;
    await inVolume(back).catch(() => undefined); // the first error is reported
    throw error;
  }
  await inVolume(`rm -rf ${aside}`);
  return done;
}

/** @returns whether there is something aside, of an `up` that was killed, too */
async function putAside(engine: Engine, controller: string, expected: string[]): Promise<boolean> {
  const { output } = await execute(engine, controller, ["find", secretsFolder, "-type", "f"], "root");
  const found = output.split("\n").filter((file) => file.startsWith(`${secretsFolder}/`));
  const left = found.filter((file) => !expected.includes(file) && !file.startsWith(`${aside}/`));
  if (left.length > 0)
    await besideController(engine, controller, secretsFolder, { script: moved(secretsFolder, aside), words: left });
  return left.length > 0 || found.some((file) => file.startsWith(`${aside}/`));
}

/** A loop over the files that the script was given. Names of secrets have no blanks. */
function moved(from: string, to: string): string {
  return (
    `for file; do target=${to}/\${file#${from}/}; mkdir -p "$(dirname "$target")"; ` +
    `[ -e "$target" ] || mv "$file" "$target"; rm -f "$file"; done`
  );
}
