/** The settings of a stack that gets another home. Pure. */
import { keepsDisk, type StackConfig } from "../../stacks/config";
import { Host } from "../../stacks/hosts";
import { CommandError } from "../say";
import type { Settings } from "../settings-file";

/**
 * What is set so that a volume becomes the home, and the stack's own home stays.
 * @returns the settings for a volume
 * @throws CommandError where the stack's own home could not stay
 */
export function newHomeSettings({
  host,
  aws,
  jenkins,
}: Pick<StackConfig, "host" | "aws" | "jenkins">): (volume: string) => Settings {
  const home = (volume: string): Settings => [["jenkins.homeVolume", volume]];
  // A home that was adopted is never deleted.
  if (jenkins?.homeVolume !== undefined || jenkins?.retainHome === true) return home;
  if (host !== Host.aws) return (volume) => [...home(volume), ["jenkins.retainHome", "true"]];
  if (keepsDisk(aws)) return home;
  const fix = "Set aws.data.retain: true, run pulumi up, then run this again";
  throw new CommandError(`the stack's own home would be deleted: its disk is not kept. ${fix}`);
}
