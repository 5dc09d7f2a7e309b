/** Names in a casc. Pure. */

/**
 * Finds a key in a mapping, in whatever case the mapping has it. JCasC ignores case: `SecurityRealm` and `securityRealm` are one setting.
 * [configuration-as-code-plugin: BaseConfigurator, removeIgnoreCase]
 * @returns the key itself where the mapping has none like it
 */
export function nameIn(mapping: object, key: string): string {
  if (Object.hasOwn(mapping, key)) return key;
  return Object.keys(mapping).find((known) => known.toLowerCase() === key.toLowerCase()) ?? key;
}
