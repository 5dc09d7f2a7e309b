/** Registries, on machines that do not reach Docker Hub itself. */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/** The part of an engine's block that lets it pull: a mirror in the testbed, nothing where Docker Hub is reached. */
export function innerRegistry(): { registryMirrors?: string[] } {
  const mirror = process.env.REGISTRY_MIRROR;
  return mirror === undefined ? {} : { registryMirrors: [mirror] };
}

/** The testbed's registry without a login, which every engine on this machine trusts, as it is on loopback; undefined on a machine without. */
export const openRegistry = process.env.REGISTRY_MIRROR === undefined ? undefined : "127.0.0.1:5000";

/** Pushes an image, and removes it here. @returns its name with its digest */
export function pushed(name: string): string {
  const docker = (...words: string[]) => execFileSync("docker", words).toString();
  const digest = /sha256:[0-9a-f]{64}/.exec(docker("push", name))?.[0] ?? "";
  docker("image", "rm", name);
  return `${name.replace(/:[^:/]+$/, "")}@${digest}`;
}

/** A registry with a login and a CA of its own. */
export interface PrivateRegistry {
  address: string;
  username: string;
  password: string;
  caCert: string;
}

/** The testbed's; undefined on a machine without. */
export function privateRegistry(): PrivateRegistry | undefined {
  const { REGISTRY_PRIVATE: address, REGISTRY_USER: username } = process.env;
  if (address === undefined || username === undefined) return undefined;
  const read = (file: string | undefined) => fs.readFileSync(file ?? "", "utf8");
  return {
    address,
    username,
    password: read(process.env.REGISTRY_PASSWORD_FILE).trim(),
    caCert: read(process.env.REGISTRY_CA),
  };
}

/**
 * Has this machine's engine trust a registry, as its owner does; gives what takes that back.
 * [docs.docker.com: Verify repository client with certificates]
 */
export function trustedHere({ address, caCert }: PrivateRegistry): () => void {
  const folder = `/etc/docker/certs.d/${address}`;
  if (fs.existsSync(folder)) return () => undefined;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "ca.crt"), caCert);
  return () => {
    fs.rmSync(folder, { recursive: true });
  };
}
