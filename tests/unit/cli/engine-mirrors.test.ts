import { expect } from "chai";
import { reachedFromContainers } from "../../../cli/engine-mirrors";

describe("the mirrors of this machine's engine", () => {
  it("are those that a container reaches, without the slash that the engine adds", () => {
    const mirrors = [
      "https://mirror.example.org/",
      "http://10.0.0.1:5000",
      "http://127.0.0.1:5000/",
      "http://localhost:5000",
    ];
    mirrors.push("http://[::1]:5000/", "https://mirror.example.org/hub/", "https://user:word@mirror.example.org");
    expect(reachedFromContainers(mirrors)).to.deep.equal(["https://mirror.example.org", "http://10.0.0.1:5000"]);
  });
});
