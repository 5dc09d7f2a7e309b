import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { imageParameter } from "../../../../../components/host/aws/machine-image";
import { hostFiles } from "../../../../../components/host/bootstrap/files";
import { renderUserData, userDataLimit } from "../../../../../components/host/bootstrap/user-data";
import { proxySettings } from "../../../../../components/text/proxy";
import { everything, usual, withBuildsEngine } from "../../../support/host-settings";
import { replacesUnsaid, replacesUnsaidSinceRelease } from "../../../support/releases";

/** What decides whether a release replaces VMs: the images, and the whole user-data. */
function recordable(): string {
  const images = (["ubuntu-24.04", "debian-13"] as const).flatMap((image) =>
    (["amd64", "arm64"] as const).map((architecture) => `# ${imageParameter(image, architecture)}`),
  );
  return [
    ...images,
    renderUserData(usual),
    "# with every option but buildsEngine",
    renderUserData(everything),
    "# with buildsEngine",
    renderUserData(withBuildsEngine),
  ].join("\n");
}

describe("the user-data", () => {
  const folder = path.join(__dirname, "recorded");

  it("is the recorded text (UPDATE_RECORDED=1 npm test -- unit writes it)", () => {
    const file = path.join(folder, "next.yaml");
    if (process.env.UPDATE_RECORDED) fs.writeFileSync(file, recordable());
    expect(recordable()).to.equal(fs.readFileSync(file, "utf8"));
  });

  it("is that of the last release, unless a changeset says that it replaces VMs", () => {
    const notes = path.join(__dirname, "../../../../../.changeset");
    expect(replacesUnsaidSinceRelease(folder, recordable(), notes)).to.equal(false);
  });

  it("would be refused where it changed without such a word", () => {
    expect(replacesUnsaid("before", "after", ["a fix"])).to.equal(true);
    expect(replacesUnsaid("before", "after", ["a fix", "A newer image: replaces VMs"])).to.equal(false);
    expect(replacesUnsaid("same", "same", [])).to.equal(false);
    expect(replacesUnsaid(undefined, "first", [])).to.equal(false);
  });

  it("is compared with the text that the last release recorded, by the changesets that are there", () => {
    const made = fs.mkdtempSync(path.join(os.tmpdir(), "releases-"));
    const [recorded, notes] = [path.join(made, "recorded"), path.join(made, "notes")];
    const write = (file: string, text: string) => {
      fs.writeFileSync(path.join(made, file), text);
    };
    try {
      for (const folder of [recorded, notes]) fs.mkdirSync(folder);
      write("recorded/next.yaml", "after");
      write("notes/fix.md", "a fix");
      expect(replacesUnsaidSinceRelease(recorded, "after", notes), "before the first release").to.equal(false);
      write("recorded/0.9.0.yaml", "older");
      write("recorded/0.10.0.yaml", "before");
      expect(replacesUnsaidSinceRelease(recorded, "before", notes), "unchanged").to.equal(false);
      expect(replacesUnsaidSinceRelease(recorded, "after", notes), "changed without a word").to.equal(true);
      expect(replacesUnsaidSinceRelease(recorded, "older", notes), "as an older one").to.equal(true);
      write("notes/image.md", "A newer image: replaces VMs");
      expect(replacesUnsaidSinceRelease(recorded, "after", notes), "changed, and said").to.equal(false);
    } finally {
      fs.rmSync(made, { recursive: true });
    }
  });

  it("is under EC2's limit with every option, and with a builds' engine and a proxy", () => {
    expect(Buffer.byteLength(renderUserData(everything))).to.be.lessThan(userDataLimit);
    const proxy = proxySettings({ http: "http://proxy.example.org:3128", noProxy: ["example.org"] });
    const registryMirrors = ["https://mirror.example.org"];
    expect(Buffer.byteLength(renderUserData({ ...withBuildsEngine, proxy, registryMirrors }))).to.be.lessThan(
      userDataLimit,
    );
  });

  it("is YAML that gives back every file as it is", () => {
    interface Written {
      path: string;
      content: string;
      encoding?: string;
    }
    const config = parse(renderUserData(everything)) as { write_files: Written[] };
    const textOf = ({ content, encoding }: Written) =>
      encoding === "gz+b64" ? gunzipSync(Buffer.from(content, "base64")).toString() : content;
    expect(config.write_files.map((file) => [file.path, textOf(file)])).to.deep.equal(
      hostFiles(everything).map(({ path: at, content }) => [at, content]),
    );
  });
});
