import { expect } from "chai";
import { ago, lastBackup, size } from "../../../../../components/jenkins/backup/last-backup";

describe("the last backup, in words", () => {
  it("is when it was made, how much is in it, and its snapshot", () => {
    const now = new Date("2026-11-29T05:01:00Z");
    expect(lastBackup("2026-11-29T02:00Z 1a2b3c4d 1288490188\n", now)).to.equal(
      "last backup: 3 h ago, 1.2 GiB, snapshot 1a2b3c4d",
    );
  });

  it("is what else was said", () => {
    expect(lastBackup("no backup yet\n", new Date())).to.equal("no backup yet");
    expect(lastBackup("the last backup, at 2026-11-29T02:00Z, failed: no space left\n", new Date())).to.equal(
      "the last backup, at 2026-11-29T02:00Z, failed: no space left",
    );
  });

  it("has units that a person reads", () => {
    expect([0, 59, 60, 47 * 60, 50 * 60].map((minutes) => ago(minutes * 60_000))).to.deep.equal([
      "0 min ago",
      "59 min ago",
      "1 h ago",
      "47 h ago",
      "2 d ago",
    ]);
    expect(ago(-5000), "a clock that is behind").to.equal("0 min ago");
    expect([0, 1023, 1024, 15 * 1024 ** 2, 2.5 * 1024 ** 4].map(size)).to.deep.equal([
      "0 B",
      "1023 B",
      "1.0 KiB",
      "15 MiB",
      "2.5 TiB",
    ]);
  });
});
