/** Options that nobody has run yet. Pure. */

/** What a preview says of one. @example experimentalNote("spot: true") */
export function experimentalNote(option: string): string {
  return `${option} is experimental: it follows its documentation, and nobody has run it with this package yet`;
}
