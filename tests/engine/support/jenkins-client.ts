/** Jenkins as its users meet it: the command line's client, with freestyle jobs, which the testbed's stand-in has, too. */
import { JenkinsClient as Client } from "../../../cli/smoke/jenkins-client";

export { until } from "../../../cli/smoke/jenkins-client";

export class JenkinsClient extends Client {
  /** Makes a freestyle job that runs a shell script. */
  async createJob(name: string, script: string): Promise<void> {
    const escaped = script.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
    await this.create(
      name,
      `<?xml version="1.0" encoding="UTF-8"?><project><builders><hudson.tasks.Shell><command>${escaped}</command></hudson.tasks.Shell></builders></project>`,
    );
  }

  /** Makes a job, runs it once, and gives the log of a build that has to succeed. */
  async runs(name: string, script: string): Promise<string> {
    await this.createJob(name, script);
    const { result, log } = await this.build(name);
    if (result !== "SUCCESS") throw new Error(`job ${name} ended as ${result}:\n${log}`);
    return log;
  }

  /** Runs a script in Groovy in Jenkins itself: what it printed. */
  async script(text: string): Promise<string> {
    return (await this.post("scriptText", `script=${encodeURIComponent(text)}`)).trim();
  }

  /** The results of all builds of a job, the newest first. */
  async history(name: string): Promise<string[]> {
    const { builds } = (await this.json(`job/${name}/api/json?depth=1`)) as { builds: { result: string }[] };
    return builds.map(({ result }) => result);
  }
}
