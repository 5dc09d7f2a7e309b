import { expect } from "chai";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { commentBody } from "../../../../.github/scripts/comment";

const run = "https://github.com/o/r/actions/runs/7";
const dev = { environment: "dev", commit: "0123456789abcdef", run };

describe("the comment of a preview", () => {
  it("has the text, what it is of, and where more is", () => {
    expect(commentBody({ ...dev, text: "- a change\n" })).to.equal(
      [
        "<!-- preview of dev -->",
        "### Preview of dev",
        "- a change",
        "Commit 0123456, [log](https://github.com/o/r/actions/runs/7)",
      ].join("\n\n"),
    );
  });

  it("says so where the preview failed", () => {
    expect(commentBody(dev)).to.include(`**It failed.** [The log](${run}) says why.`);
  });

  it("says that a policy refused it, and what it is about", () => {
    const body = commentBody({ ...dev, text: "- a change\n", refused: true });
    expect(body).to.match(/\*\*A policy does not let it through\*\*[^]+- a change/);
  });

  it("ends a fence that it cut", () => {
    const text = `<details open>\n\n\`\`\`\`diff\n${"+a line of a casc\n".repeat(5000)}\`\`\`\`\n\n</details>`;
    expect(commentBody({ ...dev, text })).to.match(/\n\+a line of a casc\n````\n\n<\/details>\n\nCommit 0123456/);
  });

  it("is never longer than GitHub takes, and cut between lines", () => {
    const long = commentBody({ ...dev, text: "- a resource that changes\n".repeat(5000) });
    expect(long.length).to.be.lessThan(65536);
    expect(long).to.include(`Too long for a comment: this is its beginning, and [the summary](${run}) has the whole.`);
    expect(long).to.match(/\n- a resource that changes\n\nCommit 0123456/);
  });
});

interface Comment {
  id: number;
  body: string;
  user: { login: string } | null;
}

/** A pull request at a GitHub that takes comments; `did` is what it was told to do. */
async function pullRequest(comments: Comment[], action: (url: string) => Promise<void>): Promise<string[]> {
  const did: string[] = [];
  const server = http.createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      const url = new URL(request.url ?? "", "http://github");
      const { body } = (text ? JSON.parse(text) : {}) as { body?: string };
      if (request.headers.authorization !== "Bearer token") response.statusCode = 401;
      if (request.method !== "GET") did.push(`${request.method ?? ""} ${url.pathname} ${body?.split("\n\n")[2] ?? ""}`);
      if (request.method === "POST")
        comments.push({ id: 900, body: body ?? "", user: { login: "github-actions[bot]" } });
      const page = Number(url.searchParams.get("page") ?? 1);
      response.end(JSON.stringify(comments.slice((page - 1) * 100, page * 100)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await action(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  } finally {
    server.close();
  }
  return did;
}

async function comment(url: string, text: string, more: Record<string, string> = {}): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "comment-"));
  const file = path.join(folder, "diff.md");
  fs.writeFileSync(file, text);
  const env = {
    PATH: process.env.PATH,
    GITHUB_API_URL: url,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: "o/r",
    GITHUB_RUN_ID: "7",
    GITHUB_TOKEN: "token",
    PULL_REQUEST: "12",
    COMMIT: "0123456789abcdef",
    ENVIRONMENT: "dev",
    POLICIES: "success",
    OUTCOME: "success",
    ...more,
  };
  const script = path.join(__dirname, "../../../../.github/scripts/comment.ts");
  try {
    await promisify(execFile)(process.execPath, [`--import=${require.resolve("tsx")}`, script, file], { env });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

describe("commenting on a pull request", () => {
  const ours = { login: "github-actions[bot]" };

  it("makes one comment, and writes that anew at every push", async () => {
    const did = await pullRequest([], async (url) => {
      await comment(url, "first");
      await comment(url, "second");
    });
    expect(did).to.deep.equal([
      "POST /repos/o/r/issues/12/comments first",
      "PATCH /repos/o/r/issues/comments/900 second",
    ]);
  });

  it("leaves those of other environments and of other people alone", async () => {
    const others = [
      { id: 1, body: "<!-- preview of dev -->\n\nnot ours", user: { login: "somebody" } },
      { id: 2, body: "<!-- preview of dev -->\n\nof one who is gone", user: null },
      { id: 3, body: "<!-- preview of development -->", user: ours },
    ];
    const did = await pullRequest(others, (url) => comment(url, "text"));
    expect(did).to.deep.equal(["POST /repos/o/r/issues/12/comments text"]);
  });

  it("finds its own behind a hundred others", async () => {
    const many = Array.from({ length: 150 }, (_, id) => ({ id, body: "a word", user: { login: "somebody" } }));
    many.push({ id: 500, body: "<!-- preview of dev -->", user: ours });
    expect(await pullRequest(many, (url) => comment(url, "text"))).to.deep.equal([
      "PATCH /repos/o/r/issues/comments/500 text",
    ]);
  });

  it("replaces a preview by the word that the newer one failed", async () => {
    const before = [{ id: 5, body: "<!-- preview of dev -->", user: ours }];
    const [done] = await pullRequest(before, (url) => comment(url, "half of it", { OUTCOME: "failure" }));
    expect(done).to.match(/^PATCH .* \*\*It failed\.\*\*/);
  });

  it("fails where GitHub refuses", async () => {
    let said = "";
    await pullRequest([], async (url) => {
      await comment(url, "text", { GITHUB_TOKEN: "another" }).catch((error: unknown) => (said = String(error)));
    });
    expect(said).to.include("GET /repos/o/r/issues/12/comments?per_page=100&page=1: 401");
  });
});
