/** References of images, and names of registries: what may be typed, and its normal form. Pure. [distribution/reference: reference grammar] */
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

/** Docker Hub, as it is called in references. */
export const dockerHub = "docker.io";
/**
 * Its other names: of old clients, of its API, and of its website. Docker itself knows the first one as such. It takes the others for
 * registries of their own, for which it then has no login. [distribution/reference: normalize.go, "legacyDefaultDomain"]
 */
const otherHubNames = ["index.docker.io", "registry-1.docker.io", "registry.hub.docker.com", "hub.docker.com"];
const hubUrl = /^https:\/\/([a-z0-9.-]+)(?:\/v[12])?\/?$/;

/**
 * A registry's normal form: Docker Hub has one name, also where it is given by a URL, as a `config.json` has it.
 * @example registryName("https://index.docker.io/v1/") // "docker.io"
 */
export function registryName(address: string): string {
  const host = hubUrl.exec(address)?.[1] ?? address;
  return [dockerHub, ...otherHubNames].includes(host) ? dockerHub : address;
}

/**
 * The registry of an image, in its normal form.
 * @example registryIn("jenkins/jenkins:lts") // "docker.io"
 */
export function registryIn(reference: string): string {
  const [first = "", ...rest] = reference.split("/");
  return rest.length > 0 && (/[.:A-Z]/.test(first) || first === "localhost") ? registryName(first) : dockerHub;
}

/**
 * The normal form of an image's reference, as Docker prints it: without Docker Hub's name and its `library/`. The provider takes its login
 * for no other form. [terraform-provider-docker: parseImageOptions]
 * @example familiarReference("index.docker.io/library/debian:13") // "debian:13"
 */
export function familiarReference(reference: string): string {
  const [first = "", ...rest] = reference.split("/");
  if (rest.length === 0 || registryName(first) !== dockerHub) return reference;
  return rest.length > 1 && rest[0] === "library" ? rest.slice(1).join("/") : rest.join("/");
}
