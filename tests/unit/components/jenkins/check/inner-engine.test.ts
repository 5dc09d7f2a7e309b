import { expect } from "chai";
import { sources } from "../../../../../components/jenkins/check/inner-engine";

describe("where an engine in a container gets an image", () => {
  for (const [image, mirrors, expected] of [
    ["jenkins/agent:1", [], ["https://registry-1.docker.io/v2/"]],
    [
      "docker.io/jenkins/agent:1",
      ["http://mirror:5000/", "https://mirror.example.org"],
      ["http://mirror:5000/v2/", "https://mirror.example.org/v2/", "https://registry-1.docker.io/v2/"],
    ],
    ["registry.example.org:5000/agent:1", ["http://mirror:5000"], ["https://registry.example.org:5000/v2/"]],
  ] as const)
    it(`is, of ${image} with ${String(mirrors.length)} mirrors, ${expected.join(", ")}`, () => {
      expect(sources(image, [...mirrors])).to.deep.equal(expected);
    });
});
