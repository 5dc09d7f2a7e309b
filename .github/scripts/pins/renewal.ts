/** Pins and what follows them, in texts. Pure. */

/** A pin, and the newer one: both as they are written. */
export interface Renewal {
  from: string;
  to: string;
}

/** Files that say what was; npm's lock; and workflows, which no workflow's token may push. */
export const untouched =
  /^(CHANGELOG\.md|\.changeset\/|\.github\/|package-lock\.json$|tests\/unit\/components\/host\/bootstrap\/recorded\/(?!next\.yaml$))/;

/** A text with its pins renewed: whole ones, so that `docker:29` is no part of `my/docker:29` or `docker:29-cli`. */
export function renewed(text: string, renewals: readonly Renewal[]): string {
  return renewals.reduce((now, { from, to }) => {
    const before = from.includes(":") ? "[\\w./-]" : "[\\w.-]"; // a date stands in a path
    const escaped = from.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return now.replace(new RegExp(`(?<!${before})${escaped}(?![\\w-]|\\.\\w)`, "g"), to);
  }, text);
}

/** The words of the change, a line a pin. */
export function listed(renewals: readonly Renewal[]): string {
  return renewals.map(({ from, to }) => `- \`${from}\` → \`${to}\``).join("\n");
}

/**
 * What the changelog says. Of machine images it says that they replace VMs: a test asks for that word
 * (tests/unit/components/host/bootstrap/user-data.test.ts).
 */
export function changeset(name: string, renewals: readonly Renewal[], replacesVms: boolean): string {
  const words = `Newer pins${replacesVms ? ", of machine images, too: replaces VMs" : ""}:`;
  return `---\n"${name}": minor\n---\n\n${words}\n\n${listed(renewals)}\n`;
}
