import { expect } from "chai";
import { prepared } from "../../../../../components/jenkins/verify/prepare-engine";

const names = { uri: "unix:///e.sock", image: "ci-dev-agent:1", dockerConfig: "ci-dev-docker-config" };

describe("what an engine's preparation says", () => {
  it("is the image's id, beside what Docker prints", () => {
    const id = `sha256:${"2".repeat(64)}`;
    const output = `sha256:1\n::image ${id}\r\nUntagged: a:b\n`;
    expect(prepared(output, names)).to.deep.equal({ warnings: [], image: id });
  });

  for (const wrong of ["", "sha256:2", "evil/image:latest", "${readFile:/run/secrets/x}"]) {
    it(`is no image by the word of an engine that answers "${wrong}"`, () => {
      expect(prepared(`::image ${wrong}\n`, names)).to.deep.equal({ warnings: [] });
    });
  }

  for (const [line, words] of [
    [
      "::put-back",
      /on the engine at unix:\/\/\/e\.sock, ci-dev-agent:1 was not the image .* It is put back.*\[JD413\]$/,
    ],
    ["::not-pulled", /built upon images as that engine has them.*\[JD413\]$/],
    ["::in-use", /an agent still uses volume ci-dev-docker-config\. The logins in it are gone.*\[JD413\]$/],
  ] as const) {
    it(`is a warning: ${line}`, () => {
      const { warnings } = prepared(`noise\n${line}\r\n`, names);
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.match(words);
    });
  }
});
