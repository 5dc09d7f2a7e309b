/**
 * What is reached without the proxy. `proxy.noProxy` has one notation. Its readers have several, so each one is written for. Pure.
 *
 * - A domain is the name and every name in it: `example.org`, `.example.org` and `*.example.org` mean the same. curl and Go read
 *   `example.org` so. A dot before it leaves the name itself out for Go alone, and a star is nothing to curl.
 *   [curl: lib/noproxy.c; golang.org/x/net/http/httpproxy: Config.NoProxy]
 * - An address is itself. Java wants brackets around one of IPv6.
 * - A network is written `10.0.0.0/8`. Java knows patterns only.
 *
 * [JDK: Networking Properties, "http.nonProxyHosts"; sun.net.spi.DefaultProxySelector]
 */
import * as ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Exception = { domain: string } | { address: Address } | { network: [Address, number] };

const label = "[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?";
const domainForm = new RegExp(`^(?:\\*?\\.)?(${label}(?:\\.${label})*)\\.?$`);
/** Not a name, although each character could be one's: `10.0.0.256`, `10.0.0.1-9`. */
const numbers = /^[\d.-]+$/;

/** What is wrong with an entry of `noProxy`; undefined where nothing is. */
export function exceptionProblem(text: string): string | undefined {
  if (exceptionOf(text) !== undefined) return undefined;
  const [, host = ""] = /^([^:/]+):\d+$/.exec(text) ?? [];
  if (exceptionOf(host) !== undefined) return `"${text}" has a port, which curl and Java cannot read. Write "${host}"`;
  if (text === "*" || /\/0+$/.test(text))
    return `"${text}" means that nothing goes through the proxy. Remove the setting proxy instead`;
  if (/^(\d+\.){1,3}\*$/.test(text)) return `"${text}" is read by Java only. Write the network: "${networkOf(text)}"`;
  if (/[,\s|]/.test(text)) return `"${text}" is more than one. Write a list`;
  return `"${text}" is not a domain, address or network, e.g. example.org or 10.0.0.0/8`;
}

/**
 * The value of NO_PROXY.
 * @param hosts names and addresses of ours, without what is in them
 * @param exceptions right ones
 */
export function forPrograms(hosts: readonly string[], exceptions: readonly string[]): string {
  return unique([...hosts, ...exceptions.map((text) => inOneForm(exceptionOf(text) ?? { domain: text }))]).join(",");
}

/** The same for Java: patterns. A network of IPv6 has none, since an address of it can be written in several ways. */
export function forJava(hosts: readonly string[], exceptions: readonly string[]): string {
  const ours = hosts.map((host) => (ipaddr.IPv6.isValid(host) ? `[${host}]` : host));
  return unique([...ours, ...exceptions.flatMap((text) => patterns(exceptionOf(text) ?? { domain: text }))]).join("|");
}

function exceptionOf(text: string): Exception | undefined {
  const address = addressOf(text.replace(/^\[(.*)\]$/, "$1"));
  if (address !== undefined) return { address };
  const [, base = "", length = ""] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const start = addressOf(base);
  if (start !== undefined && Number(length) >= 1 && Number(length) <= start.toByteArray().length * 8)
    return { network: [start, Number(length)] };
  const domain = domainForm.exec(text)?.[1];
  return domain === undefined || numbers.test(domain) ? undefined : { domain };
}

function addressOf(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  return ipaddr.IPv6.isValid(text) && !text.includes("%") ? ipaddr.IPv6.parse(text) : undefined;
}

function inOneForm(exception: Exception): string {
  if ("domain" in exception) return exception.domain;
  if ("address" in exception) return exception.address.toString();
  const [start, length] = exception.network;
  return `${start.toString()}/${String(length)}`;
}

function patterns(exception: Exception): string[] {
  if ("domain" in exception) return [exception.domain, `*.${exception.domain}`];
  if ("network" in exception) return networkPatterns(...exception.network);
  const text = exception.address.toString();
  return [exception.address.kind() === "ipv6" ? `[${text}]` : text];
}

/** Of 10.0.0.0/8 it is `10.*`, of 172.16.0.0/12 `172.16.*` to `172.31.*`. */
function networkPatterns(start: Address, length: number): string[] {
  if (start.kind() === "ipv6") return [];
  const whole = Math.ceil(length / 8);
  const octets = start.toByteArray().slice(0, whole);
  const last = octets.pop() ?? 0;
  const size = 2 ** (whole * 8 - length);
  const first = last - (last % size);
  return Array.from({ length: size }, (_, index) =>
    [...octets, first + index, ...(whole < 4 ? ["*"] : [])].map(String).join("."),
  );
}

function networkOf(pattern: string): string {
  const octets = pattern.split(".").slice(0, -1);
  return `${[...octets, "0", "0", "0"].slice(0, 4).join(".")}/${String(octets.length * 8)}`;
}

function unique(texts: string[]): string[] {
  return [...new Set(texts)];
}
