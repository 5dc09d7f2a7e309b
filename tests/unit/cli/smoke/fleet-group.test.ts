import { expect } from "chai";
import { textIn } from "../../../../cli/smoke/fleet-group";

describe("an answer of the AWS API", () => {
  it("is read by its elements", () => {
    const xml =
      "<R><Code>Failed</Code><StatusMessage>no &lt;subnet&gt; &amp; &quot;more&quot;</StatusMessage><Empty></Empty></R>";
    expect(textIn(xml, "StatusMessage")).to.equal('no <subnet> & "more"');
    expect([textIn(xml, "Empty"), textIn(xml, "Other")]).to.deep.equal(["", undefined]);
  });
});
