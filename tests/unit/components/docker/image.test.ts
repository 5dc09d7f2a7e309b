import { expect } from "chai";
import { nameAfter } from "../../../../components/docker/image";

describe("the name of an image that is built", () => {
  const [a, b] = ["ci-dev:aaaaaaaaaaaa", "ci-dev:bbbbbbbbbbbb"];

  it("is that of its content, and stays while that stays", () => {
    expect(nameAfter(undefined, a)).to.equal(a);
    expect(nameAfter(a, a)).to.equal(a);
    const second = nameAfter(a, b);
    expect(second).to.match(/^ci-dev:b{12}-[0-9a-f]{4}$/);
    expect(nameAfter(second, b)).to.equal(second);
  });

  it("is another one when a content comes back", () => {
    const again = nameAfter(nameAfter(a, b), a);
    expect(again).to.match(/^ci-dev:a{12}-[0-9a-f]{4}$/);
    expect(nameAfter(again, a)).to.equal(again);
    expect(nameAfter(nameAfter(again, b), a)).not.to.equal(again);
  });
});
