import { expect } from "chai";
import { readme } from "../../../stacks/readme";

const facts = { stack: "dev", url: "http://localhost:8080", home: "jenkins-dev-home", access: "dood", notes: [] };

describe("a stack's readme", () => {
  it("says where to log in, what the builds use, and how to use something else", () => {
    expect(readme(facts)).to.equal(`# Jenkins of stack dev

- Log in at http://localhost:8080 as \`admin\`; the password: \`pulumi stack output adminPassword --show-secrets --stack dev\`
- Builds reach Docker by **dood**. To switch, to dind or remote: \`pulumi config set access dind --stack dev\`, then \`pulumi up\`
- Everything Jenkins keeps is in the volume \`jenkins-dev-home\`
`);
  });
  it("has what its host adds", () => {
    expect(readme({ ...facts, notes: ["A shell", "A disk"] })).to.match(/home`\n- A shell\n- A disk\n$/);
  });
  it("names the mode that it is not, and the commands of stack local", () => {
    expect(readme({ ...facts, access: "dind" })).to.contain("pulumi config set access dood");
    const local = readme({ ...facts, stack: "local" });
    expect(local)
      .to.contain("npm run -s pulumi -- stack output adminPassword --show-secrets")
      .and.to.contain("npm start -- --access dind");
  });
});
