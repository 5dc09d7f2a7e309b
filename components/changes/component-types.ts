/** The types of our components, as Pulumi's state has them. */

/** The component `Jenkins`. */
export const jenkinsType = "pulumi-jenkins-docker:index:Jenkins";

/** The component `AwsDockerHost`. */
export const awsDockerHostType = "pulumi-jenkins-docker:index:AwsDockerHost";

/** The component `AwsAgentFleet`. */
export const awsAgentFleetType = "pulumi-jenkins-docker:index:AwsAgentFleet";
