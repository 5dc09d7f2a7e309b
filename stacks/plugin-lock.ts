/** Where a stack's plugin lock is. */

/** Relative to the project's folder. A stack that has this file is built from it alone. */
export function pluginLockFile(stack: string): string {
  return `stacks/plugins.${stack}.lock`;
}
