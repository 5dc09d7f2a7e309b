/** A stack of the program with host aws: its VM, its engine, its Jenkins. */
import type { DockerEndpoint } from "../../../components/endpoint/endpoint";
import { until } from "../../engine/support/jenkins-client";
import { innerRegistry } from "../../engine/support/registry";
import { type Config, TestStack } from "../../engine/support/stack";
import { disksOf, everything } from "./account";
import { Machine } from "./machine";

/** Everybody who plays a part here: this machine, and the testbed's addresses. */
export const allowedCidrs = ["127.0.0.0/8", "198.18.0.0/15"];

/** A job that builds an image and runs it. */
export const buildAndRun = `
id -un
mkdir -p context && cd context
printf 'FROM alpine:3\\nRUN echo made-in-a-build >/made\\n' >Dockerfile
docker build -t from-a-build .
docker run --rm from-a-build cat /made
`;

/** The mirrors that a VM is given. */
export const mirrors = innerRegistry().registryMirrors ?? [];

/** A small VM; `aws` has what is different of its block. */
export const awsConfig = (more: Config = {}, aws: Config = {}): Config => ({
  host: "aws",
  access: "dood",
  aws: { allowedCidrs, instanceType: "t3.small", registryMirrors: mirrors, data: { sizeGiB: 12 }, ...aws },
  jenkins: { memoryMiB: 1024 },
  ...more,
});

export class AwsStack {
  /** Ids of all that it has had in the account, as far as `remember` was called. */
  private readonly had = new Set<string>();

  private constructor(readonly stack: TestStack) {}

  /** @param credentials of the deployer, who else may do everything */
  static async create(name: string, credentials: Record<string, string> = {}): Promise<AwsStack> {
    return new AwsStack(await TestStack.create(name, { variables: credentials }));
  }

  /** Its VM. */
  async machine(): Promise<Machine> {
    return new Machine((await this.stack.resource("aws:ec2/instance:Instance", "aws")).id);
  }

  /** The endpoint of its VM's engine. */
  async endpoint(): Promise<DockerEndpoint & { address: string }> {
    const { outputs } = await this.stack.resource("AwsDockerHost", "aws");
    return outputs.endpoint as DockerEndpoint & { address: string };
  }

  /** Remembers what the stack has in the account now: its resources, and the root disks of its VMs. */
  async remember(): Promise<void> {
    for (const { type, id } of await this.stack.resources()) {
      if (!type.startsWith("aws:")) continue;
      this.had.add(id);
      if (type === "aws:ec2/instance:Instance") for (const disk of await disksOf(id)) this.had.add(disk);
    }
  }

  /** Destroys it. @returns the ids of what is left in the account of all that it has had */
  async destroyed(): Promise<string[]> {
    await this.remember();
    await this.stack.destroy();
    return this.left();
  }

  /** Ids of what is in the account of all that it has had. */
  async left(): Promise<string[]> {
    return (await everything()).filter((id) => this.had.has(id));
  }

  /** Waits until its Jenkins answers again. */
  async answering(): Promise<void> {
    await until("Jenkins", 900, async () => {
      const status = await (await this.stack.jenkins()).status("api/json").catch(() => 0);
      return status === 200 ? true : undefined;
    });
  }
}
