import { expect } from "chai";
import { problemsIn, screen, type Status } from "../../../../cli/status/facts";

const now = new Date("2026-11-29T12:00:00Z");
const fine: Status = {
  stack: "prod",
  url: "https://ci.example.org",
  access: "dind",
  jenkins: { health: "healthy", startedAt: "2026-11-26T12:00:00Z", version: "2.580.2", pluginUpdates: [] },
  engine: { version: "29.1.3" },
  buildsEngine: { version: "29.1.2" },
  disk: { freeBytes: 12 * 2 ** 30, totalBytes: 20 * 2 ** 30 },
  agents: { running: 2, cap: 10 },
  certificates: [
    { name: "ci-dind-client", until: "2029-01-01T00:00:00Z", renewedBy: "pulumi up" },
    { name: "of ci.example.org", until: "2027-01-28T12:00:00Z", renewedBy: "the web server" },
  ],
  backup: { summary: "last backup: 3 h ago, 1.2 GiB, snapshot 1a2b3c4d", failed: false },
  up: { summary: "1 replaced", effects: ["Jenkins (container ci) restarts: running builds end"] },
};

describe("the status of a stack", () => {
  it("is one screen", () => {
    expect(screen(fine, now).split("\n")).to.deep.equal([
      "prod          https://ci.example.org",
      "jenkins       healthy, Jenkins 2.580.2, started 3 d ago",
      "plugins       no updates known",
      "engine        Docker 29.1.3",
      "builds        dind, Docker 29.1.2",
      "agents        2 of at most 10",
      "disk          12 GiB free of 20 GiB",
      "certificates  of ci.example.org: 60 days left; 1 more end later",
      "backup        3 h ago, 1.2 GiB, snapshot 1a2b3c4d",
      "pulumi up     1 replaced",
      "              Jenkins (container ci) restarts: running builds end",
    ]);
  });

  it("has no problem where all is well, and leaves out what is not known", () => {
    expect(problemsIn(fine, now)).to.deep.equal([]);
    const { stack, url, access, jenkins, engine, buildsEngine } = fine;
    const little = { stack, url, access, jenkins: { health: jenkins.health }, engine, buildsEngine, certificates: [] };
    expect(screen(little, now).split("\n")).to.have.length(4);
  });

  it("is its engine's silence alone, where that is away", () => {
    const { stack, url, access } = fine;
    const error = "the engine at ssh://ci does not answer: TCP: refused";
    const away = {
      stack,
      url,
      access,
      jenkins: { health: "not known" },
      engine: { error },
      buildsEngine: {},
      certificates: [],
    };
    expect(problemsIn(away, now)).to.deep.equal([error]);
    expect(screen(away, now)).to.match(/^engine +no answer$/m);
  });

  it("names some of the plugins that have an update", () => {
    const pluginUpdates = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    expect(screen({ ...fine, jenkins: { ...fine.jenkins, pluginUpdates } }, now)).to.match(
      /^plugins +9 with an update: a, b, c, d, e, f, g, h, …$/m,
    );
  });

  it("has no problem with a big disk that has enough", () => {
    const disk = { freeBytes: 23 * 2 ** 30, totalBytes: 252 * 2 ** 30 };
    expect(problemsIn({ ...fine, disk }, now)).to.deep.equal([]);
  });

  for (const [what, change, problem] of [
    ["a Jenkins that is not healthy", { jenkins: { health: "unhealthy" } }, "Jenkins is unhealthy"],
    [
      "one that does not answer",
      { jenkins: { health: "healthy", error: "connect ECONNREFUSED" } },
      "Jenkins does not answer this machine: connect ECONNREFUSED",
    ],
    [
      "a builds' engine that is away",
      { buildsEngine: { error: "no answer within 30 s" } },
      "the builds' engine does not answer: no answer within 30 s",
    ],
    [
      "a disk that is nearly full",
      { disk: { freeBytes: 2 ** 30, totalBytes: 20 * 2 ** 30 } },
      "the disk of the home has 1.0 GiB of 20 GiB free",
    ],
    [
      "a certificate that ends in less than two weeks",
      { certificates: [{ name: "ci-dind", until: "2026-12-12T00:00:00Z", renewedBy: "the web server" }] },
      "certificate ci-dind ends on 2026-12-12; the web server renews it",
    ],
    [
      "a backup that failed",
      { backup: { summary: "the last backup, at 2026-11-29T02:00Z, failed: no space left", failed: true } },
      "the last backup, at 2026-11-29T02:00Z, failed: no space left",
    ],
  ] as [string, Partial<Status>, string][])
    it(`has a problem: ${what}`, () => {
      const status = { ...fine, ...change };
      expect(problemsIn(status, now)).to.deep.equal([problem]);
      expect(screen(status, now).split("\n").at(-1)).to.equal(`problem: ${problem}`);
    });
});
