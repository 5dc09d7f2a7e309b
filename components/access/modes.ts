/** All access modes. A new one is a folder of its own and its lines here: no other file lists the modes. */
import type { AccessMode } from "./contract";
import type { Dind } from "./dind/args";
import { dind } from "./dind/dind";
import type { Dood } from "./dood/args";
import { dood } from "./dood/dood";
import { fleet } from "./fleet/fleet";
import type { Remote } from "./remote/args";
import { remote } from "./remote/remote";

/** How builds reach Docker. */
export const Access = {
  /** Docker-outside-of-Docker: an engine of the controller's machine, through its socket. Grants root there with an ordinary engine. */
  dood: "dood",
  /** Docker-in-Docker: an engine of their own, inside a container. */
  dind: "dind",
  /** The engine of another machine, by mutual TLS. Grants root on that machine, and nothing on the controller's. */
  remote: "remote",
  /** Machines that come and go, each with an engine of its own. Grants root on the machine that runs the build, and nothing on the controller's. */
  fleet: "fleet",
} as const;
export type Access = (typeof Access)[keyof typeof Access];

/** The mode that is used where none is named. */
export const defaultAccess: Access = Access.dood;

/** The modes, by their words. */
export const accessModes: Record<Access, AccessMode> = { dood, dind, remote, fleet };

/** The options of all modes: a block for each that has some. */
export interface AccessBlocks {
  /** Options of `access: dood`. They are a mistake with another access. */
  dood?: Dood;
  /** Options of `access: dind`. They are a mistake with another access. */
  dind?: Dind;
  /** Options of `access: remote`, which needs them. They are a mistake with another access. */
  remote?: Remote;
}

/** The block of a mode's options, where it is given. */
export function blockOf(settings: object, access: Access): object | undefined {
  return (settings as Record<string, object | undefined>)[accessModes[access].name];
}
