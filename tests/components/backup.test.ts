import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { type Backup, Jenkins } from "../../index";
import { certificate } from "../unit/support/pems";
import { isSecret, preview, type Registered } from "./mocks";

const endpoint = { dockerHost: "unix:///var/run/docker.sock", address: "localhost", socketGid: 998 };
const password = "of the repository";
const credentials = { AWS_SECRET_ACCESS_KEY: "of the storage" };

/** What a Jenkins with these backups registers. */
async function made(backup?: Partial<Backup>, more: object = {}): Promise<Registered[]> {
  const given = backup && { repository: "s3:https://s3.example.org/b", password, ...backup };
  return preview(() => {
    new Jenkins("ci", { endpoint, backup: given, ...more });
  });
}

const container = (all: Registered[]) =>
  all.find(({ type, name }) => type.endsWith(":Container") && name === "ci-backup")?.inputs;
/** What is uploaded: with a secret among it, the whole list is a secret. */
const uploads = (inputs: Record<string, unknown> | undefined) =>
  (inputs?.uploads as { value: { file: string; content: string }[] }).value;
const text = (inputs: Record<string, unknown> | undefined, file: string) =>
  uploads(inputs).find((one) => one.file === `/run/backup/${file}`)?.content;

describe("backups of a Jenkins", () => {
  it("are made only where they are asked for", async () => {
    expect(container(await made())).to.equal(undefined);
    expect(container(await made({}))?.command).to.deep.equal(["serve"]);
  });

  it("have their secrets in files that are secrets, and in no environment", async () => {
    const all = await made({ credentials });
    const inputs = container(all);
    expect(isSecret(inputs?.uploads)).to.equal(true);
    const jenkins = all.find(({ type }) => type.endsWith(":Jenkins"));
    expect(isSecret(jenkins?.inputs.backup), "in a reviewer's diff").to.equal(true);
    expect(JSON.stringify(inputs?.envs)).not.to.match(/of the/);
    expect(inputs?.envs).to.include("RESTIC_REPOSITORY=s3:https://s3.example.org/b");
    expect(inputs?.volumes).to.deep.equal([]);
  });

  it("read the home, and cannot write it", async () => {
    const [mount] = container(await made({}))?.mounts as object[];
    expect(mount).to.include({ target: "/var/jenkins_home", readOnly: true });
    const [adopted] = container(await made({}, { homeVolume: "theirs" }))?.mounts as object[];
    expect(adopted).to.include({ source: "theirs" });
  });

  it("may go to a folder of the machine", async () => {
    const inputs = container(await made({ repository: pulumi.output("/srv/backups") }));
    expect(inputs?.volumes).to.deep.equal([{ hostPath: "/srv/backups", containerPath: "/repository" }]);
    expect(inputs?.envs).to.include("RESTIC_REPOSITORY=/repository");
  });

  it("come by their schedule, keep what they are told, and leave out what Jenkins makes again", async () => {
    const inputs = container(
      await made({ schedule: " 30 1 * * 1-5 ", keep: { weekly: 0 }, exclude: ["/jobs/*/builds/*/archive"] }),
    );
    const run = "/bin/sh /run/backup/backup.sh";
    expect(text(inputs, "schedule/root")).to.equal(
      `30 1 * * 1-5 ${run} run 2880 >/proc/1/fd/1 2>&1\n30 4 * * 0 ${run} check 2880 >/proc/1/fd/1 2>&1\n`,
    );
    expect(inputs?.envs).to.include.members(["KEEP=--keep-daily 7 --keep-monthly 6", "CHECK=5%", "TZ=UTC"]);
    expect(text(inputs, "exclude")?.split("\n")).to.include.members([
      "/var/jenkins_home/workspace",
      "/var/jenkins_home/jobs/*/builds/*/archive",
    ]);
    expect(text(container(await made({ checkPercent: 0 })), "schedule/root")).not.to.contain("check");
  });

  it("go through the proxy, and trust the company's CAs", async () => {
    const inputs = container(
      await made({}, { proxy: { http: "http://proxy.example.org:3128" }, caBundle: certificate }),
    );
    expect(inputs?.envs).to.include("HTTPS_PROXY=http://proxy.example.org:3128");
    expect(uploads(inputs).map(({ file }) => file)).to.include("/etc/ssl/certs/company.pem");
  });
});
