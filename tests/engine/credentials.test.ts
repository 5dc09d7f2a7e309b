/**
 * What Jenkins is given at its start for its clouds, by the Groovy of the image itself: a Jenkins of the testbed has no plugins. Classes of
 * plugins are played, with the constructors that theirs have.
 */
import { expect } from "chai";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { defaultImages } from "../../components/default-images";
import { runs } from "./support/runs";
import { repository } from "./support/stack";

const credentials = "com/cloudbees/plugins/credentials";
const engines = "org/jenkinsci/plugins/docker/commons/credentials/DockerServerCredentials";
const keys = "com/cloudbees/jenkins/plugins/sshcredentials/impl/BasicSSHUserPrivateKey";
const logins = `${credentials}/impl/UsernamePasswordCredentialsImpl`;

/** By class, what is in its braces. [docker-commons, ssh-credentials and credentials plugins: the constructors] */
const classes: Record<string, string> = {
  [engines]: "def id, text; DockerServerCredentials(s, i, d, k, c, a) { id = i; text = [s, d, k, c, a] }",
  [keys]:
    "def id, text; BasicSSHUserPrivateKey(s, i, u, k, p, d) { id = i; text = [s, u, k.key, p, d] }\n" +
    "static class DirectEntryPrivateKeySource { def key; DirectEntryPrivateKeySource(k) { key = k } }",
  [logins]: "def id, text; UsernamePasswordCredentialsImpl(s, i, d, u, p) { id = i; text = [s, d, u, p] }",
  [`${credentials}/CredentialsScope`]: "static SYSTEM = 'system', GLOBAL = 'global'",
  [`${credentials}/domains/Domain`]: "static global() { 'the domain' }",
  [`${credentials}/SystemCredentialsProvider`]: "static instance = [store: new Store()]",
  [`${credentials}/Store`]: [
    "def getCredentials(domain) { [[id: 'of-before', description: 'made by pulumi-jenkins-docker'], [id: 'theirs', description: 'x']]",
    "  .collect { map -> new Expando(map) { def hasProperty(String name) { map.containsKey(name) } } } }",
    'def removeCredentials(domain, one) { println "removed ${one.id}" }',
    'def addCredentials(domain, one) { println "added ${one.id} ${one.text}" }',
  ].join("\n"),
  "hudson/util/Secret": "static fromString(text) { text }",
};

/** What the script reflects on is closed to programs of Java's later versions, unless the image's own options say otherwise. */
const opens = ["io", "lang", "lang.reflect", "math", "net", "security", "text", "util"]
  .map((name) => `--add-opens java.base/java.${name}=ALL-UNNAMED`)
  .join(" ");

describe("the credentials of clouds", () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "credentials-"));
    const write = (file: string, text: string) => {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.writeFileSync(path.join(folder, file), text);
    };
    for (const name of ["key", "cert", "ca"]) write(`certs/client/${name}.pem`, name);
    const login = { auths: { "r:5000": { auth: Buffer.from("me:a:word").toString("base64") } } };
    write("secrets/docker/config.json", JSON.stringify(login));
    for (const [name, text] of Object.entries({ id: "ssh-large", user: "ubuntu", key: "ssh key" }))
      write(`secrets/fleets/1/${name}`, text);
    for (const [name, body] of Object.entries(classes)) {
      const [simple = "", ...outer] = name.split("/").reverse();
      write(`classes/${name}.groovy`, `package ${outer.reverse().join(".")}\nclass ${simple} {\n${body}\n}\n`);
    }
    fs.copyFileSync(
      path.join(repository, "components/jenkins/controller/credentials.groovy"),
      path.join(folder, "credentials.groovy"),
    );
  });
  after(() => {
    fs.rmSync(folder, { recursive: true });
  });

  /** What the script prints. @param without a class of a plugin that is not there @param fleets how many there are to be: one has its files */
  async function said(without?: string, fleets = 1): Promise<string[]> {
    const hidden = without === undefined ? "" : `rm /classes/${without}.groovy;`;
    const groovy = 'unzip -qo /usr/share/*/*.war "WEB-INF/lib/groovy-all*.jar" -d /tmp';
    const java = `java ${opens} -cp "$(echo /tmp/WEB-INF/lib/*.jar):/classes" groovy.ui.GroovyMain`;
    const script = `cp -r /given/classes /; ${hidden} ${groovy}; ${java} /given/credentials.groovy`;
    const folders = ["/given", "/certs", "/run/secrets"].flatMap((at, index) => [
      "--volume",
      `${path.join(folder, ["", "certs", "secrets"][index] ?? "")}:${at}:ro`,
    ]);
    const environment = ["--env", `FLEETS=${String(fleets)}`, "--env", "REGISTRY_LOGINS=1"];
    const words = ["run", "--rm", "--user", "0", ...folders, ...environment, "--entrypoint", "sh"];
    const output = await runs("docker", [...words, defaultImages.jenkins, "-c", script]);
    return output.trim().split("\n");
  }

  const [ofEngine, ofRegistry, ofFleet] = [
    "added engine-client [system, made by pulumi-jenkins-docker, key, cert, ca]",
    "added registry-r:5000 [global, made by pulumi-jenkins-docker, me, a:word]",
    "added ssh-large [system, ubuntu, ssh key, , made by pulumi-jenkins-docker]",
  ];

  it("are made of the files that it has, in the place of those of before, and other people's stay", async () => {
    expect(await said()).to.deep.equal([
      "removed of-before",
      ofEngine,
      ofRegistry,
      ofFleet,
      "pulumi-jenkins-docker: credentials [engine-client, registry-r:5000, ssh-large]",
    ]);
  });

  it("stay as they were where they cannot be made anew, and the others are made", async () => {
    const lines = await said(undefined, 2);
    expect(lines[0]).to.match(/no credentials for fleets: .*\/run\/secrets\/fleets\/2/);
    expect(lines.slice(1, -1)).to.deep.equal([ofEngine, ofRegistry, ofFleet]);
  });

  for (const [what, name, others] of [
    ["docker-commons, as an image for fleets alone", engines, [ofRegistry, ofFleet]],
    ["ssh-credentials", keys, [ofEngine, ofRegistry]],
  ] as const) {
    it(`are made without the plugin ${what}, but for its own, and that is said`, async () => {
      const lines = await said(name);
      expect(lines[0]).to.contain(`without the plugin that has ${name.replaceAll("/", ".")}`);
      expect(lines.slice(1, -1)).to.deep.equal(["removed of-before", ...others]);
    });
  }
});
