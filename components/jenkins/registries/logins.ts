/**
 * Where the parts of `registries` go. Logins go to the provider, and into a `config.json` (registries.ts): the controller has it as a file
 * (controller/files.ts), and agents have it in a volume (verify/prepare-engine.sh). CAs go to the engines that this stack makes.
 */
import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { RegistryCa } from "../../text/registry-ca";
import { dockerHub } from "../../text/image-reference";
import { secretsMark } from "../secrets-mark";
import type { Login, Registry } from "./registries";

/** The registries that have a login. */
export function withLogin(registries: Registry[]): Registry[] {
  return registries.filter(({ username }) => username !== undefined);
}

/** The addresses of registries that have a login. */
export function addressesWithLogin(registries: Registry[]): string[] {
  return withLogin(registries).map(({ address }) => address);
}

/** The logins, as secrets. */
export function loginsOf(registries: Registry[]): pulumi.Output<Login>[] {
  return withLogin(registries).map(({ address, username = "", password = "" }) =>
    pulumi.secret(
      pulumi.all([username, password]).apply(([user, word]) => ({ address, username: user, password: word })),
    ),
  );
}

/** What changes with the logins, and tells nobody what they are. None where there is no login. @param key a secret */
export function loginsMark(
  logins: pulumi.Output<Login>[],
  key: pulumi.Output<string>,
): pulumi.Output<string> | undefined {
  return logins.length === 0 ? undefined : secretsMark(logins, key);
}

/** The CAs, for an engine's `certs.d`. */
export function registryCas(registries: Registry[]): RegistryCa[] {
  return registries.flatMap(({ address, caCert }) => (caCert === undefined ? [] : [{ address, caCert }]));
}

/** The logins, for the provider's own pulls and builds. */
export function registryAuth(registries: Registry[]): docker.types.input.ProviderRegistryAuth[] {
  return withLogin(registries).map(({ address, username, password }) => ({
    address: address === dockerHub ? "registry-1.docker.io" : address,
    username,
    password: password === undefined ? undefined : pulumi.secret(password),
  }));
}
