/** Secrets by name: files in `/run/secrets`, which a casc takes as `${name}`. Pure. */
import { z } from "zod";
import { isMapping } from "../text/validation";
import { isAgentsImageSecret, takenSecretNames } from "../paths";

/** Rules of `secrets`, shared by component and stack config. The values may be known later. */
export const secretsSchema = z.record(z.string(), z.unknown()).check(({ value, issues }) => {
  for (const [name, text] of Object.entries(value)) {
    const message = secretProblem(name, text);
    if (message !== undefined) issues.push({ code: "custom", input: name, message, path: [name] });
  }
});

function secretProblem(name: string, text: unknown): string | undefined {
  if (!/^[A-Za-z_][\w-]*$/.test(name)) return "is not a secret's name: letters, digits, _ and -, e.g. oidcClientSecret";
  if (takenSecretNames.includes(name) || isAgentsImageSecret(name))
    return "is the name of a file of ours. Choose another one";
  if (text === "" || text === null) return "is empty. Give it a value, or remove it";
  if (isMapping(text)) return "is a mapping, and a secret is a text. Give each its own name";
  return undefined;
}
