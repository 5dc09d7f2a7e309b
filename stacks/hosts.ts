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
