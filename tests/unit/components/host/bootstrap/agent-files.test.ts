import { expect } from "chai";
import { hostFiles } from "../../../../../components/host/bootstrap/files";
import { renderUserData } from "../../../../../components/host/bootstrap/user-data";

const settings = {
  dockerPackages: "distribution",
  agent: {
    authorizedKey: "ssh-ed25519 AAAA jenkins\n",
    hostKeyParameter: "/pulumi-jenkins-docker/ci/dev/large/host-key",
  },
  region: "eu-central-1",
  registryMirrors: [],
  addressPools: [],
  usernsRemap: false,
  sysbox: false,
} as const;

describe("a machine that is an agent", () => {
  const files = hostFiles(settings);
  const content = (name: string) => files.find(({ path }) => path.endsWith(name))?.content ?? "";

  it("has an SSH server with the fleet's host key alone, and lets in whom the fleet names", () => {
    expect(content("10-jenkins-docker-host.conf")).to.equal(
      "HostKey /etc/jenkins-docker-host/ssh/host.pem\nPasswordAuthentication no\nMatch User jenkins\n" +
        "  AuthorizedKeysFile /etc/jenkins-docker-host/authorized_keys\n",
    );
    expect(content("authorized_keys")).to.equal("ssh-ed25519 AAAA jenkins\n");
  });

  it("has its settings, and an engine that no network reaches", () => {
    expect(content("/settings")).to.contain(
      "AGENT_FOLDER='/home/jenkins/agent'\nAGENT_JAVA='21'\nAGENT_USER='jenkins'\nKEYS_FOLDER='/etc/jenkins-docker-host/ssh'\n",
    );
    expect(content("/settings")).to.contain("KEYS_PARAMETER='/pulumi-jenkins-docker/ci/dev/large/host-key'\n");
    expect(files.map(({ content: text }) => text).join("\n")).not.to.contain("tcp://0.0.0.0");
    expect(files.some(({ path }) => path.includes("keys.timer"))).to.equal(false);
  });

  it("is set up by a user-data without secrets, which EC2 takes", () => {
    const text = renderUserData(settings);
    expect(text).not.to.contain("PRIVATE KEY");
    expect(text.length).to.be.lessThan(16_384);
  });
});
