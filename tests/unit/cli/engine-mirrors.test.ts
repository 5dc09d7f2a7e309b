import { expect } from "chai";
import { hasChosen, namesEngine, reachedFromContainers } from "../../../cli/engine-mirrors";

describe("the mirrors of this machine's engine", () => {
  it("are not taken where the settings name some, or none, or another engine", () => {
    const settings = (line: string) => `config:\n  pulumi-jenkins-docker:access: dind\n${line}`;
    expect(hasChosen(settings(""))).to.equal(false);
    expect(hasChosen("")).to.equal(false);
    expect(hasChosen(settings("  pulumi-jenkins-docker:registryMirrors: []\n"))).to.equal(true);
    for (const other of ["local: { dockerHost: tcp://10.0.0.1:2376 }", "host: existing"]) {
      expect(hasChosen(settings(`  pulumi-jenkins-docker:${other}\n`)), other).to.equal(true);
      expect(namesEngine(settings(`  pulumi-jenkins-docker:${other}\n`)), other).to.equal(true);
    }
    for (const ours of ["registryMirrors: []", "host: local"])
      expect(namesEngine(settings(`  pulumi-jenkins-docker:${ours}\n`)), ours).to.equal(false);
  });

  it("are those that a container reaches, without the slash that the engine adds", () => {
    const mirrors = [
      "https://mirror.example.org/",
      "http://10.0.0.1:5000",
      "http://127.0.0.1:5000/",
      "http://localhost:5000",
    ];
    mirrors.push("http://[::1]:5000/", "https://mirror.example.org/hub/", "https://user:word@mirror.example.org");
    expect(reachedFromContainers(mirrors)).to.deep.equal(["https://mirror.example.org", "http://10.0.0.1:5000"]);
  });
});
