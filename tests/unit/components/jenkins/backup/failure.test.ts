import { expect } from "chai";
import { whyItFailed } from "../../../../../components/jenkins/backup/failure";

describe("why a command on backups failed", () => {
  const called = (path: string) => `jenkins.${path}`;

  it("is what restic said last, and what to do", () => {
    expect(whyItFailed(12, "asking\nFatal: wrong password or no key found\n", called)).to.equal(
      "wrong password or no key found. The repository was made with another password: correct jenkins.backup.password",
    );
    expect(whyItFailed(21, "900 MiB are to be restored, and 10 MiB are free\n", called)).to.match(
      /free\. Make room on/,
    );
  });

  it("is what was said alone, where nobody knows what to do, and the status where nothing was said", () => {
    expect(whyItFailed(1, "Fatal: unable to save snapshot: disk full.\n", called)).to.equal(
      "unable to save snapshot: disk full",
    );
    expect(whyItFailed(137, "", called)).to.equal("it ended with status 137");
  });
});
