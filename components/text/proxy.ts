/** A company's network: its proxy, and its CAs. Pure. */
import { z } from "zod";
import { caBuildArgs } from "./ca-bundle";
import { exceptionProblem, forJava, forPrograms } from "./no-proxy";
import { hostForm } from "./strict-forms";
import { textWith } from "./validation";

/** The proxy to the internet. */
export interface Proxy {
  /**
   * For `http:` addresses. It may have no user and no password: every container that gets the proxy shows them.
   * @example "http://proxy.example.org:3128"
   */
  http: string;
  /**
   * For `https:` addresses.
   * Default: `http`.
   */
  https?: string;
  /**
   * Domains, addresses and networks that are reached without the proxy. A domain is its name and every name in it. This machine and the
   * engines are always reached without it. Java ignores networks of IPv6.
   * Default: none.
   * @example ["example.org", "10.0.0.0/8"]
   */
  noProxy?: string[];
}

/** {@link Proxy} with every default filled in. */
export type ProxySettings = Required<Proxy>;

/** What an engine or a container needs to know of a company's network. */
export interface CompanyNetwork {
  proxy?: ProxySettings;
  /** PEM, of one CA or more. */
  caBundle?: string;
}

/** Rules of `proxy`, shared by components and stack config. */
export const proxySchema = z.strictObject({
  http: textWith("JD104", proxyProblem),
  https: textWith("JD104", proxyProblem).optional(),
  noProxy: z.array(textWith("JD104", exceptionProblem)).optional(),
});

/** Fills the defaults in. */
export function proxySettings(args: Proxy): ProxySettings {
  return { https: args.http, noProxy: [], ...args };
}

/** What is never asked for through a proxy. */
const always = ["localhost", "127.0.0.1", "::1"];

/**
 * The environment that programs read, in both spellings: curl knows `http_proxy` in small letters alone.
 * @param direct more that is reached directly
 */
export function proxyEnvironment(proxy: ProxySettings | undefined, direct: string[] = []): Record<string, string> {
  if (proxy === undefined) return {};
  const values = {
    HTTP_PROXY: proxy.http,
    HTTPS_PROXY: proxy.https,
    NO_PROXY: forPrograms([...always, ...direct], proxy.noProxy),
  };
  const small = Object.entries(values).map(([key, value]) => [key.toLowerCase(), value]);
  return { ...values, ...(Object.fromEntries(small) as Record<string, string>) };
}

/**
 * What a build is told of a company's network. A proxy's arguments are known to every build, and stay out of its history.
 * [docs.docker.com: Dockerfile reference, "Predefined ARGs"]
 */
export function companyBuildArgs({ proxy, caBundle }: CompanyNetwork): Record<string, string> {
  return { ...(caBundle === undefined ? {} : caBuildArgs(caBundle)), ...proxyEnvironment(proxy) };
}

/**
 * The same for a JVM, which knows a proxy by plain HTTP alone. [JDK: Networking Properties, "Proxies"]
 * @returns options, in their order; none where the proxy is reached by TLS
 */
export function javaProxyOptions(proxy: ProxySettings | undefined, direct: string[] = []): string[] {
  if (proxy === undefined) return [];
  const proxyOf = (scheme: "http" | "https") => {
    const { protocol, hostname, port } = new URL(proxy[scheme]);
    return protocol === "http:" ? [`-D${scheme}.proxyHost=${hostname}`, `-D${scheme}.proxyPort=${port || "80"}`] : [];
  };
  const options = [...proxyOf("http"), ...proxyOf("https")];
  return options.length === 0
    ? []
    : [...options, `-Dhttp.nonProxyHosts=${forJava([...always, ...direct], proxy.noProxy)}`];
}

/** The same in a `config.json`: the Docker CLI hands it to builds and containers. [docs.docker.com: Docker CLI, "Proxy"] */
export function clientProxies(proxy: ProxySettings): Record<string, unknown> {
  const noProxy = forPrograms(always, proxy.noProxy);
  return { default: { httpProxy: proxy.http, httpsProxy: proxy.https, noProxy } };
}

/** A scheme, a name or an address, and a port. */
const proxyForm = new RegExp(`^https?://${hostForm}(:\\d{1,5})?/?$`);

function proxyProblem(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // The value may hold a password, so the message does not repeat it.
  if (url && (url.username || url.password))
    return "has a user or a password, which every container would show. Give a proxy that lets these machines through by their address";
  const form = proxyForm.exec(text);
  if (!url || !form) return `"${text}" is not a proxy: http://host:port`;
  const example = `${url.protocol}//${url.hostname}:3128`;
  return form[1] ? undefined : `"${text}" has no port: curl takes 1080 then, and Java 80. Write it, e.g. ${example}`;
}
