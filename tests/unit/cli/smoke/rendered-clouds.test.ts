import { expect } from "chai";
import { renderedClouds } from "../../../../cli/smoke/rendered-clouds";
import { type DockerTemplate, withTexts } from "../../../../components/jenkins/agents/cloud";
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
});
