/** Upgrades of Jenkins with a way back, on the real engine: a backup first, and one command that undoes what did not go well. */
import { expect } from "chai";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { configureBackups, repositoryFolder, withBackups } from "./support/backups";
import { succeeds } from "./support/command";
import { localEngine } from "./support/docker";
import { pushedUntilRemoved, removePushed } from "./support/pushed-images";
import { openRegistry } from "./support/registry";
import { type Config, saidWhenFailing, TestStack } from "./support/stack";

describe("an upgrade of Jenkins", () => {
  let stack: TestStack;
  let repository: string;
  before(async function () {
    if (!openRegistry) {
      console.log("    not run: needs a registry to push to, which the testbed has (REGISTRY_MIRROR)");
      this.skip();
    }
    repository = repositoryFolder();
    stack = await TestStack.create("upgrade");
    await withBackups(stack, repository);
    await (await stack.jenkins()).runs("before", "echo before-the-upgrade");
  });
  after(async () => {
    if (!openRegistry) return;
    await stack.cleanUp();
    removePushed();
    fs.rmSync(repository, { recursive: true });
  });

  /** A newer image. @param more lines of its Dockerfile */
  function newer(version: string, more = ""): string {
    const name = `${openRegistry ?? ""}/test/jenkins:${version}-lts-jdk21`;
    const input = `FROM jenkins/jenkins:2.580.2-lts-jdk21\n${more}`;
    execFileSync("docker", ["build", "-q", "--provenance=false", "-t", name, "-"], { input });
    return `${name}@${pushedUntilRemoved(name).split("@")[1] ?? ""}`;
  }
  /** A core that rewrites the home, and then fails. */
  const breaksHome = `ENTRYPOINT ["sh", "-c", "rm -rf /var/jenkins_home/jobs/before; echo this core does not start >&2; exit 1"]\n`;
  /** A script that takes security away, in an image that starts. */
  const folder = "/usr/share/jenkins/ref/init.groovy.d";
  const open = "jenkins.model.Jenkins.instance.authorizationStrategy = hudson.security.AuthorizationStrategy.UNSECURED";
  const opensJenkins = `RUN mkdir -p ${folder} && echo '${open}' >${folder}/zzOfAUser.groovy\n`;
  const configured = (image: string, more: Config = {}) =>
    configureBackups(stack, repository, { jenkins: { image, ...more } });
  const upgraded = async (image: string, more?: Config) => {
    await configured(image, more);
    return stack.up();
  };
  const failsWith = (image: string, more?: Config) => saidWhenFailing(() => upgraded(image, more));
  const controller = async () => (await localEngine()).getContainer(stack.named()).inspect();
  const beforeUpgrades = async () => (await succeeds(stack, ["backups"])).match(/before an upgrade$/gm)?.length;
  const count = async () => (await succeeds(stack, ["backups"])).match(/^[0-9a-f]{8} /gm)?.length;

  it("is not begun where the home cannot be backed up", async () => {
    const before = (await controller()).Id;
    fs.renameSync(path.join(repository, "config"), path.join(repository, "away"));
    try {
      expect(await failsWith(newer("2.590.1"))).to.match(
        /backup +Jenkins' image changes, and its home cannot be backed up first: repository does not exist.* \[JD416\]/,
      );
    } finally {
      fs.renameSync(path.join(repository, "away"), path.join(repository, "config"));
    }
    expect((await controller()).Id).to.equal(before);
  });

  it("that was a mistake is taken back by hand after two that failed, and the next up changes nothing", async () => {
    const doesNotStart = 'ENTRYPOINT ["sh", "-c", "exit 1"]\n';
    expect(await failsWith(newer("2.595.1", doesNotStart))).to.contain("[JD407]");
    expect(await failsWith(newer("2.596.1", doesNotStart)))
      .to.match(/warning: Jenkins is [a-z ]+: its home is not backed up before its image changes/)
      .and.contain("[JD407]");
    await withBackups(stack, repository);
    await stack.changesNothing();
    expect(await (await stack.jenkins()).history("before")).to.deep.equal(["SUCCESS"]);
  });

  it("that breaks Jenkins is told with the command that goes back, which gives back the image and the home", async () => {
    const image = newer("2.600.1", breaksHome);
    await configured(image);
    expect((await stack.preview()).text).to.contain("Jenkins' home is backed up before its image changes");
    const said = await failsWith(image);
    expect(said).to.match(/Jenkins' home is backed up before its image changes: snapshot [0-9a-f]{8}: /);
    const back = new RegExp(
      `this core does not start\\n(.*\\n)*? +The home was backed up before the upgrade\\. To go back .*: pulumi-jenkins-docker rollback --stack ${stack.name} +\\[JD407\\]`,
    );
    expect(said).to.match(back);
    const again = await failsWith(image);
    expect(again).to.match(back).and.not.contain("is backed up before");
    expect(await beforeUpgrades()).to.equal(1);
    const all = await count();

    const told = await succeeds(stack, ["rollback", "--yes"]);
    expect(told).to.match(/^going back to jenkins\/jenkins:2\.580\.2-lts-jdk21, as it was at \S+ \S+ UTC$/m);
    expect(await (await stack.jenkins()).history("before")).to.deep.equal(["SUCCESS"]);
    const { Config: config } = await (await localEngine()).getImage((await controller()).Image).inspect();
    expect(config.Labels["org.opencontainers.image.base.name"]).to.equal("jenkins/jenkins:2.580.2-lts-jdk21");
    expect(fs.readFileSync(path.join(stack.folder, `stacks/plugins.${stack.name}.lock`), "utf8")).to.match(
      /^docker-plugin:\S/m,
    );
    expect(await count(), "a Jenkins that is not healthy is not backed up").to.equal(all);
    await stack.changesNothing();
  });

  it("that comes up, but not well, keeps the backup of before for the next try", async () => {
    const home = { homeVolume: await stack.output("homeVolume"), retainHome: true };
    const [first] = /^\S+/.exec(await succeeds(stack, ["backups"])) ?? [];
    // Jenkins gets healthy, and the up fails, since it lets everybody in. The home has the script from then on.
    const said = await failsWith(newer("2.605.1", opensJenkins), home);
    expect(said)
      .to.match(/is backed up before its image changes: snapshot [0-9a-f]{8}/)
      .and.contain("[JD414]");
    const kept = /^(\S+) .*before an upgrade$/m;
    const [, made = ""] = kept.exec(await succeeds(stack, ["backups"])) ?? [];
    expect(made).not.to.equal(first);
    expect(await failsWith(newer("2.606.1"), home))
      .to.contain("is backed up before")
      .and.contain("[JD414]");
    expect(await succeeds(stack, ["backups"])).to.match(new RegExp(`^${made} .*before an upgrade$`, "m"));
    await succeeds(stack, ["rollback", "--yes"]);
    const again = await succeeds(stack, ["rollback", "--yes"]);
    expect(again, "once more, into another volume").to.match(/jenkins\.homeVolume: \S+-home-[0-9a-f]{8}-2/);
    expect(again).to.contain("going back to jenkins/jenkins:2.580.2-lts-jdk21");
    expect(await (await stack.jenkins()).history("before")).to.deep.equal(["SUCCESS"]);
  });

  it("that goes well can be taken back, too, and a later mistake is not put down to it", async () => {
    const home = { homeVolume: await stack.output("homeVolume"), retainHome: true };
    const said = await upgraded(newer("2.610.1"), home);
    expect(said).to.contain("Jenkins' home is backed up before its image changes");
    expect(await succeeds(stack, ["backups"]), "the newest").to.match(
      /^\S+ {2}\S+ \S+ UTC {2}\S+ \S+ {2}before an upgrade\n/,
    );
    expect(await beforeUpgrades()).to.equal(1);
    await (await stack.jenkins()).runs("after", "echo after-the-upgrade");
    expect(await failsWith(newer("2.610.1"), { ...home, javaOpts: "-XX:NoSuchOption" }))
      .to.match(/Unrecognized VM option/)
      .and.not.contain("rollback");
    await configured(newer("2.610.1"), home);
    await succeeds(stack, ["rollback", "--yes"]);
    const jenkins = await stack.jenkins();
    expect(await jenkins.history("before")).to.deep.equal(["SUCCESS"]);
    expect(await jenkins.status("job/after/api/json")).to.equal(404);
  });
});
