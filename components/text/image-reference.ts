/** References of images: what may be typed. Pure. [distribution/reference: reference grammar] */
const name = "[a-z0-9]+(?:[._-]+[a-z0-9]+)*";
const host = "(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]+)?/)?";
const repository = `${host}${name}(?:/${name})*`;
const tagged = new RegExp(`^${repository}:[\\w][\\w.-]{0,127}$`);
const digested = new RegExp(`^${repository}(?::[\\w][\\w.-]{0,127})?@sha256:[0-9a-f]{64}$`);

/** What is wrong with a reference that needs a tag or a digest; undefined where nothing is. */
export function referenceProblem(reference: string): string | undefined {
  if (tagged.test(reference) || digested.test(reference)) return undefined;
  return `"${reference}" is not an image with a tag: REPOSITORY:TAG, e.g. jenkins/jenkins:2.580.2-lts-jdk21`;
}

/** What is wrong with a reference that has to name exactly one image; undefined where nothing is. */
export function digestProblem(reference: string): string | undefined {
  if (digested.test(reference)) return undefined;
  return (
    `"${reference}" does not name one image for good: REPOSITORY@sha256:… ` +
    "(docker buildx imagetools inspect IMAGE prints the digest)"
  );
}
