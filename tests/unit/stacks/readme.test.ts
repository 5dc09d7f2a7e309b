import { expect } from "chai";
import { readme } from "../../../stacks/readme";

const facts = {
  stack: "dev",
  url: "http://localhost:8080",
  home: "jenkins-dev-home",
  access: "dood",
  grants: "**root on Jenkins' machine**",
  otherModes: ["dind", "remote"],
  labels: ["docker"],
  image: "jenkins/jenkins:2.580.2-lts-jdk21",
  backup: false,
  notes: [],
};

describe("a stack's readme", () => {
  it("says how to log in, build, switch, upgrade and restore, and what builds are given", () => {
    expect(readme(facts)).to.equal(`# Jenkins of stack dev

- Log in at http://localhost:8080 as \`admin\`; the password: \`pulumi stack output adminPassword --show-secrets --stack dev\`
- Builds run on agents: \`node('docker') { … }\`. That they can use Docker is proved by \`npm run smoke -- --stack dev\`
- Builds reach Docker by **dood**, which grants to whoever can start one: **root on Jenkins' machine**
- To switch, to dind or remote: \`pulumi config set access dind --stack dev\`, then \`pulumi up\`. Home, address and password stay; running builds end
- To upgrade Jenkins: another tag than \`jenkins/jenkins:2.580.2-lts-jdk21\` in \`jenkins.image\`, then \`pulumi up\`. What a change means before it is made: \`npm run -s diff -- --stack dev\`
- Everything Jenkins keeps is in the volume \`jenkins-dev-home\`. No backups are made: \`jenkins.backup\`
`);
  });
  it("tells of an image of one's own", () => {
    expect(readme({ ...facts, backup: true })).to.contain(
      "in the volume `jenkins-dev-home`. To back it up now: `npm run backup -- --stack dev`. What there is: `npm run backups -- --stack dev`\n",
    );
    expect(readme({ ...facts, image: undefined })).to.contain(
      "To upgrade Jenkins: another digest in `jenkins.customImage`, then",
    );
  });
  it("has what its host adds", () => {
    expect(readme({ ...facts, notes: ["A shell", "A disk"] })).to.match(/jenkins.backup`\n- A shell\n- A disk\n$/);
  });
  it("names the mode that it is not, and the commands of stack local", () => {
    expect(readme({ ...facts, access: "dind", otherModes: ["dood", "remote"] })).to.contain(
      "pulumi config set access dood",
    );
    const local = readme({ ...facts, stack: "local" });
    expect(local)
      .to.contain("npm run -s pulumi -- stack output adminPassword --show-secrets")
      .and.to.contain("npm start -- --access dind");
  });
});
