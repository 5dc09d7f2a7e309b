import * as pulumi from "@pulumi/pulumi";
import { type DockerEndpoint, Jenkins } from "pulumi-jenkins-docker";

export interface TeamCiArgs {
  /** The engine that everything runs on. */
  endpoint: pulumi.Input<DockerEndpoint>;
  /** The port of the web interface. */
  port: pulumi.Input<number>;
  /** How many builds run at the same time. Default: 2. */
  builds?: number;
}

/** What every team gets: a Jenkins with the company's settings. */
export class TeamCi extends pulumi.ComponentResource {
  readonly url: pulumi.Output<string>;
  readonly adminPassword: pulumi.Output<string>;

  constructor(team: string, { endpoint, port, builds = 2 }: TeamCiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("example:index:TeamCi", team, {}, opts);
    const jenkins = new Jenkins(
      team,
      {
        endpoint: pulumi.output(endpoint),
        access: "dood",
        port,
        agents: { containerCap: builds },
        casc: { jenkins: { systemMessage: `The Jenkins of team ${team}` } },
      },
      { parent: this },
    );
    this.url = jenkins.url;
    this.adminPassword = jenkins.adminPassword;
    this.registerOutputs({ url: this.url, adminPassword: this.adminPassword });
  }
}
