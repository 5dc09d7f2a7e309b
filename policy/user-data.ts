/** The user-data of machines, wherever it is written. Pure. */
import type { InstanceArgs, LaunchConfigurationArgs, LaunchTemplateArgs } from "@pulumi/aws/ec2";
import { check, type Check, type Finding } from "./rule";
import { instance, launchConfiguration, launchTemplate } from "./types";

/** Looks at every user-data as text. */
export function userDataChecks(find: (text: string) => Finding[]): Check[] {
  return [
    check<InstanceArgs>(instance, ({ userData, userDataBase64 }) => find(userData ?? decoded(userDataBase64))),
    check<LaunchConfigurationArgs>(launchConfiguration, ({ userData, userDataBase64 }) =>
      find(userData ?? decoded(userDataBase64)),
    ),
    // The user-data of a launch template is always base64. [pulumi.com/registry: aws.ec2.LaunchTemplate, userData]
    check<LaunchTemplateArgs>(launchTemplate, ({ userData }) => find(decoded(userData))),
  ];
}

function decoded(base64 = ""): string {
  return Buffer.from(base64, "base64").toString("utf8");
}
