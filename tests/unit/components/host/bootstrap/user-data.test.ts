import { expect } from "chai";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { imageParameter } from "../../../../../components/host/aws/image";
import { hostFiles } from "../../../../../components/host/bootstrap/files";
import { renderUserData, userDataLimit } from "../../../../../components/host/bootstrap/user-data";
import { everything, usual } from "../../../support/host-settings";

/** What decides whether a release replaces VMs: the images, and the whole user-data. */
function recordable(): string {
  const images = (["ubuntu-24.04", "debian-13"] as const).flatMap((image) =>
    (["amd64", "arm64"] as const).map((architecture) => `# ${imageParameter(image, architecture)}`),
  );
  return [...images, renderUserData(usual), "# with every option", renderUserData(everything)].join("\n");
}

/** Whether a release would replace VMs without a word. */
function replacesUnsaid(released: string | undefined, now: string, changesets: string[]): boolean {
  return released !== undefined && released !== now && !changesets.some((text) => text.includes("replaces VMs"));
}

describe("the user-data", () => {
  const folder = path.join(__dirname, "recorded");

  it("is the recorded text (UPDATE_RECORDED=1 npm test -- unit writes it)", () => {
    const file = path.join(folder, "next.yaml");
    if (process.env.UPDATE_RECORDED) fs.writeFileSync(file, recordable());
    expect(recordable()).to.equal(fs.readFileSync(file, "utf8"));
  });

  it("is that of the last release, unless a changeset says that it replaces VMs", () => {
    const releases = fs
      .readdirSync(folder)
      .filter((name) => name !== "next.yaml")
      .sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
    const last = releases.at(-1);
    const released = last === undefined ? undefined : fs.readFileSync(path.join(folder, last), "utf8");
    const notes = path.join(__dirname, "../../../../../.changeset");
    const changesets = fs
      .readdirSync(notes)
      .filter((name) => name.endsWith(".md"))
      .map((name) => fs.readFileSync(path.join(notes, name), "utf8"));
    expect(replacesUnsaid(released, recordable(), changesets)).to.equal(false);
  });

  it("would be refused where it changed without such a word", () => {
    expect(replacesUnsaid("before", "after", ["a fix"])).to.equal(true);
    expect(replacesUnsaid("before", "after", ["a fix", "A newer image: replaces VMs"])).to.equal(false);
    expect(replacesUnsaid("same", "same", [])).to.equal(false);
    expect(replacesUnsaid(undefined, "first", [])).to.equal(false);
  });

  it("is under EC2's limit with every option", () => {
    expect(Buffer.byteLength(renderUserData(everything))).to.be.lessThan(userDataLimit);
  });

  it("is YAML that gives back every file as it is", () => {
    const config = parse(renderUserData(everything)) as { write_files: { path: string; content: string }[] };
    expect(config.write_files.map(({ path: at, content }) => [at, content])).to.deep.equal(
      hostFiles(everything).map(({ path: at, content }) => [at, content]),
    );
  });
});
