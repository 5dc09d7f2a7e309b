import { expect } from "chai";
import { candidate, installCommands, systemOf } from "../../../cli/install-docker";

describe("a machine without an engine", () => {
  for (const [what, release, system] of [
    ["Debian", "ID=debian\nVERSION_CODENAME=trixie\n", { distribution: "debian", codename: "trixie" }],
    [
      "Ubuntu",
      "ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=jammy\nUBUNTU_CODENAME=jammy\n",
      { distribution: "ubuntu", codename: "jammy" },
    ],
    [
      "what is made from Ubuntu",
      'ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_CODENAME=xia\nUBUNTU_CODENAME=noble\n',
      { distribution: "ubuntu", codename: "noble" },
    ],
    ["Fedora", 'ID="fedora"\nVERSION_CODENAME=""\n', undefined],
    ["an unknown system", undefined, undefined],
  ] as const)
    it(`is known as the packages call it: ${what}`, () => {
      expect(systemOf(release)).to.deep.equal(system);
    });

  it("gets the distribution's Docker where an up takes that, and else Docker's own", () => {
    const debian = { distribution: "debian", codename: "bookworm" } as const;
    const policy = (version: string) => `docker.io:\n  Installed: (none)\n  Candidate: ${version}\n  Version table:\n`;
    const commands = (version: string) => installCommands(debian, candidate(policy(version)));
    expect(commands("26.1.5+dfsg1-9+b11")).to.deep.equal([
      "apt-get install -y --install-recommends docker.io",
      "service docker start",
    ]);
    for (const version of ["20.10.24+dfsg1-1+deb12u1+b6", "24.0.7-0ubuntu2~22.04.1", "(none)"])
      expect(commands(version)).to.include.members([
        'echo "deb [signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/debian bookworm stable" >/etc/apt/sources.list.d/docker.list',
        "apt-get install -y docker-ce docker-ce-cli containerd.io",
      ]);
  });
});
