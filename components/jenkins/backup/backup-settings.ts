/** The backups of a Jenkins' home: their rules, and their arguments with defaults filled in. Pure. */
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { defaultImages } from "../../default-images";
import { referenceProblem } from "../../text/image-reference";
import { lineProblem } from "../../text/strict-forms";
import { textWith, wholeNumber } from "../../text/validation";
import type { Backup, BackupsKept } from "./args";
import { scheduleProblem } from "./schedule";

/** Rules of `backup`, shared by component and stack config. */
export const backupSchema = z.strictObject({
  repository: textWith("JD104", repositoryProblem),
  // A number is what a config makes of one.
  password: z
    .unknown()
    .check(given("is needed: the repository's password, as a secret"))
    .meta({ secret: true, type: "text" }),
  credentials: z
    .record(z.string(), z.unknown())
    .check(({ value, issues }) => {
      for (const [name, text] of Object.entries(value)) {
        const message = credentialProblem(name, text);
        if (message !== undefined) issues.push({ code: "custom", input: name, message, path: [name] });
      }
    })
    .optional()
    .meta({ secret: true }),
  schedule: textWith("JD104", scheduleProblem).optional(),
  keep: z
    .strictObject({
      daily: wholeNumber(0, 1000).optional(),
      weekly: wholeNumber(0, 1000).optional(),
      monthly: wholeNumber(0, 1000).optional(),
    })
    .optional(),
  exclude: z.array(textWith("JD104", excludeProblem)).optional(),
  checkPercent: wholeNumber(0, 100, " (percent)").optional(),
  image: textWith("JD302", referenceProblem).optional(),
});

/** {@link Backup} with every default filled in. */
export interface BackupSettings {
  repository: pulumi.Input<string>;
  password: pulumi.Input<string>;
  credentials: Record<string, pulumi.Input<string>>;
  schedule: string;
  keep: Required<BackupsKept>;
  exclude: string[];
  checkPercent: number;
  image: pulumi.Input<string>;
}

/** Fills the defaults in. */
export function backupSettings(args: Backup): BackupSettings {
  return {
    credentials: {},
    schedule: "0 2 * * *",
    exclude: [],
    checkPercent: 5,
    image: defaultImages.restic,
    ...args,
    keep: keepSettings(args.keep),
  };
}

function keepSettings(keep: BackupsKept = {}): Required<BackupsKept> {
  return { daily: 7, weekly: 4, monthly: 6, ...keep };
}

/** What `restic forget` is told; nothing where all are kept. @example "--keep-daily 7 --keep-weekly 4 --keep-monthly 6" */
export function keptArguments(keep: Required<BackupsKept>): string {
  return Object.entries(keep)
    .filter(([, count]) => count > 0)
    .map(([unit, count]) => `--keep-${unit} ${String(count)}`)
    .join(" ");
}

/** Whether a repository is a folder of the engine's machine. */
export function isFolder(repository: string): boolean {
  return repository.startsWith("/");
}

/** Backends of restic that need no other program than its image has, beside `rest:`. [restic: "Preparing a new repository"] */
const backends = /^(s3|sftp|azure|b2|swift):\S+$/;

function repositoryProblem(text: string): string | undefined {
  if (text.startsWith("rest:")) return restProblem(text.slice("rest:".length));
  if (/^\/[\w.@+-]+(\/[\w.@+-]+)*$/.test(text) && !text.split("/").includes("..")) return undefined;
  if (backends.test(text)) return undefined;
  return `${JSON.stringify(text)} is not a repository: /folder of the engine's machine, or s3:, sftp:, rest:, azure:, b2: or swift: and what restic wants after it`;
}

/** The address may have a password in it, so it is not repeated. */
function restProblem(address: string): string | undefined {
  if (!/^https?:\/\/\S+$/.test(address) || !URL.canParse(address))
    return "is not the address of a rest server: rest:https://HOST:PORT/PATH/";
  const { username, password } = new URL(address);
  return username === "" && password === ""
    ? undefined
    : "has a login in its address. Put it into credentials, as RESTIC_REST_USERNAME and RESTIC_REST_PASSWORD";
}

function credentialProblem(name: string, text: unknown): string | undefined {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) return "is not the name of a variable of restic, e.g. AWS_ACCESS_KEY_ID";
  if (/^RESTIC_(PASSWORD|REPOSITORY)/.test(name)) return "is a setting of its own: password and repository";
  if (text === "" || text === null) return "is empty. Give it a value, or remove it";
  return undefined;
}

function excludeProblem(text: string): string | undefined {
  return text.trim() === "" || text.startsWith("#") || lineProblem(text) !== undefined
    ? `${JSON.stringify(text)} is not a pattern of restic, e.g. jobs/*/builds/*/archive`
    : undefined;
}

function given(message: string): z.core.CheckFn<unknown> {
  return ({ value, issues }) => {
    if (value === undefined || value === null || value === "")
      issues.push({ code: "custom", input: value, message, params: { code: "JD105" } });
  };
}
