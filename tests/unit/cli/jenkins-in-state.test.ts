import { expect } from "chai";
import { jenkinsIn } from "../../../cli/jenkins-in-state";
import { exported } from "../support/exported-state";

const jenkinsType = "pulumi-jenkins-docker:index:Jenkins";
const containerType = "docker:index/container:Container";
const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "…",
  plaintext: JSON.stringify(value),
});

type Made = Parameters<typeof exported>[number];

/** A resource that a Jenkins has made. */
const child = (of: string, type: string, name: string, more: object): Made => ({
  ...{ type, name, parent: `urn:pulumi:dev::ci::${jenkinsType}::${of}` },
  ...more,
});
const provider = (of: string, inputs: object = { host: `ssh://${of}` }) =>
  child(of, "pulumi:providers:docker", of, { inputs });

/** A Jenkins as a state has it: itself, and what it has made. @param outputs its own; none after a failed up */
const jenkins = (name: string, outputs?: object): Made[] => [
  { type: jenkinsType, name, inputs: { access: "dind" }, outputs },
  child(name, containerType, name, {
    inputs: {
      mounts: [
        { source: "casc", target: "/run/casc" },
        { source: `home-of-${name}`, target: "/var/jenkins_home" },
      ],
    },
    outputs: { name: `container-${name}` },
  }),
  child(name, "random:index/randomPassword:RandomPassword", `${name}-admin`, {
    outputs: { result: secret(`of ${name}`) },
  }),
];
const stack = (outputs: object = {}): Made => ({ type: "pulumi:pulumi:Stack", name: "ci-dev", outputs });
const whole = (name: string) => [...jenkins(name, { url: `https://${name}` }), provider(name)];

const found = (...resources: Made[]) => jenkinsIn("dev", exported(...resources));
const none = "stack dev has no controller yet: run pulumi up first";

describe("the Jenkins of a stack, in its state", () => {
  it("is there whatever the program exports", () => {
    const { outputs, endpoint } = found(stack(), ...whole("ci"));
    expect(outputs).to.deep.equal({
      url: "https://ci",
      access: "dind",
      adminUser: "admin",
      adminPassword: "of ci",
      caCert: undefined,
      containerName: "container-ci",
      homeVolume: "home-of-ci",
    });
    expect(endpoint.dockerHost).to.equal("ssh://ci");
  });

  it("is on the engine of its provider, with the keys of that", () => {
    const tls = { host: "tcp://h:2376", caMaterial: "the CA", certMaterial: "its own", keyMaterial: secret("a key") };
    const elsewhere = { ...provider("ci"), parent: "urn:pulumi:dev::ci::their:own:Component::ci" };
    const replaced = { ...provider("ci"), delete: true };
    const { endpoint } = found(
      stack(),
      elsewhere,
      replaced,
      ...jenkins("ci", { url: "http://ci" }),
      provider("ci", tls),
    );
    expect(endpoint).to.deep.equal({
      dockerHost: "tcp://h:2376",
      caCert: "the CA",
      clientCert: "its own",
      clientKey: "a key",
    });
  });

  it("is known after a failed up, which leaves it without outputs", () => {
    const { outputs } = found(stack(), ...jenkins("ci"), provider("ci"));
    expect(outputs).to.include({ containerName: "container-ci", homeVolume: "home-of-ci", adminPassword: "of ci" });
    expect(outputs.url).to.equal(undefined);
    const ofStack = stack({ url: secret("https://exported"), caCert: "exported" });
    expect(found(ofStack, ...jenkins("ci"), provider("ci")).outputs).to.include({
      url: "https://exported",
      caCert: "exported",
    });
  });

  it("is known where that up has taken its container away, too, by what the stack exports", () => {
    const [component = stack()] = jenkins("ci");
    const ofStack = stack({ containerName: "container-ci", homeVolume: "home-of-ci" });
    expect(found(ofStack, component, provider("ci")).outputs).to.include({
      containerName: "container-ci",
      homeVolume: "home-of-ci",
    });
  });

  it("takes nothing of the stack's outputs that is another server's", () => {
    const ofOthers = stack({ caCert: "of another", url: "https://another", their: { plaintext: "of their own" } });
    const { outputs } = found(ofOthers, ...whole("ci"));
    expect([outputs.url, outputs.caCert]).to.deep.equal(["https://ci", undefined]);
  });

  it("is the one whose container the stack exports, of several", () => {
    for (const containerName of ["container-b", secret("container-b")]) {
      const { outputs, endpoint } = found(stack({ containerName }), ...whole("a"), ...whole("b"));
      expect([outputs.url, endpoint.dockerHost]).to.deep.equal(["https://b", "ssh://b"]);
      const failed = found(stack({ containerName }), ...whole("a"), ...jenkins("b"), provider("b"));
      expect(failed.outputs.containerName).to.equal("container-b");
    }
  });

  it("is asked for where there are several", () => {
    expect(() => found(stack(), ...whole("a"), ...whole("b"))).to.throw(
      "stack dev has several Jenkins: a, b. Export containerName of the one that commands are for",
    );
  });

  it("makes backups where it has their volume", () => {
    const volume = (of: string) => child(of, "docker:index/volume:Volume", "ci-backup", {});
    const container = child("ci", containerType, "ci-backup", {});
    expect(found(stack(), ...whole("ci"), volume("other"), container).makesBackups).to.equal(false);
    expect(found(stack(), ...whole("ci"), volume("ci")).makesBackups, "also without the container").to.equal(true);
  });

  it("is not there before the first up", () => {
    const [component = stack()] = jenkins("ci");
    for (const resources of [[], [stack()], [stack(), component, provider("ci")], [stack(), ...jenkins("ci")]])
      expect(() => found(...resources)).to.throw(none);
  });
});
