/** The choices of a host in a stack's config. */
import { HostImage } from "../components/host/aws/aws-args";

/** Where Docker runs, in a stack's config. */
export const Host = {
  /** The engine of this machine. */
  local: "local",
  /** An engine that is given. */
  existing: "existing",
  /** An EC2 VM. */
  aws: "aws",
} as const;
export type Host = (typeof Host)[keyof typeof Host];

/** Whether a VM gives a shell by Session Manager. Debian's image lacks the agent for it; of an image of the user's own nothing is known. */
export function hasShell(vm: { image?: HostImage } | undefined): boolean {
  return vm?.image !== HostImage.debian;
}
