/** Tags of images: which there are, and which is the newest of a kind. */

/** A version, Jenkins' with a commit in it (`3355.v388858a_47b_33-1`) or of numbers alone, and what kind of image it is of. */
const form = /^(\d+(?:\.\d+)*)(?:\.v[0-9a-f_]+-(\d+))?(|-.*)$/;

/**
 * The newest of tags that differ from one in its version alone: `2.580.2-lts-jdk21` is followed by `2.590.1-lts-jdk21`, and
 * neither by `2.590.1` nor by `2.590.1-lts-jdk25`; `29-dind` by `30-dind`. Undefined where none is newer. Pure.
 */
export function newerTag(tag: string, tags: readonly string[]): string | undefined {
  const now = versionOf(tag);
  if (now === undefined) return undefined; // one that its publisher moves, as `lts`
  const others = tags.flatMap((other) => versionOf(other) ?? []).filter(({ kind }) => kind === now.kind);
  const newest = [now, ...others].sort((one, other) => compare(one.numbers, other.numbers)).at(-1);
  return newest?.tag === tag ? undefined : newest?.tag;
}

function versionOf(tag: string): { tag: string; numbers: number[]; kind: string } | undefined {
  const match = form.exec(tag);
  if (!match) return undefined;
  const [, version = "", build, rest = ""] = match;
  const numbers = [...version.split("."), ...(build === undefined ? [] : [build])].map(Number);
  return { tag, numbers, kind: `${String(numbers.length)} ${String(build === undefined)} ${rest}` };
}

function compare(one: number[], other: number[]): number {
  const at = one.findIndex((number, index) => number !== other[index]);
  return (one[at] ?? 0) - (other[at] ?? 0);
}

/** Whether a tag names a version, so that a newer one may be asked for. */
export function isPin(image: string): boolean {
  return /^[^@]+:\d[^/]*$/.test(image);
}

/** An image's repository and tag. */
export function parts(image: string): [repository: string, tag: string] {
  const colon = image.lastIndexOf(":");
  return [image.slice(0, colon), image.slice(colon + 1)];
}

/** The tags of a repository, from its registry. [distribution/distribution-spec: Listing Tags] */
export async function tagsOf(repository: string): Promise<string[]> {
  const tags: string[] = [];
  let next: URL | undefined = new URL(`${registryOf(repository)}/tags/list`);
  let token: string | undefined;
  while (next) {
    let response: Response = await get(next, token);
    if (response.status === 401 && token === undefined) {
      token = await tokenFor(response.headers.get("www-authenticate") ?? "");
      response = await get(next, token);
    }
    if (!response.ok) throw new Error(`${next.host} answers ${String(response.status)}`);
    tags.push(...(((await response.json()) as { tags: string[] | null }).tags ?? []));
    const link: string | undefined = /<([^>]+)>;\s*rel="?next/.exec(response.headers.get("link") ?? "")?.[1];
    next = link === undefined ? undefined : new URL(link, next);
  }
  return tags;
}

/** Without a host it is Docker Hub's, without a folder one of its official ones. As Docker does, plain HTTP on this machine. */
function registryOf(repository: string): string {
  const [first = "", ...rest] = repository.split("/");
  if (rest.length === 0) return `https://registry-1.docker.io/v2/library/${first}`;
  if (!/[.:]|^localhost$/.test(first)) return `https://registry-1.docker.io/v2/${repository}`;
  const local = /^(localhost|127\.)/.test(first);
  return `${local ? "http" : "https"}://${first}/v2/${rest.join("/")}`;
}

/** A token for anybody, where a registry's refusal says. [distribution/distribution: Token Authentication Specification] */
async function tokenFor(challenge: string): Promise<string> {
  const said = (key: string) => new RegExp(`${key}="([^"]*)"`).exec(challenge)?.[1];
  const realm = said("realm");
  if (realm === undefined) throw new Error("the registry wants a login");
  const asked = new URLSearchParams({ service: said("service") ?? "", scope: said("scope") ?? "" });
  const response = await get(new URL(`${realm}?${asked.toString()}`));
  const { token, access_token } = (await response.json()) as Record<string, string | undefined>;
  return token ?? access_token ?? "";
}

function get(url: URL, token?: string): Promise<Response> {
  const headers = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  return fetch(url, { headers, signal: AbortSignal.timeout(60_000) });
}
