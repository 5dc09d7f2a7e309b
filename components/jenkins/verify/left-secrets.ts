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
 * Puts aside what is not expected in the volume.
 * @param expected paths in the controller
 * @returns whether there is something aside, of an `up` that was killed, too
 */
export async function putLeftSecretsAside(engine: Engine, controller: string, expected: string[]): Promise<boolean> {
  const { output } = await execute(engine, controller, ["find", secretsFolder, "-type", "f"], "root");
  const found = output.split("\n").filter((file) => file.startsWith(`${secretsFolder}/`));
  const left = found.filter((file) => !expected.includes(file) && !file.startsWith(`${aside}/`));
  if (left.length > 0)
    await besideController(engine, controller, secretsFolder, { script: moved(secretsFolder, aside), words: left });
  return left.length > 0 || found.some((file) => file.startsWith(`${aside}/`));
}

/** Deletes what was put aside. */
export async function deleteLeftSecrets(engine: Engine, controller: string): Promise<void> {
  await besideController(engine, controller, secretsFolder, { script: `rm -rf ${aside}` });
}

/** Puts back what was put aside, but for what is there anew. */
export async function bringLeftSecretsBack(engine: Engine, controller: string): Promise<void> {
  const back = `set -- $(find ${aside} -type f); ${moved(aside, secretsFolder)}; rm -rf ${aside}`;
  await besideController(engine, controller, secretsFolder, { script: back });
}

/** A loop over the files that the script was given. Names of secrets have no blanks. */
function moved(from: string, to: string): string {
  return (
    `for file; do target=${to}/\${file#${from}/}; mkdir -p "$(dirname "$target")"; ` +
    `[ -e "$target" ] || mv "$file" "$target"; rm -f "$file"; done`
  );
}
