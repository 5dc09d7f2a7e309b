import { expect } from "chai";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { lockedStack } from "../../../.github/scripts/pins/locks";
import { dateOf, newerDate } from "../../../.github/scripts/pins/machine-images";
import { changeset, renewed, untouched } from "../../../.github/scripts/pins/renewal";
import { isPin, newerTag, parts, tagsOf } from "../../../.github/scripts/pins/tags";
import { HostImage } from "../../../components/host/aws/args";
import { imageParameter } from "../../../components/host/aws/image";
import { agentBase } from "../../../components/jenkins/agents/settings";
import { cliImage } from "../../../components/jenkins/image/image";
import { defaultPlugins } from "../../../components/jenkins/image/default-plugins";
import { defaultImages } from "../../../components/jenkins/settings";

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
    expect([...Object.values(defaultImages), agentBase, cliImage].filter((image) => !isPin(image))).to.deep.equal([]);
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

describe("the newer date of a machine image", () => {
  const path = "/aws/service/canonical/ubuntu/server/24.04/stable";
  const of = (date: string, architecture: string) => `${path}/${date}/${architecture}/hvm/ebs-gp3/ami-id`;
  const pinned = [of("20250923", "amd64"), of("20250923", "arm64")];
  const both = (date: string) => [of(date, "amd64"), of(date, "arm64")];

  it("is there of every image that this package pins", () => {
    const dates = Object.values(HostImage).map((image) => dateOf(imageParameter(image, "amd64")));
    expect(dates.map((one) => one.path)).to.deep.equal([path, "/aws/service/debian/release/13"]);
    for (const { date } of dates) expect(date).to.match(/^\d{8}(-\d+)?$/);
  });

  it("is the last one that all architectures have", () => {
    const names = [...pinned, ...both("20251003"), ...both("20251003.1"), of("20251010", "amd64"), ...both("20250801")];
    expect(newerDate(pinned, names)).to.equal("20251003.1");
  });

  it("is none where there is no newer one, and none of `current` or of another disk", () => {
    expect(newerDate(pinned, [...pinned, ...both("20250101"), ...both("current")])).to.equal(undefined);
    expect(
      newerDate(
        pinned,
        [...both("20251003")].map((name) => name.replace("gp3", "gp2")),
      ),
    ).to.equal(undefined);
    expect(newerDate(pinned, [])).to.equal(undefined);
  });

  it("is Debian's, too", () => {
    const debian = [
      "/aws/service/debian/release/13/20250914-2201/amd64",
      "/aws/service/debian/release/13/20250914-2201/arm64",
    ];
    const names = [...debian, ...debian.map((name) => name.replace("20250914-2201", "20251012-2229"))];
    expect(newerDate(debian, names)).to.equal("20251012-2229");
  });
});

describe("a renewal", () => {
  const renewals = [
    { from: "docker:9-dind", to: "docker:10-dind" },
    { from: "web:1", to: "web:2" },
    { from: "20250923", to: "20251003" },
  ];

  it("moves whole pins in whatever text", () => {
    expect(renewed('dind: "docker:9-dind", `docker:9-dind` is it, and docker:9-dind.', renewals)).to.equal(
      'dind: "docker:10-dind", `docker:10-dind` is it, and docker:10-dind.',
    );
    expect(renewed("stable/20250923/${architecture}", renewals)).to.equal("stable/20251003/${architecture}");
    expect(renewed('UBUNTU = ("20250101", "20250923")', renewals)).to.equal('UBUNTU = ("20250101", "20251003")');
  });

  it("leaves what only looks like one", () => {
    for (const text of ["my/docker:9-dind", "docker:9-dind-rootless", "web:1.8", "v0.0.0-20250923161754", "a-20250923"])
      expect(renewed(text, renewals)).to.equal(text);
  });

  it("leaves what was: the changelog, and the recorded user-data of releases", () => {
    const files = ["CHANGELOG.md", ".changeset/host-aws.md", "package-lock.json", ".github/workflows/ci.yml"];
    const recorded = "tests/unit/host/recorded";
    expect([...files, `${recorded}/1.0.0.yaml`].filter((file) => !untouched.test(file))).to.deep.equal([]);
    const others = [`${recorded}/next.yaml`, "components/jenkins/settings.ts", "docs/dind.md", "testbed/aws/server.py"];
    expect(others.filter((file) => untouched.test(file))).to.deep.equal([]);
  });

  it("is in the changelog, with what it does to VMs", () => {
    expect(changeset("a-package", renewals.slice(0, 1), false)).to.equal(
      '---\n"a-package": minor\n---\n\nNewer pins:\n\n- `docker:9-dind` → `docker:10-dind`\n',
    );
    expect(changeset("a-package", renewals, true)).to.include("replaces VMs");
  });
});

describe("a plugin lock", () => {
  const there = (file: string) => file === "stacks/plugins.dev.lock";

  it("is renewed with the image and the plugins of its stack", () => {
    const settings = `config:\n  pulumi-jenkins-docker:jenkins: { image: "jenkins/jenkins:2.1", plugins: ["job-dsl"] }\n`;
    expect(lockedStack("dev", settings, there)).to.deep.equal({
      file: "stacks/plugins.dev.lock",
      image: "jenkins/jenkins:2.1",
      plugins: [...defaultPlugins, "job-dsl"].sort(),
    });
    expect(lockedStack("dev", "config: {}", there)?.image).to.equal(defaultImages.jenkins);
  });

  it("is not where there is none, or an image that is taken as it is", () => {
    expect(lockedStack("prod", "config: {}", there)).to.equal(undefined);
    const own = "config:\n  pulumi-jenkins-docker:jenkins: { customImage: a }\n";
    expect(lockedStack("dev", own, there)).to.equal(undefined);
  });
});
