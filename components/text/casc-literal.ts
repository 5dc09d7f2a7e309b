/** Texts that are no part of the casc's own language. Pure. */

/**
 * A text as JCasC has to read it so that it arrives as it is: JCasC takes `${` for the beginning of a secret's name, in a secret's own text,
 * too. [configuration-as-code-plugin: SecretSourceResolver, encode]
 */
export function cascLiteral(text: string): string {
  return text.replaceAll("${", "^${");
}

/** The text that arrives. */
export function fromCascLiteral(text: string): string {
  return text.replaceAll("^${", "${");
}
