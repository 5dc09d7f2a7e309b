/** A Jenkins with a past: jobs, their builds, and a credential. */
import { expect } from "chai";
import { execute } from "../../../components/endpoint/execute";
import { localEngine } from "./docker";
import type { TestStack } from "./stack";

/** What there was. */
export interface History {
  /** The names of its jobs, each with one build. */
  jobs: string[];
  /** A secret, as Jenkins encrypts it with the key of its home. */
  encrypted: string;
}

const said = "built-before-the-backup";
const secret = "of a credential";

/** 200 jobs, each with a build, and a file that is as big as it looks. The Jenkins is on this machine's engine. */
export async function makeHistory(stack: TestStack): Promise<History> {
  const jenkins = await stack.jenkins();
  const engine = await localEngine();
  await jenkins.runs("job-1", `echo ${said}`);
  const copies =
    'cd /var/jenkins_home/jobs; for i in $(seq 2 200); do cp -a job-1 "job-$i"; done; mkdir -p ../userContent; head -c 8000000 /dev/urandom >../userContent/big';
  expect((await execute(engine, stack.named(), ["sh", "-euc", copies], "jenkins")).status).to.equal(0);
  await engine.getContainer(stack.named()).restart(); // it reads its home anew
  await jenkins.answers();
  const encrypted = await jenkins.script(`print(hudson.util.Secret.fromString("${secret}").encryptedValue)`);
  return { jobs: Array.from({ length: 200 }, (_, index) => `job-${String(index + 1)}`), encrypted };
}

/** Every job is there with its build, and the secret can be read. */
export async function expectHistory(stack: TestStack, { jobs, encrypted }: History): Promise<void> {
  const jenkins = await stack.jenkins();
  const { jobs: there } = (await jenkins.json("api/json?tree=jobs[name,lastBuild[number,result]]")) as {
    jobs: { name: string; lastBuild?: { number: number; result?: string } }[];
  };
  const built = there.filter(({ lastBuild: build }) => build?.number === 1).map(({ name }) => name);
  expect(built).to.include.members(jobs);
  for (const name of [1, 7, 100, 200].map((number) => `job-${String(number)}`)) {
    expect(await jenkins.history(name)).to.deep.equal(["SUCCESS"]);
    expect(await jenkins.page(`job/${name}/1/consoleText`)).to.contain(said);
  }
  expect(await jenkins.script(`print(hudson.util.Secret.decrypt("${encrypted}")?.plainText)`)).to.equal(secret);
}
