/** host: aws, from nothing to a build on a VM: the first `up` of a stack, and what is asserted of it. */
import { expect } from "chai";
import { connect } from "../../../components/endpoint/connect";
import { prove } from "../../../cli/smoke/proofs";
import { Agents } from "../../engine/support/agents";
import { hasImage } from "../../engine/support/docker";
import { opens } from "../../engine/support/ports";
import { expectRefusals } from "../../engine/support/refusals";
import type { Change } from "../../engine/support/stack";
import { AwsStack, awsConfig, buildAndRun } from "./aws-stack";

/**
 * Brings a stack up on a VM of its own, runs the job "image" there, and has the tests of all that. The caller takes it away.
 * @returns the stack, once its `before` has run
 */
export function testsFromNothing(name: string): () => AwsStack {
  let aws: AwsStack;
  let first: Change[];
  let said: string;
  /** The log of a build that makes an image and runs it. */
  let log: string;

  before(async () => {
    aws = await AwsStack.create(name);
    first = (await aws.stack.preview(awsConfig())).changes;
    said = await aws.stack.up();
    log = await (await aws.stack.jenkins()).runs("image", buildAndRun);
  });

  it("previews a first deployment, of which nothing is known yet", () => {
    expect(first.filter(({ op }) => op !== "create")).to.deep.equal([]);
    const types = first.map(({ type }) => type);
    expect(types).to.include.members(["aws:ec2/instance:Instance", "docker:index/container:Container"]);
  });

  it("has a healthy Jenkins by HTTPS at the VM's own address, and said meanwhile what it waited for", async () => {
    const { address } = await aws.endpoint();
    expect(said).to.contain(`waiting for the engine at tcp://${address}:2376`);
    expect(await aws.stack.output("url")).to.equal(`https://${address}`);
    const jenkins = await aws.stack.jenkins();
    expect(await jenkins.status("api/json")).to.equal(200);
    await fetch(jenkins.url).then(
      () => expect.fail("a CA that nobody has heard of was trusted"),
      (error: unknown) => expect((error as { cause: Error }).cause.message).to.match(/certificate/),
    );
  });

  it("opens the engine and HTTPS, and nothing else", async () => {
    const { address } = await aws.endpoint();
    const ports = [22, 80, 443, 2375, 2376, 8080, 50000];
    const open = await Promise.all(ports.map((port) => opens(address, port)));
    expect(ports.filter((_, index) => open[index])).to.deep.equal([443, 2376]);
  });

  it("builds and runs images as jenkins, on the VM's engine", async () => {
    expect(log).to.match(/^jenkins$/m);
    expect(log).to.match(/^made-in-a-build$/m);
    expect(await hasImage(await connect(await aws.endpoint()), "from-a-build")).to.equal(true);
  });

  it("has agents, as the casc describes them, that build, run and mount their workspace, and are gone with their volumes", async () => {
    const agents = await Agents.of(aws.stack, await connect(await aws.endpoint()));
    const { image: base } = agents.first().template.dockerTemplateBase;
    const volumes = await agents.with(async (agent) => {
      expect(await prove(agent, { base, registries: [] })).to.have.length(4);
      expect((await agent.run("docker pull --quiet busybox:latest")).status).to.equal(0);
      return agents.volumesOf(agent);
    });
    expect(volumes).not.to.be.empty;
    const left = (await agents.docker(["volume", "ls", "-q"])).split("\n");
    expect(volumes.filter((volume) => left.includes(volume))).to.deep.equal([]);
  });

  it("has nothing to change in a second up and in a refresh", async () => {
    await aws.stack.changesNothing();
  });

  it("refuses a client without certificate, with one of another CA or an expired one, and plain TCP", async () => {
    const { outputs } = await aws.stack.resource("tls:index/privateKey:PrivateKey", "aws-ca");
    await expectRefusals(await aws.endpoint(), outputs.privateKeyPem as string);
  });

  it("keeps the engine's key out of the user-data and the state, and for this VM alone", async () => {
    const vm = await aws.machine();
    const { outputs } = await aws.stack.resource("aws:ec2/instance:Instance", "aws");
    const { outputs: key } = await aws.stack.resource("tls:index/privateKey:PrivateKey", "aws-engine");
    expect(outputs.userData).not.to.contain("PRIVATE KEY");
    expect(aws.stack.state()).not.to.contain("PRIVATE KEY");
    expect(said).not.to.contain("PRIVATE KEY");
    expect(await vm.run("sudo cat /etc/docker/tls/key.pem")).to.equal(key.privateKeyPem);
    expect(await vm.run("sudo stat -c %a /etc/docker/tls/key.pem")).to.equal("400\n");
    expect(await vm.run("sudo /usr/local/lib/jenkins-docker-host/fetch-keys && echo read")).to.equal("read\n");
    const other =
      "import boto3; boto3.client('ssm', region_name='eu-central-1').get_parameter(Name='/another', WithDecryption=True)";
    expect(await vm.run(`sudo python3 -c "${other}" || true`)).to.match(/AccessDenied/);
  });

  it("gives a container no credentials from the metadata service", async () => {
    const vm = await aws.machine();
    const ask =
      "curl -sS -m 10 -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token";
    expect(await vm.run(`${ask} | wc -c`), "the VM itself").to.match(/^[1-9]\d+$/m);
    expect(await vm.run(`sudo docker exec ${aws.stack.named()} ${ask} || echo refused`)).to.match(
      /^curl: [^]*refused\n$/,
    );
  });

  return () => aws;
}
