import { expect } from "chai";
import { lockText } from "../../../cli/lock-text";
import { parseLock } from "../../../components/jenkins/controller/image/plugins";

describe("the text of a plugin lock", () => {
  it("has every plugin with its version, sorted, and can be read back", () => {
    const text = lockText("jenkins-dev:1", "id git\nversion 5.8.0\nversion 9.8\nid asm-api\n");
    expect(parseLock(text)).to.deep.equal(["asm-api:9.8", "git:5.8.0"]);
    expect(text.startsWith("# Every plugin of this stack's image")).to.equal(true);
  });
  it("is refused where a plugin has no version, or there are none", () => {
    expect(() => lockText("x:1", "id git\nid ant\nversion 1\n")).to.throw("cannot be read near: id git, id ant");
    expect(() => lockText("x:1", "")).to.throw("x:1 has no plugins");
  });
});
