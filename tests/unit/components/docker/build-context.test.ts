import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { buildContext } from "../../../../components/docker/build-context";

describe("the context of an image's build", () => {
  let folder: string;
  const files: Record<string, string> = { Dockerfile: "FROM scratch\n", "start.sh": "#!/bin/sh\ntrue\n" };

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "build-context-"));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  /** A package in a folder of its own, whose files have odd modes. */
  function packageAt(name: string, texts = files): string {
    const context = path.join(folder, name, "context");
    fs.mkdirSync(context, { recursive: true });
    for (const [file, text] of Object.entries(texts)) fs.writeFileSync(path.join(context, file), text, { mode: 0o660 });
    return context;
  }
  const copied = (name: string, texts = files) => buildContext(packageAt(name, texts), folder).context;
  const textsIn = (context: string) =>
    Object.fromEntries(
      fs.readdirSync(context).map((file) => [file, fs.readFileSync(path.join(context, file), "utf8")]),
    );
  const modeOf = (...names: string[]) => fs.statSync(path.join(...names)).mode & 0o777;

  it("has the same path wherever the package is, and another one for another content", () => {
    const context = copied("one");
    expect(context).to.match(/\/pulumi-jenkins-docker-[0-9a-f]{12}$/);
    expect(copied("another/place")).to.equal(context);
    expect(copied("changed", { ...files, Dockerfile: "FROM alpine\n" })).not.to.equal(context);
  });

  it("is in /tmp, whatever folder is the user's own", () => {
    const { context } = buildContext(packageAt("one", { Dockerfile: `FROM scratch\nLABEL of=${folder}\n` }));
    expect(path.dirname(context)).to.equal("/tmp");
    fs.rmSync(context, { recursive: true });
  });

  it("has the files, and modes that no checkout and no umask decides", () => {
    const before = process.umask(0o077);
    const context = copied("one");
    process.umask(before);
    expect(textsIn(context)).to.deep.equal(files);
    expect([modeOf(context), modeOf(context, "Dockerfile"), modeOf(context, "start.sh")]).to.deep.equal([
      0o755, 0o644, 0o755,
    ]);
  });

  it("is made anew where somebody changed it, or may change it", () => {
    const context = copied("one");
    fs.writeFileSync(path.join(context, "Dockerfile"), "FROM another\n");
    fs.writeFileSync(path.join(context, "more"), "");
    expect(copied("two")).to.equal(context);
    expect(textsIn(context)).to.deep.equal(files);
    fs.rmSync(path.join(context, "Dockerfile"));
    fs.mkdirSync(path.join(context, "Dockerfile"));
    expect(copied("a folder")).to.equal(context);
    expect(textsIn(context)).to.deep.equal(files);
    fs.chmodSync(context, 0o777);
    expect(copied("three")).to.equal(context);
    expect(modeOf(context)).to.equal(0o755);
  });

  it("is not taken from a link that is in its place", () => {
    const context = copied("one");
    const theirs = path.join(folder, "theirs");
    fs.renameSync(context, theirs);
    fs.symlinkSync(theirs, context);
    expect(copied("two")).to.equal(context);
    expect(fs.lstatSync(context).isSymbolicLink()).to.equal(false);
  });

  it("is in a folder of the user's own where another user has that one", function () {
    if (process.getuid?.() !== 0 || !process.seteuid) {
      console.log("      not tried: needs root, to be two users");
      this.skip();
    }
    const [context, two, three] = [copied("one"), packageAt("two"), packageAt("three")];
    fs.chmodSync(folder, 0o1777);
    for (const file of [two, three].flatMap((at) => Object.keys(files).map((name) => path.join(at, name))))
      fs.chmodSync(file, 0o644);
    process.seteuid(65534);
    try {
      const own = `${context}-65534`;
      expect(buildContext(two, folder).context).to.equal(own);
      expect(buildContext(three, folder).context).to.equal(own);
      expect(textsIn(own)).to.deep.equal(files);
    } finally {
      process.seteuid(0);
    }
  });

  it("leaves nothing else behind", () => {
    const context = copied("one");
    copied("two");
    expect(fs.readdirSync(folder).sort()).to.deep.equal(["one", path.basename(context), "two"].sort());
  });
});
