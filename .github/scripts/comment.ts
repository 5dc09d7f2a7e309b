/**
 * Puts a preview into its pull request, as one comment an environment: the first one makes it, later ones write it anew.
 *
 *   comment.ts FILE    the Markdown; what it is of is in the environment, as preview.yml has it
 */
import * as fs from "node:fs";

/** A preview, as a reader of the pull request sees it. */
export interface Preview {
  environment: string;
  commit: string;
  /** Its run, with the whole text in the summary and Pulumi's own in the log. */
  run: string;
  /** Markdown; undefined where the preview failed. */
  text?: string;
  /** Whether Pulumi's own preview, with the policies, did not go through. */
  refused?: boolean;
}

/** GitHub takes 65536 characters: "Body is too long". This leaves room for what stands around the text. */
const most = 60_000;

/** The comment's text. Its first line, which nobody sees, is how a later preview finds it. Pure. */
export function commentBody({ environment, commit, run, text, refused = false }: Preview): string {
  const shown = text === undefined ? `**It failed.** [The log](${run}) says why.` : fitting(text, run);
  const why = `**A policy does not let it through**, or Pulumi's own preview failed: [the log](${run}) says which.`;
  return [
    mark(environment),
    `### Preview of ${environment}`,
    ...(refused && text !== undefined ? [why] : []),
    shown,
    `Commit ${commit.slice(0, 7)}, [log](${run})`,
  ].join("\n\n");
}

function mark(environment: string): string {
  return `<!-- preview of ${environment} -->`;
}

function fitting(text: string, run: string): string {
  if (text.length <= most) return text.trim();
  const whole = text.slice(0, text.lastIndexOf("\n", most));
  return `Too long for a comment: this is its beginning, and [the summary](${run}) has the whole.\n\n${closed(whole)}`;
}

/** A text that was cut inside of a fence, with the fence's end. */
function closed(text: string): string {
  const open = text.split("\n").reduce<string | undefined>((fence, line) => {
    const ticks = /^`{3,}/.exec(line)?.[0];
    if (ticks === undefined) return fence;
    if (fence === undefined) return ticks;
    return line === fence ? undefined : fence;
  }, undefined);
  return open === undefined ? text : `${text}\n${open}\n\n</details>`;
}

interface Comment {
  id: number;
  body: string;
  user: { login: string } | null;
}

/** What GitHub's API is asked by. */
interface Api {
  url: string;
  token: string;
}

async function call<T>({ url, token }: Api, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { accept: "application/vnd.github+json", authorization: `Bearer ${token}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)} ${await response.text()}`);
  return (await response.json()) as T;
}

/** The comment that an earlier preview of an environment made: of this token's user, not one that somebody copied. */
async function earlier(api: Api, comments: string, environment: string): Promise<Comment | undefined> {
  for (let page = 1; ; page++) {
    const some = await call<Comment[]>(api, "GET", `${comments}?per_page=100&page=${String(page)}`);
    const found = some.find(
      ({ user, body }) => user?.login === "github-actions[bot]" && body.startsWith(mark(environment)),
    );
    if (found !== undefined || some.length < 100) return found;
  }
}

async function main(file: string): Promise<void> {
  const env = (name: string) => {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  const api = { url: env("GITHUB_API_URL"), token: env("GITHUB_TOKEN") };
  const repository = `/repos/${env("GITHUB_REPOSITORY")}`;
  const environment = env("ENVIRONMENT");
  const body = commentBody({
    environment,
    commit: env("COMMIT"),
    run: `${env("GITHUB_SERVER_URL")}/${env("GITHUB_REPOSITORY")}/actions/runs/${env("GITHUB_RUN_ID")}`,
    refused: env("POLICIES") !== "success",
    text: env("OUTCOME") === "success" ? fs.readFileSync(file, "utf8") : undefined,
  });
  const comments = `${repository}/issues/${env("PULL_REQUEST")}/comments`;
  const found = await earlier(api, comments, environment);
  if (found === undefined) await call(api, "POST", comments, { body });
  else await call(api, "PATCH", `${repository}/issues/comments/${String(found.id)}`, { body });
}

if (require.main === module) {
  main(process.argv[2] ?? "").catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
