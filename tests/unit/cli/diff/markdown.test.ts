import { expect } from "chai";
import { markdown } from "../../../../cli/diff/markdown";
import { previewed } from "../../../../cli/diff/steps";

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
    // The program warns all the same: it does not see that the volume is kept.
    expect(markdown(previewed(JSON.stringify({ steps: [kept], diagnostics })))).not.to.contain(text);
  });

  it("says what a mode grants where it is switched", () => {
    const switched = {
      op: "update",
      urn: "urn:pulumi:dev::ci::pulumi-jenkins-docker:index:Jenkins::jenkins",
      oldState: { inputs: { access: "dind" } },
      newState: { inputs: { access: "dood" } },
    };
    const said = markdown(previewed(JSON.stringify({ steps: [switched] })));
    expect(said).to.contain("- ℹ️ builds of jenkins reach Docker by dood, which grants **root on Jenkins' machine**\n");
    expect(said).to.contain('`access`: `"dind" => "dood"`');
    const same = { ...switched, newState: { inputs: { access: "dind", port: 1 } } };
    expect(markdown(previewed(JSON.stringify({ steps: [same] })))).not.to.contain("grants");
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
    expect(one && markdown({ stack: "dev", steps: [one], warnings: [] })).to.contain("\n````diff\n ```\n-a\n+b\n");
  });
});
