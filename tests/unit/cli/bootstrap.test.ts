import { expect } from "chai";
import { howToUse } from "../../../cli/bootstrap";

describe("the config for a machine that was set up", () => {
  it("goes by ssh, or by TLS", () => {
    expect(howToUse("admin@ci.example.org", false)).to.contain("dockerHost: ssh://admin@ci.example.org\n");
    expect(howToUse("ssh://admin@ci.example.org:2222", true)).to.contain("dockerHost: tcp://ci.example.org:2376 ");
  });
});
