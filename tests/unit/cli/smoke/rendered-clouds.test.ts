import { expect } from "chai";
import { renderedClouds, renderedFleets } from "../../../../cli/smoke/rendered-clouds";
import { type DockerTemplate, withTexts } from "../../../../components/jenkins/agents/cloud";
import { renderFleets } from "../../../../components/jenkins/fleets/fleet-cloud";
import { cascLiteral } from "../../../../components/text/casc-literal";
import { casc } from "../../support/smoke-casc";

describe("smoke", () => {
  it("finds our clouds in a casc, and leaves those of others alone", () => {
    expect(renderedClouds(casc).map(({ name }) => name)).to.deep.equal(["docker"]);
  });

  it("has the texts of a template as docker-plugin gets them", () => {
    const [cloud] = renderedClouds(casc);
    const base = { pullCredentialsId: "${a}", mounts: ["src=${b}"], environment: ["C=${c}"] };
    const template = { labelString: "${d}", dockerTemplateBase: base } as unknown as DockerTemplate;
    const inCasc = JSON.stringify({
      jenkins: { clouds: [{ docker: { ...cloud, templates: [withTexts(template, cascLiteral)] } }] },
    });
    expect(inCasc).to.contain("^${a}").and.to.contain("^${d}");
    expect(renderedClouds(inCasc)[0]?.templates).to.deep.equal([template]);
  });

  it("finds our fleets, by the place that their files have, and leaves those of others alone", () => {
    const numbers = { minSize: 0, maxSize: 1, spare: 0, maxUses: 1, idleMinutes: 5 };
    const plain = { region: "eu-central-1", group: "g", labels: ["${a}"], user: "jenkins", ...numbers };
    const ours = renderFleets(
      [
        { name: "large", ...plain },
        { name: "small", ...plain },
      ],
      false,
    );
    const others = [{ eC2Fleet: { name: "mine", computerConnector: { sSHConnector: { credentialsId: "k" } } } }];
    const inCasc = JSON.stringify({ jenkins: { clouds: [...ours, ...others, { eC2Fleet: { name: "bare" } }] } });
    const found = renderedFleets(inCasc).map(({ name, index, labelString }) => [name, index, labelString]);
    expect(found).to.deep.equal([
      ["large", 0, "${a}"],
      ["small", 1, "${a}"],
    ]);
  });
});
