/** The rules of the workflows; what actionlint asks for, .ci/actionlint sees. */
import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { files, text } from "../../support/workflows";

interface Step {
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  if?: string;
  needs?: string | string[];
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  concurrency?: { group: string; "cancel-in-progress": boolean };
  environment?: string;
  steps: Step[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions?: unknown;
  concurrency?: { group: string; "cancel-in-progress": boolean };
  jobs: Record<string, Job>;
}

const workflow = (name: string) => parse(text(name)) as Workflow;
const ownActions = path.join(__dirname, "../../../../.github/actions");
const actions = fs
  .readdirSync(ownActions)
  .map((name) => fs.readFileSync(path.join(ownActions, name, "action.yml"), "utf8"));

const ofThisRepository = "github.event.pull_request.head.repo.full_name == github.repository";
const ofAFork = "github.event.pull_request.head.repo.full_name != github.repository";

/** What breaks a rule, one line each. */
function broken(source: string): string[] {
  const { on, permissions, jobs } = parse(source) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const all = Object.entries(jobs);
  return [
    ...["pull_request_target", "workflow_run"].filter((event) => event in on),
    ...(JSON.stringify(permissions) === "{}" ? [] : ["permissions for every job"]),
    ...unpinned(source),
    ...interpolated(steps),
    ...steps
      .filter(({ uses }) => uses?.startsWith("actions/checkout@"))
      .filter((step) => step.with?.["persist-credentials"] !== false)
      .map(() => "a token left in .git"),
    ...all.filter(([, job]) => job["timeout-minutes"] === undefined).map(([name]) => `${name}: no timeout`),
    ...all.filter(([, job]) => job.permissions === undefined).map(([name]) => `${name}: no permissions of its own`),
    ...("pull_request" in on ? openToForks(jobs, source) : []),
  ];
}

/** Actions of others without a commit; those of this repository are of the commit that runs. */
function unpinned(source: string): string[] {
  return source
    .split("\n")
    .filter((line) => /^\s*(- )?uses:/.test(line))
    .filter((line) => !/uses: ([\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+(\.\d+)*|\.\/\.github\/actions\/\w+)$/.test(line))
    .map((line) => `not pinned: ${line.trim()}`);
}

/** Scripts that text from outside could write into. */
function interpolated(steps: Step[]): string[] {
  return steps.filter(({ run }) => run?.includes("${{")).map(({ run }) => `interpolated: ${run ?? ""}`);
}

/** Jobs that a fork's pull request must not start, and does; a fork that is turned away without a word. */
function openToForks(jobs: Record<string, Job>, source: string): string[] {
  const trusted = (job: Job | undefined): boolean =>
    job !== undefined &&
    (job.if === ofThisRepository ||
      (!(job.if ?? "").includes("always()") && [job.needs ?? []].flat().some((name) => trusted(jobs[name]))));
  const powerful = Object.entries(jobs).filter(([, job]) => Object.values(job.permissions ?? {}).includes("write"));
  const open = powerful.filter(([, job]) => !trusted(job)).map(([name]) => `${name}: runs for a fork`);
  if (/\bsecrets\./.test(source)) open.push("secrets");
  const told = Object.values(jobs).some(
    (job) => job.if === ofAFork && job.steps.some(({ run }) => /echo .*fork|word=.*fork/.test(run ?? "")),
  );
  return powerful.length > 0 && !told ? [...open, "a fork is skipped without a word"] : open;
}

describe("the workflows", () => {
  it("are these", () => {
    expect(files).to.deep.equal(["apply.yml", "ci.yml", "pins.yml", "preview.yml", "release.yml"]);
  });

  for (const file of files) {
    it(`${file} keeps the rules`, () => {
      expect(broken(text(file))).to.deep.equal([]);
    });
  }

  it("have actions of their own, which keep them too", () => {
    expect(actions.length).to.be.greaterThan(0);
    for (const source of actions) {
      const { runs } = parse(source) as { runs: { steps: Step[] } };
      expect([...unpinned(source), ...interpolated(runs.steps)]).to.deep.equal([]);
    }
  });

  it("would be refused", () => {
    const bad = `
on: { pull_request: , pull_request_target: }
permissions: read-all
jobs:
  open:
    permissions: { id-token: write }
    steps:
      - uses: actions/checkout@v7
      - uses: a/b@${"0".repeat(40)}
      - run: echo \${{ github.head_ref }} \${{ secrets.KEY }}
  first: { if: "${ofThisRepository}", permissions: {}, timeout-minutes: 1, steps: [] }
  second: { needs: first, permissions: { contents: write }, timeout-minutes: 1, steps: [] }
  third: { needs: second, if: always(), permissions: { contents: write }, timeout-minutes: 1, steps: [] }
`;
    expect(broken(bad)).to.deep.equal([
      "pull_request_target",
      "permissions for every job",
      "not pinned: - uses: actions/checkout@v7",
      `not pinned: - uses: a/b@${"0".repeat(40)}`,
      "interpolated: echo ${{ github.head_ref }} ${{ secrets.KEY }}",
      "a token left in .git",
      "open: no timeout",
      "open: runs for a fork",
      "third: runs for a fork",
      "secrets",
      "a fork is skipped without a word",
    ]);
  });

  it("name one commit for one version of an action", () => {
    const pins = [...files.map(text), ...actions].flatMap((source) => [
      ...source.matchAll(/uses: (\S+)@(\S+) # (\S+)/g),
    ]);
    const commits = new Map<string, Set<string>>();
    for (const [, action = "", commit = ""] of pins)
      commits.set(action, (commits.get(action) ?? new Set()).add(commit));
    expect([...commits].filter(([, known]) => known.size > 1)).to.deep.equal([]);
  });

  it("never cancel what applies, nor run it twice at once for an environment", () => {
    const { concurrency, jobs } = workflow("apply.yml");
    expect(concurrency).to.equal(undefined);
    expect(jobs.apply?.concurrency).to.deep.equal({
      group: "apply-${{ matrix.environment }}",
      "cancel-in-progress": false,
    });
    expect(jobs.apply?.environment).to.equal("${{ matrix.environment }}");
  });

  it("show an approver what they approve", () => {
    const { preview, apply } = workflow("apply.yml").jobs;
    expect(apply?.needs).to.include("preview");
    expect(preview?.environment, "it waits for nobody").to.equal(undefined);
    expect(preview?.steps.at(-1)?.run).to.match(/diff .*\$GITHUB_STEP_SUMMARY/);
  });

  it("give a pull request's preview up for a newer one", () => {
    expect(workflow("preview.yml").concurrency).to.deep.equal({
      group: "preview-${{ github.event.pull_request.number }}",
      "cancel-in-progress": true,
    });
  });

  it("publish what was packed of a tag that was checked, where no other code runs", () => {
    const { on, jobs } = workflow("release.yml");
    expect(on).to.deep.equal({ push: { tags: ["v*"] }, workflow_dispatch: null });
    const { pack, publish } = jobs;
    expect(pack?.permissions).to.deep.equal({ contents: "read" });
    const checked = pack?.steps.find(({ run }) => run?.includes("release.ts"));
    expect(checked?.if).to.equal("github.event_name == 'push'");
    expect(checked?.run).to.contain("merge-base --is-ancestor HEAD origin/main");
    expect(publish).to.include({ if: "github.event_name == 'push'", needs: "pack", environment: "npm" });
    expect(publish?.permissions).to.deep.equal({ "id-token": "write" });
    expect(publish?.steps.flatMap(({ run }) => run ?? [])).to.deep.equal([
      "npm publish ./*.tgz --provenance --access public",
    ]);
    const all = Object.values(jobs).flatMap(({ steps }) => steps);
    expect(all.filter(({ run }) => run?.includes("npm publish"))).to.have.length(1);
  });
});
