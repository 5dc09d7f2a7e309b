import { expect } from "chai";
import { chosen, snapshotsOf, table } from "../../../../cli/backup/snapshots";
import { CommandError } from "../../../../cli/say";

const ours = "acme/prod/jenkins";
const printed = [
  { id: "aaaa1111ffff", time: "2026-11-27T02:00:05.5+01:00", tags: [ours] },
  { id: "aaaa2222ffff", time: "2026-11-29T02:00:07Z", tags: ["acme/dev/jenkins"] },
  {
    id: "dddd5555ffff",
    original: "bbbb3333eeee",
    time: "2026-11-28T02:00:07Z",
    tags: [ours, "before-upgrade"],
    summary: { total_bytes_processed: 1288490188 },
  },
  { id: "cccc4444ffff", time: "2025-01-01T00:00:00Z" },
];
const all = snapshotsOf(JSON.stringify(printed));

describe("snapshots", () => {
  it("are listed, the newest first, with their times in UTC", () => {
    expect(table(all, ours)).to.deep.equal([
      "aaaa2222  2026-11-29 02:00 UTC    of acme/dev/jenkins",
      "bbbb3333  2026-11-28 02:00 UTC  1.2 GiB  before an upgrade",
      "aaaa1111  2026-11-27 01:00 UTC",
      "cccc4444  2025-01-01 00:00 UTC    of somebody else",
    ]);
  });

  it("are listed, the newest first, where two are of one minute, as restic prints them", () => {
    const times = ["2026-11-28T02:00:07.123456789Z", "2026-11-28T03:00:09.2+01:00", "2026-11-28T02:00:08.9Z"];
    const ofOneMinute = times.map((time, index) => ({ id: `aaaa${String(index)}000ffff`, time, tags: [ours] }));
    expect(snapshotsOf(JSON.stringify(ofOneMinute)).map(({ short }) => short)).to.deep.equal([
      "aaaa1000",
      "aaaa2000",
      "aaaa0000",
    ]);
  });

  it("are chosen: the newest of the stack, or that of an id", () => {
    expect(chosen(all, ours).short).to.equal("bbbb3333");
    expect(chosen(all, ours, "aaaa2").short).to.equal("aaaa2222");
    expect(chosen(all, ours, "bbbb").id, "the id that it was made with").to.equal("dddd5555ffff");
    expect(chosen(all, ours, "dddd").short).to.equal("bbbb3333");
  });

  for (const [what, list, id, says] of [
    ["no id of one", all, "0123abcd", /"0123abcd" is no snapshot of the repository\. The newest:\n {2}aaaa2222 /],
    ["the beginning of two", all, "aaaa", /"aaaa" begins more than one snapshot/],
    ["too short an id", all, "bbb", /"bbb" is no snapshot/],
    [
      "none of the stack",
      all.slice(0, 1),
      undefined,
      /has no backup of acme\/prod\/jenkins, but of acme\/dev\/jenkins/,
    ],
    ["none at all", [], undefined, /has no backup yet: pulumi-jenkins-docker backup makes one/],
  ] as [string, typeof all, string | undefined, RegExp][])
    it(`are not chosen by chance: ${what}`, () => {
      expect(() => chosen(list, ours, id)).to.throw(CommandError, says);
    });
});
