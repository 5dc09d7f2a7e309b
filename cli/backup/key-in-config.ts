/** The key of a stack's config for an argument of its Jenkins: what a command can name, whatever program has made the stack. */
export function keyInConfig(path: string): string {
  return `jenkins.${path}`;
}
