import { expect } from "chai";
import { agentImage } from "../../../../../components/jenkins/agents/agent-image";

describe("the agents' image", () => {
  it("has another name when what it is made from is another", () => {
    const names = [
      agentImage("r", "a:1"),
      agentImage("r", "a:2"),
      agentImage("r", "a:1", {}, "arm64"),
      agentImage("r", "a:1", { caBundle: "x" }),
    ].map(({ name }) => name);
    expect(new Set(names).size).to.equal(4);
    expect(agentImage("r", "a:1").name)
      .to.equal(names[0])
      .and.to.match(/^r:[0-9a-f]{12}$/);
  });
});
