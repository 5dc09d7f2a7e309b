import { expect } from "chai";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { RunProgress } from "../../../../cli/progress/run-progress";

const urn = (type: string, name: string) =>
  `urn:pulumi:local::pulumi-jenkins-docker::pulumi-jenkins-docker:index:Jenkins$${type}::${name}`;
const event = (what: object) => what as unknown as EngineEvent;
const step = (op: string, type: string, name: string, inputs: object = {}) => ({
  metadata: { op, type, urn: urn(type, name), new: { inputs } },
});
const begins = (...of: Parameters<typeof step>) => event({ resourcePreEvent: step(...of) });
const ends = (...of: Parameters<typeof step>) => event({ resOutputsEvent: step(...of) });
const says = (severity: string, message: string, more: object = {}) =>
  event({ diagnosticEvent: { severity, message, ...more } });
const container = "docker:index/container:Container";

describe("what is told of a run", () => {
  it("is what is being done, and the share of it", () => {
    const run = new RunProgress();
    expect(run.now).to.equal("0 done: checking");
    run.take(begins("create", "docker:index/remoteImage:RemoteImage", "jenkins-dind", { name: "docker:29-dind" }));
    run.take(begins("create", "pulumi-jenkins-docker:index:LocalDockerHost", "local"));
    run.take(begins("create", "random:index/randomPassword:RandomPassword", "jenkins-admin"));
    run.take(begins("same", container, "jenkins"));
    run.take(begins("delete-replaced", container, "jenkins"));
    expect(run.now).to.equal("0 done: pulling image docker:29-dind; removing the old container jenkins");
    run.take(ends("create", "docker:index/remoteImage:RemoteImage", "jenkins-dind"));
    run.take(
      begins("create-replacement", "docker:index/remoteImage:RemoteImage", "jenkins", {
        name: "jenkins:1a",
        build: {},
      }),
    );
    expect(run.now).to.equal("1 done: removing the old container jenkins; building image jenkins:1a");
    run.take(
      event({ resOpFailedEvent: step("create-replacement", "docker:index/remoteImage:RemoteImage", "jenkins") }),
    );
    run.take(event({ resOpFailedEvent: step("delete", container, "jenkins") }));
    expect(run.now).to.equal("1 done: checking");
    run.take(says("info", "waiting for Jenkins (jenkins-local), 5 s: HTTP 503\n", { ephemeral: true }));
    expect(run.now).to.equal("1 done: waiting for Jenkins (jenkins-local), 5 s: HTTP 503");
    run.take(says("info", "step 1\n\u001b[2Kstep 2\n", { ephemeral: true }));
    run.take(says("debug", "what nobody reads\n", { ephemeral: true }));
    expect(run.now).to.equal("1 done: [2Kstep 2");
    run.take(ends("same", container, "jenkins"));
    expect(run.now, "after the wait").to.equal("2 done: checking");
  });

  it("is a share of what there was before, and never more", () => {
    const run = new RunProgress(2);
    for (const name of ["a", "b", "c"]) run.take(ends("same", container, name));
    expect(run.now).to.equal("2 of 2: checking");
    for (const name of ["a", "b", "c", "d", "e"]) run.take(begins("create", container, name));
    expect(run.now).to.equal("2 of 2: making container a, container b, container c; 2 more");
  });

  it("is each note, warning and error, once, in the words of whoever has them", () => {
    const run = new RunProgress();
    const told = (...of: Parameters<typeof says>) => run.take(says(...of));
    expect(told("info", "builds reach Docker by dood\n")).to.deep.equal(["builds reach Docker by dood"]);
    expect(told("warning", "no backups are made\n")).to.deep.equal(["warning: no backups are made"]);
    expect(told("warning", "of a provider\n", { ephemeral: true })).to.deep.equal(["warning: of a provider"]);
    expect(run.take(event({ stdoutEvent: { message: "resources may be orphaned\n" } }))).to.deep.equal([
      "resources may be orphaned",
    ]);
    expect(told("debug", "Registering resource\n")).to.deep.equal([]);
    expect(told("error", "update failed\n")).to.deep.equal([]);
    expect(told("info", "\n")).to.deep.equal([]);
    const check =
      'before hook "checks of Jenkins jenkins" failed: pulumi-jenkins-docker: 1 problem in the configuration of stack local\n  access …\n';
    expect(told("error", check, { urn: urn("pulumi:providers:pulumi", "checks of Jenkins jenkins") })).to.deep.equal([
      "error: pulumi-jenkins-docker: 1 problem in the configuration of stack local\n  access …",
    ]);
    expect(
      told("error", "1 error occurred:\n\t* no space left on device\n", { urn: urn(container, "jenkins") }),
    ).to.deep.equal(["error: container jenkins: 1 error occurred:\n\t* no space left on device"]);
  });

  it("is a total at the end", () => {
    const total = (resourceChanges: object, result = "succeeded") =>
      new RunProgress().take(event({ summaryEvent: { durationSeconds: 59, resourceChanges, result } }));
    expect(total({ create: 21, same: 3 })).to.deep.equal(["Done after 59 s: 21 made"]);
    expect(total({ same: 21 })).to.deep.equal(["Done after 59 s: nothing changed"]);
    expect(total({ replace: 1, update: 1, delete: 2 }, "failed")).to.deep.equal([
      "Failed after 59 s: 1 changed, 1 replaced, 2 removed",
    ]);
  });
});
