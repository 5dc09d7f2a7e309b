/** Rules about data: what must be there after a `destroy`, or a line that somebody deleted. */
import type { AwsDockerHostArgs } from "../components/host/aws/aws-args";
import type { JenkinsArgs } from "../components/jenkins/args";
import { check, type Finding, type Resource, type Rule } from "./rule";
import { awsDockerHost, dockerVolume, ebsVolume, jenkins } from "./types";

const dataProtected: Rule = {
  name: "data-protected",
  title: "Data survives a `destroy`",
  reason: "Jenkins' home is every job, its history and its credentials",
  fix: "`aws.data.retain` with host: aws, else `jenkins.retainHome`; the resource option `protect` on volumes of your own",
  // Stacks of other environments may be thrown away.
  level: { prod: "mandatory", other: "disabled" },
  checks: [
    check<Pick<JenkinsArgs, "retainHome" | "homeVolume">>(jenkins, ({ retainHome, homeVolume }) =>
      retainHome === true || homeVolume !== undefined
        ? []
        : [
            {
              found: "loses its home in a `destroy`",
              fix: "Set retainHome: true; in a stack with host: aws, aws.data.retain",
            },
          ],
    ),
    check<Pick<AwsDockerHostArgs, "data">>(awsDockerHost, ({ data }) =>
      data?.retain === true || data?.volumeId !== undefined
        ? []
        : [{ found: "loses its data disk in a `destroy`", fix: "Set data.retain: true (aws.data.retain)" }],
    ),
    check<object>(ebsVolume, (_, __, volume) => unprotected(volume)),
    check<object>(dockerVolume, (_, __, volume) => unprotected(volume)),
  ],
};

/** Of these components the arguments say it: they keep data by `retainOnDelete`, which policies are not told of. */
function unprotected({ protect, parent }: Resource): Finding[] {
  if (protect || parent?.type === jenkins || parent?.type === awsDockerHost) return [];
  const fix = "Give it the resource option protect: true; a cache is an exception: allowed";
  return [{ found: "is lost in a `destroy`", fix }];
}

/** The rules about data. */
export const dataRules: Rule[] = [dataProtected];
