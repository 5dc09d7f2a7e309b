/** A stack's state. */

/** What `pulumi stack export` prints of some resources. */
export const exported = (...resources: ({ type: string; name?: string } & Record<string, unknown>)[]) => {
  const named = resources.map((one) => ({ urn: `urn:pulumi:dev::ci::${one.type}::${one.name ?? "aws"}`, ...one }));
  return JSON.stringify({ version: 3, deployment: { resources: named } });
};
