/** The types of the resources that rules know, as Pulumi names them: the providers' classes are not loaded for them. */

export const dockerProvider = "pulumi:providers:docker";
export const container = "docker:index/container:Container";
export const remoteImage = "docker:index/remoteImage:RemoteImage";
export const dockerVolume = "docker:index/volume:Volume";

export const instance = "aws:ec2/instance:Instance";
export const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
export const launchConfiguration = "aws:ec2/launchConfiguration:LaunchConfiguration";
export const ebsVolume = "aws:ebs/volume:Volume";
export const securityGroup = "aws:ec2/securityGroup:SecurityGroup";
export const defaultSecurityGroup = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const securityGroupRule = "aws:ec2/securityGroupRule:SecurityGroupRule";
export const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

export const jenkins = "pulumi-jenkins-docker:index:Jenkins";
export const awsDockerHost = "pulumi-jenkins-docker:index:AwsDockerHost";
