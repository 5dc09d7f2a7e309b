/** Registries that need a login, or whose CA is not public. Pure. */
import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { dockerHub, registryIn, registryName } from "../../text/image-reference";
import { pemProblem } from "../../text/pem";
import { clientProxies, type ProxySettings } from "../../text/proxy";
import { lineProblem } from "../../text/strict-forms";
import { registryAddress } from "../../text/validation";

/** A registry for pulls and pushes. */
export interface Registry {
  /**
   * The registry's address, as in the names of its images. Docker Hub is `docker.io`. Its other names mean the same.
   * @example "registry.example.org:5000"
   */
  address: string;
  /** The user. Leave it out for a registry without logins. With `username`, `password` is needed. */
  username?: pulumi.Input<string>;
  /** The user's password or token. A secret. */
  password?: pulumi.Input<string>;
  /**
   * PEM of the CA that signed the registry's certificate, if that CA is not public. The engines that this stack makes trust it. An
   * engine that was given has to be configured by its owner.
   */
  caCert?: pulumi.Input<string>;
}

/** Rules of `registries`, shared by component and stack config. */
export const registriesSchema = z
  .array(
    z
      .strictObject({
        address: registryAddress,
        username: z.unknown().optional(), // a number is what a config makes of one
        password: z.unknown().optional().meta({ secret: true }),
        caCert: z.unknown().optional(),
      })
      .check(({ value, issues }) => {
        const problem = (key: string, code: string, message: string) =>
          issues.push({ code: "custom", input: value, message, path: [key], params: { code } });
        for (const key of ["username", "password", "caCert"] as const)
          if (value[key] === null) problem(key, "JD105", "is empty. Give it a value, or leave it out");
        if (value.password === undefined && value.username !== undefined)
          problem("password", "JD105", "is needed with username, as a secret");
        if (value.username === undefined && value.password !== undefined)
          problem("username", "JD105", "is needed with password");
        const { username } = value;
        if (typeof username === "string" && (username.includes(":") || lineProblem(username) !== undefined))
          problem(
            "username",
            "JD104",
            "has a colon or a line end, which no login can have: the password begins after the first colon",
          );
        const pem = typeof value.caCert === "string" ? pemProblem("CERTIFICATE", value.caCert) : undefined;
        if (pem !== undefined) problem("caCert", "JD202", pem);
      }),
  )
  .check(({ value, issues }) => {
    value.forEach(({ address }, index) => {
      const before = value.findIndex((other) => registryName(other.address) === registryName(address));
      if (before === index) return;
      const asWhat = value[before]?.address === address ? "" : `, the first time as "${value[before]?.address ?? ""}"`;
      const message = `"${address}" is listed twice${asWhat}. Remove one of them`;
      issues.push({ code: "custom", input: address, message, path: [index, "address"] });
    });
  });

/** A login, known. */
export interface Login {
  address: string;
  username: string;
  password: string;
}

/** Docker Hub is called otherwise where logins are kept. [docs.docker.com: docker login, "Default"] */
const dockerHubKey = "https://index.docker.io/v1/";

/** The text of a `config.json` with logins, and a proxy. [docs.docker.com: docker login, "Credential stores"] */
export function dockerConfig(logins: Login[], proxy?: ProxySettings): string {
  const auths = logins.map(({ address, username, password }) => [
    address === dockerHub ? dockerHubKey : address,
    { auth: Buffer.from(`${username}:${password}`).toString("base64") },
  ]);
  const config = {
    ...(logins.length > 0 ? { auths: Object.fromEntries(auths) as object } : {}),
    ...(proxy ? { proxies: clientProxies(proxy) } : {}),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}

/**
 * Which of some registries an image is of; undefined where it is of none.
 * @example registryOf("registry.example.org:5000/ci/agent:1", ["registry.example.org:5000"]) // that address
 */
export function registryOf(image: string, registries: string[]): string | undefined {
  return registries.find((address) => address === registryIn(image));
}

/** The credential that Jenkins has of a registry's login (controller/credentials.groovy). */
export function registryCredential(address: string): string {
  return `registry-${address}`;
}
