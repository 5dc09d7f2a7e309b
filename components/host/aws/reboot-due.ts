/** Whether a VM waits for a reboot: security updates of its kernel are installed, and not in force. */
import { connect } from "../../endpoint/connect";
import type { DockerEndpoint } from "../../endpoint/endpoint";
import { printable } from "../../endpoint/execute";
import { ifThere } from "../../endpoint/not-found";

/** The volume by which the VM tells it, and the label with the packages (bootstrap/scripts/clean-up.sh). Nothing is in it. */
export const rebootNotice = "pulumi-jenkins-docker-reboot-due";

/** What is said of it in an `up`; undefined where none is due. A VM notices within 10 minutes, and forgets it as soon after the reboot. */
export async function rebootDue(endpoint: DockerEndpoint, reboot: string): Promise<string | undefined> {
  const engine = await connect(endpoint);
  // A mere notice fails no `up`.
  const notice = await ifThere(engine.getVolume(rebootNotice).inspect()).catch(() => undefined);
  if (notice === undefined) return undefined;
  // The library's types lack CreatedAt, and a volume without labels has null. [Docker Engine API: VolumeInspect]
  const { CreatedAt: since, Labels: labels } = notice as { CreatedAt?: string; Labels?: Record<string, string> | null };
  return rebootWarning({ since, packages: labels?.[rebootNotice] ?? "" }, reboot);
}

/** The words. Builds with the host's root may have written the label. Pure. */
export function rebootWarning({ since, packages }: { since?: string; packages: string }, reboot: string): string {
  const date = /^\d{4}-\d\d-\d\d/.exec(since ?? "")?.[0];
  const of = printable(packages).replaceAll("\n", " ").slice(0, 200).trim();
  return (
    `the VM waits for a reboot${date === undefined ? "" : ` since ${date}`}: updates are installed, and not in force` +
    `${of === "" ? "" : ` (${of})`}. When no build runs: ${reboot}   # Jenkins comes back by itself`
  );
}
