import { expect } from "chai";
import {
  backupSchema,
  backupSettings,
  isFolder,
  keptArguments,
} from "../../../../../components/jenkins/backup/backup-settings";
import { problemsOf } from "../../../../../components/text/validation";

const least = { repository: "/srv/backups", password: "p" };

describe("the settings of backups", () => {
  it("have defaults", () => {
    const { keep, ...others } = backupSettings({ ...least, keep: { monthly: 12 } });
    expect(keep).to.deep.equal({ daily: 7, weekly: 4, monthly: 12 });
    expect(others).to.deep.equal({
      ...least,
      credentials: {},
      schedule: "0 2 * * *",
      exclude: [],
      checkPercent: 5,
      image: "restic/restic:0.18.1",
    });
    expect(keptArguments({ daily: 7, weekly: 0, monthly: 1 })).to.equal("--keep-daily 7 --keep-monthly 1");
    expect(keptArguments({ daily: 0, weekly: 0, monthly: 0 }), "all are kept").to.equal("");
  });

  for (const repository of [
    "/srv/backups",
    "/mnt/nas-1/jenkins@prod.example.org",
    "s3:https://s3.eu-central-1.amazonaws.com/acme/prod",
    "sftp:backup@nas.example.org:/srv/jenkins",
    "sftp://backup@nas.example.org:2222//srv/jenkins",
    "rest:https://backup.example.org:8000/prod/",
    "azure:acme:/",
    "b2:acme:jenkins",
  ])
    it(`may be in ${repository}`, () => {
      expect(problemsOf(backupSchema, { ...least, repository })).to.deep.equal([]);
      expect(isFolder(repository)).to.equal(repository.startsWith("/srv") || repository.startsWith("/mnt"));
    });

  for (const [what, wrong, path, says] of [
    ["no repository", { password: "p" }, "repository", /is needed/],
    ["no password", { repository: "/srv/b" }, "password", /is needed: the repository's password, as a secret/],
    ["an empty password", { ...least, password: "" }, "password", /is needed/],
    ["a folder that is relative", { ...least, repository: "backups" }, "repository", /"backups" is not a repository/],
    ["a folder that leads up", { ...least, repository: "/srv/../etc" }, "repository", /is not a repository/],
    [
      "a folder that Docker would read as two",
      { ...least, repository: "/srv:/etc" },
      "repository",
      /is not a repository/,
    ],
    ["a backend that the image lacks", { ...least, repository: "rclone:nas:b" }, "repository", /is not a repository/],
    [
      "a password in the address",
      { ...least, repository: "rest:https://me:secret@host/" },
      "repository",
      /^has a login in its address\. Put it into credentials/,
    ],
    [
      "a password with a slash",
      { ...least, repository: "rest:https://me:se/cret@host/" },
      "repository",
      /^is not the address of a rest server: rest:https/,
    ],
    [
      "a backend whose credentials are a file",
      { ...least, repository: "gs:bucket:/" },
      "repository",
      /is not a repository/,
    ],
    [
      "a variable that is none",
      { ...least, credentials: { "aws key": "x" } },
      "credentials.aws key",
      /is not the name of a variable/,
    ],
    [
      "the password as a variable",
      { ...least, credentials: { RESTIC_PASSWORD: "x" } },
      "credentials.RESTIC_PASSWORD",
      /is a setting of its own/,
    ],
    [
      "an empty credential",
      { ...least, credentials: { AWS_ACCESS_KEY_ID: "" } },
      "credentials.AWS_ACCESS_KEY_ID",
      /is empty/,
    ],
    ["a schedule that no day has", { ...least, schedule: "0 24 * * *" }, "schedule", /"24" is no hour/],
    ["a part of a backup", { ...least, keep: { daily: 1.5 } }, "keep.daily", /a whole number from 0 to 1000/],
    ["a pattern that is a comment", { ...least, exclude: ["# builds"] }, "exclude[0]", /is not a pattern/],
    ["a pattern of two lines", { ...least, exclude: ["a\nb"] }, "exclude[0]", /is not a pattern/],
    ["more than everything", { ...least, checkPercent: 101 }, "checkPercent", /from 0 to 100 \(percent\)/],
  ] as [string, object, string, RegExp][])
    it(`are refused with ${what}`, () => {
      const problems = problemsOf(backupSchema, wrong);
      expect(problems.map((one) => one.path)).to.deep.equal([path]);
      expect(problems[0]?.message).to.match(says);
    });

  it("say no secret in their errors", () => {
    for (const secret of ["s3cret", "s3/cret"]) {
      const problems = problemsOf(backupSchema, { ...least, repository: `rest:http://me:${secret}@host/` });
      expect(problems).to.have.length(1);
      expect(JSON.stringify(problems)).not.to.contain("cret@");
    }
  });
});
