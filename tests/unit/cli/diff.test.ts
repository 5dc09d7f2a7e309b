import { expect } from "chai";
import { markdown } from "../../../cli/diff/markdown";
import { errorsOf, previewed } from "../../../cli/diff/steps";
import { differences } from "../../../cli/diff/values";
import { hostRules } from "../../../components/host/aws/meaning";
import { jenkinsRules } from "../../../components/jenkins/meaning";
import { type Change, meaningOf } from "../../../components/meaning";

const step = (more: Partial<Change>): Change => ({
  op: "replace",
  type: "docker:index/container:Container",
  name: "jenkins",
  parent: "pulumi-jenkins-docker:index:Jenkins",
  kept: false,
  before: {},
  after: {},
  paths: [],
  reasons: [],
  ...more,
});
const host = "pulumi-jenkins-docker:index:AwsDockerHost";
const volume = (name: string, op: Change["op"] = "delete") =>
  step({ op, type: "docker:index/volume:Volume", name, before: { name: `${name}-dev` } });

describe("the meaning of a change", () => {
  for (const [what, given, means] of [
    ["a lost home", volume("jenkins-home"), /^loses Jenkins' home is deleted: .* in volume jenkins-home-dev are lost/],
    [
      "a lost cache",
      volume("jenkins-dind"),
      /^loses volume jenkins-dind-dev is deleted: the images and the build cache/,
    ],
    [
      "a lost disk",
      step({ op: "delete", type: "aws:ebs/volume:Volume", parent: host, name: "aws-data" }),
      /^loses disk aws-data is deleted/,
    ],
    [
      "another VM",
      step({ type: "aws:ec2/instance:Instance", parent: host, name: "aws", reasons: ["userData"] }),
      /^interrupts VM aws is replaced \(userData\)/,
    ],
    [
      "another size of VM",
      step({
        op: "update",
        type: "aws:ec2/instance:Instance",
        parent: host,
        name: "aws",
        paths: ["instanceType"],
        after: { instanceType: "m7i.large" },
      }),
      /^interrupts VM aws is stopped and started again as m7i\.large/,
    ],
    [
      "a restart",
      step({ reasons: ["image"] }),
      /^interrupts Jenkins \(container jenkins\) restarts, for its image: running builds end/,
    ],
    [
      "another inner engine",
      step({ name: "jenkins-dind" }),
      /^interrupts the builds' engine, container jenkins-dind, starts anew/,
    ],
    ["another front", step({ name: "jenkins-https" }), /^interrupts the web interface is away/],
    ["another casc", step({ name: "jenkins-casc" }), /^applies the casc is written anew/],
    ["other secrets", step({ name: "jenkins-secrets" }), /^applies secrets are written anew/],
  ] as [string, Change, RegExp][]) {
    it(`says: ${what}`, () => {
      expect(
        meaningOf([...jenkinsRules, ...hostRules], [given])
          .map(({ weight, text }) => `${weight} ${text}`)
          .join("\n"),
      ).to.match(means);
    });
  }

  it("says nothing of what only adds or changes in place", () => {
    const tags = step({
      op: "update",
      type: "aws:ec2/instance:Instance",
      parent: host,
      name: "aws",
      paths: ["tags.team"],
    });
    expect(
      meaningOf([...jenkinsRules, ...hostRules], [volume("jenkins-dind", "create"), tags, step({ op: "create" })]),
    ).to.deep.equal([]);
  });

  it("says the worst first, and nothing twice", () => {
    const all = meaningOf(
      [...jenkinsRules, ...hostRules],
      [step({ name: "jenkins-casc" }), step({}), volume("jenkins-home"), step({ name: "jenkins-casc" })],
    );
    expect(all.map(({ weight }) => weight)).to.deep.equal(["loses", "interrupts", "applies"]);
  });
});

describe("the values of a change", () => {
  const shown = (before: object, after: object) =>
    differences(step({ before: before as Change["before"], after: after as Change["after"] }));

  it("stand side by side, by their paths, without what Pulumi keeps for itself", () => {
    const before = { memory: 2048, __defaults: ["a"], agents: { templates: [{ cpus: 1 }] } };
    const after = { memory: 4096, __defaults: ["b"], agents: { templates: [{ cpus: 2 }] }, user: "ci" };
    expect(shown(before, after)).to.deep.equal([
      { path: "memory", short: "2048 => 4096" },
      { path: "agents.templates[0].cpus", short: "1 => 2" },
      { path: "user", short: '(none) => "ci"' },
    ]);
  });

  it("are what came and what went, of a list that grew", () => {
    expect(shown({ envs: ["A=1", "B=1"] }, { envs: ["A=1", "C=1", "D=1"] })).to.deep.equal([
      { path: "envs", short: '−"B=1", +"C=1", +"D=1"' },
    ]);
    const home = { target: "/home" };
    expect(shown({ mounts: [home, { target: "/sock", source: "x" }] }, { mounts: [home] })).to.deep.equal([
      { path: "mounts", short: '−"/sock"' },
    ]);
  });

  it("are lines, of a text that has some", () => {
    const text = (middle: string) => `a\nb\nc\n${middle}\nd\ne\nf\n`;
    expect(shown({ content: text("old") }, { content: text("new") })).to.deep.equal([
      { path: "content", lines: [" b", " c", "-old", "+new", " d", " e"] },
    ]);
  });

  it("say what is not known yet", () => {
    expect(shown({ image: "sha256:1" }, { image: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" })).to.deep.equal([
      { path: "image", short: '"sha256:1" => (known in the up)' },
    ]);
  });
});

describe("a preview as Markdown", () => {
  const urn = (type: string, name: string) =>
    `urn:pulumi:dev::ci::pulumi-jenkins-docker:index:Jenkins$${type}::${name}`;
  const raw = {
    steps: [
      {
        op: "replace",
        urn: urn("docker:index/container:Container", "jenkins"),
        oldState: { inputs: { memory: 2048, logo: "a|b" } },
        newState: { inputs: { memory: 4096, logo: "<c>" } },
        detailedDiff: { memory: {} },
        replaceReasons: ["memory"],
      },
      { op: "same", urn: urn("docker:index/network:Network", "jenkins") },
      { op: "create", urn: urn("docker:index/volume:Volume", "a-volume"), newState: { inputs: { name: "v" } } },
    ],
    diagnostics: [
      { severity: "warning", message: "a cache goes\n" },
      { severity: "info", message: "not of interest" },
    ],
  };

  it("is this", () => {
    expect(markdown(previewed(JSON.stringify(raw)))).to.equal(`**dev**: 1 added, 1 replaced.

- ⚠️ Jenkins (container jenkins) restarts, for its memory: running builds end; pipelines resume where they can
- ✅ nothing is lost: the home stays

> a cache goes

|  |  |  |  |
| --- | --- | --- | --- |
| + | Volume | \`a-volume\` |  |
| ± | Container | \`jenkins\` | \`memory\`: \`2048 => 4096\`<br>\`logo\`: \`"a\\|b" => "<c>"\` |
`);
  });

  it("says of a loss once what the program warns of, too", () => {
    const gone = {
      op: "delete",
      urn: urn("docker:index/volume:Volume", "jenkins-home"),
      oldState: { inputs: { name: "jenkins-dev-home" } },
    };
    const text = "Jenkins' home is deleted: jobs, history and credentials in volume jenkins-dev-home are lost";
    const diagnostics = [{ severity: "warning", message: `warning: ${text}\n` }];
    expect(markdown(previewed(JSON.stringify({ steps: [gone], diagnostics })))).to.equal(
      `**dev**: 1 deleted.\n\n- 🛑 **${text}**\n\n|  |  |  |  |\n| --- | --- | --- | --- |\n| − | Volume | \`jenkins-home\` |  |\n`,
    );
    const kept = { ...gone, oldState: { ...gone.oldState, retainOnDelete: true } };
    expect(markdown(previewed(JSON.stringify({ steps: [kept] })))).to.contain("- ✅ nothing restarts, nothing is lost");
  });

  it("says what a mode gives away where it is switched", () => {
    const switched = {
      op: "update",
      urn: "urn:pulumi:dev::ci::pulumi-jenkins-docker:index:Jenkins::jenkins",
      oldState: { inputs: { access: "dind" } },
      newState: { inputs: { access: "dood" } },
    };
    const diagnostics = [{ severity: "info", message: "builds reach Docker by dood, which gives away root\n" }];
    const said = markdown(previewed(JSON.stringify({ steps: [switched], diagnostics })));
    expect(said).to.contain("- ℹ️ builds reach Docker by dood, which gives away root\n");
    expect(said).to.contain('`access`: `"dind" => "dood"`');
    const same = { ...switched, newState: { inputs: { access: "dind", port: 1 } } };
    expect(markdown(previewed(JSON.stringify({ steps: [same], diagnostics })))).not.to.contain("gives away");
  });

  it("is none of a preview that failed", () => {
    const failed = { steps: [], diagnostics: [{ severity: "error", message: "error: 1 problem\n" }] };
    expect(() => previewed(JSON.stringify(failed))).to.throw("1 problem");
    expect(() => previewed(JSON.stringify({ steps: [{ op: "create" }] }))).to.throw("not what pulumi preview --json");
  });

  it("names nothing of Jenkins for what is somebody else's", () => {
    const own = step({ parent: "", name: "grafana-home", op: "delete", type: "docker:index/volume:Volume" });
    expect(meaningOf([...jenkinsRules, ...hostRules], [own, step({ parent: "", name: "postgres" })])).to.deep.equal([]);
  });

  it("tells secrets that changed, cuts long values where they differ, and is code where it is a value", () => {
    const long = "x".repeat(200);
    const shown = differences(
      step({
        before: { a: "[secret]", b: `${long}1`, c: "8080" },
        after: { a: "[secret]", b: `${long}2`, c: 8080 },
        paths: ["a", "b", "c"],
      }),
    );
    expect(shown).to.deep.equal([
      { path: "b", short: `…${"x".repeat(20)}1" => …${"x".repeat(20)}2"` },
      { path: "c", short: '"8080" => 8080' },
      { path: "a", short: "[secret] => [another secret]" },
    ]);
  });

  it("is the same, however Pulumi orders the steps", () => {
    const turned = { ...raw, steps: [...raw.steps].reverse() };
    expect(markdown(previewed(JSON.stringify(turned)))).to.equal(markdown(previewed(JSON.stringify(raw))));
  });

  it("says that nothing changes", () => {
    const same = { steps: [{ op: "same", urn: urn("t", "n") }] };
    expect(markdown(previewed(JSON.stringify(same)))).to.equal("**dev**: nothing changes.\n");
  });

  it("fences a text that has fences", () => {
    const [one] = previewed(
      JSON.stringify({
        steps: [
          {
            op: "update",
            urn: urn("t:t:T", "n"),
            oldState: { inputs: { x: "```\na" } },
            newState: { inputs: { x: "```\nb" } },
          },
        ],
      }),
    ).steps;
    expect(one && markdown({ stack: "dev", steps: [one], warnings: [], access: [] })).to.contain(
      "\n````diff\n ```\n-a\n+b\n",
    );
  });

  it("says why there is none", () => {
    const diagnostics = [
      { severity: "error", message: "1 problem\n" },
      { severity: "info", message: "x" },
    ];
    expect(errorsOf(JSON.stringify({ diagnostics }))).to.deep.equal(["1 problem"]);
    expect(errorsOf("words")).to.deep.equal([]);
  });

  it("is an error of another file", () => {
    for (const text of ["{}", "words"])
      expect(() => previewed(text)).to.throw("this is not what pulumi preview --json prints");
  });
});
