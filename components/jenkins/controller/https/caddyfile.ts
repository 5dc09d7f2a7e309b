/** The web server's configuration. Pure. [caddyserver.com/docs/caddyfile] */

/** Where it has its certificate, where that is not from ACME. */
export const certificateFile = "/etc/caddy/cert.pem";
export const keyFile = "/etc/caddy/key.pem";

/**
 * In front of Jenkins: HTTP/1.1 with upgrades to it, nothing buffered, and `X-Forwarded-*` and `Host` as Jenkins wants
 * them, which is how Caddy forwards by itself. [jenkins.io/doc: Reverse proxy configuration; caddyserver.com: reverse_proxy]
 * @param domain the certificate's, by ACME; without it, the one in {@link certificateFile} is for `address`
 */
export function renderCaddyfile({ domain, address }: { domain?: string; address: string }): string {
  const own = ["auto_https off", `default_sni ${address}`]; // a client that connects to an IP address sends no name
  const options = [
    "admin off",
    "servers {",
    "\tprotocols h1 h2",
    "}",
    ...(domain === undefined ? own : ["auto_https disable_redirects"]),
  ];
  const site = [
    // ACME has to come to port 443: no other port is open.
    ...(domain === undefined
      ? [`tls ${certificateFile} ${keyFile}`]
      : ["tls {", "\tissuer acme {", "\t\tdisable_http_challenge", "\t}", "}"]),
    "reverse_proxy jenkins:8080 {",
    "\tflush_interval -1",
    "}",
  ];
  return [...block("", options), ...block(domain ?? ":443", site), ""].join("\n");
}

function block(title: string, lines: string[]): string[] {
  return [`${title} {`.trim(), ...lines.map((line) => `\t${line}`), "}"];
}
