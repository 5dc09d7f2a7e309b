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
    expect(reachedFromContainers([...mirrors, "http://[::1]:5000/"])).to.deep.equal([
      "https://mirror.example.org",
      "http://10.0.0.1:5000",
    ]);
  });
});
