import { expect } from "chai";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { isPin, newerTag, parts, tagsOf } from "../../../../../.github/scripts/pins/tags";
import { defaultImages } from "../../../../../components/default-images";

describe("the newer tag of an image", () => {
  for (const [tag, tags, newer] of [
    ["2.58.2-lts-jdk21", ["2.58.3-lts-jdk21", "2.59.1-lts-jdk21", "2.58.2-lts-jdk21"], "2.59.1-lts-jdk21"],
    ["2.58.2-lts-jdk21", ["2.9.9-lts-jdk21", "2.58.1-lts-jdk21"], undefined],
    ["2.58.2-lts-jdk21", ["2.59.1", "2.59.1-lts-jdk25", "2.59.1-lts", "2.61-jdk21", "lts-jdk21"], undefined],
    ["9-dind", ["9-dind", "10-dind", "10", "10.0.1-dind", "11-dind-rootless", "11-rc-dind"], "10-dind"],
    ["2", ["2.8", "2-alpine", "latest", "10", "9"], "10"],
    ["3.v38a_47b_33-1-jdk21", ["3.v38a_47b_33-2-jdk21", "4.vde_5-1-jdk21", "latest-jdk21"], "4.vde_5-1-jdk21"],
    [
      "3.v38a_47b_33-9-jdk21",
      ["3.v38a_47b_33-10-jdk21", "4.vde_5-1-jdk25", "4.vde_5-1", "5-jdk21"],
      "3.v38a_47b_33-10-jdk21",
    ],
    ["lts-jdk21", ["lts-jdk25"], undefined],
    ["2", [], undefined],
    ["2", ["1", "2"], undefined],
  ] as [string, string[], string | undefined][]) {
    it(`${tag} of ${tags.join(", ") || "none"}: ${newer ?? "none"}`, () => {
      expect(newerTag(tag, tags)).to.equal(newer);
    });
  }

  it("is looked for where a tag names a version: of all images that this package has", () => {
    expect(Object.values(defaultImages).filter((image) => !isPin(image))).to.deep.equal([]);
    expect(["jenkins:lts", "a@sha256:12", "registry:5000/jenkins", "a/b"].filter(isPin)).to.deep.equal([]);
    expect(parts("registry:5000/jenkins/jenkins:2")).to.deep.equal(["registry:5000/jenkins/jenkins", "2"]);
  });
});

/** A registry whose answers come in pages of two, and only with the token that it sends one for. */
async function registry(tags: string[], action: (host: string) => Promise<void>): Promise<void> {
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? "", `http://${request.headers.host ?? ""}`);
    if (url.pathname === "/token") {
      const right = url.search === "?service=here&scope=repository%3Aa%2Fb%3Apull";
      return response.end(JSON.stringify({ token: right ? "anybody" : "nobody" }));
    }
    if (url.pathname !== "/v2/a/b/tags/list") return response.writeHead(404).end();
    if (request.headers.authorization !== "Bearer anybody") {
      const challenge = `Bearer realm="${url.origin}/token",service="here",scope="repository:a/b:pull"`;
      return response.writeHead(401, { "www-authenticate": challenge }).end();
    }
    const from = Number(url.searchParams.get("last") ?? 0);
    if (from + 2 < tags.length) response.setHeader("link", `</v2/a/b/tags/list?last=${String(from + 2)}>; rel="next"`);
    return response.end(JSON.stringify({ name: "a/b", tags: tags.slice(from, from + 2) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await action(`127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  } finally {
    server.close();
  }
}

describe("a registry", () => {
  it("lists all tags, page by page, to anybody with a token for it", async () => {
    await registry(["1", "2", "3", "4", "5"], async (host) => {
      expect(await tagsOf(`${host}/a/b`)).to.deep.equal(["1", "2", "3", "4", "5"]);
    });
  });

  it("that has no such repository is an error", async () => {
    await registry([], async (host) => {
      const said = await tagsOf(`${host}/none`).catch((error: unknown) => String(error));
      expect(said).to.equal(`Error: ${host} answers 404`);
    });
  });
});
