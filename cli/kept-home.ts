/** What `destroy` leaves on purpose, and what its user can do with it. Pure. */
import { jenkinsHomePath } from "../components/paths";
import type { StateResource } from "./exported-state";

const volumeType = "docker:index/volume:Volume";

/** A resource as `pulumi stack export` has it. */
interface Exported extends StateResource {
  id?: string;
  retainOnDelete?: boolean;
}

const words: Record<string, (id: string, outputs: Record<string, unknown>, urn: string) => string> = {
  [volumeType]: (id) => volumeKept(id, "the next up of a stack of this name takes it up again"),
  "aws:ebs/volume:Volume": (id, { availabilityZone }, urn) =>
    `disk ${id} in ${String(availabilityZone)}: ${blockOf(urn)}.data.volumeId and ${blockOf(urn)}.subnetId, of that zone, take it up again; ` +
    `aws ec2 delete-volume --volume-id ${id} deletes it`,
};

function volumeKept(id: string, what: string): string {
  return `volume ${id} on the engine: ${what}; docker volume rm ${id} deletes it`;
}

/** The settings of the VM that a disk is of. */
function blockOf(urn: string): string {
  const builds = /::builds(?:-(\d+))?-data$/.exec(urn);
  if (!builds) return "aws";
  return builds[1] === undefined ? "remote.aws" : `remote.pool[${String(Number(builds[1]) - 2)}].aws`;
}

/**
 * One line for each thing that a stack keeps.
 * @param exported what `pulumi stack export` prints
 */
export function keptOnDestroy(exported: string): string[] {
  const { deployment } = JSON.parse(exported) as { deployment?: { resources?: Exported[] } | null };
  const resources = deployment?.resources ?? [];
  // A Docker volume is on the disk of the controller's VM. It is deleted with that disk.
  const diskGoes = resources.some(
    ({ urn, type, retainOnDelete }) => type === "aws:ebs/volume:Volume" && blockOf(urn) === "aws" && !retainOnDelete,
  );
  const kept = resources.filter(
    ({ type, retainOnDelete }) => retainOnDelete && !(diskGoes && type.startsWith("docker:")),
  );
  const given = diskGoes ? [] : homesGiven(resources);
  return [
    ...given.map((id) => volumeKept(id, "Jenkins' home, which jenkins.homeVolume names")),
    ...kept.flatMap(({ urn, type, id = "", outputs = {} }) =>
      given.length > 0 && type === volumeType
        ? volumeKept(id, "the stack's own home, which Jenkins does not use now")
        : (words[type]?.(id, outputs, urn) ?? []),
    ),
  ];
}

/** Volumes that are a Jenkins' home, and that no resource has made: `jenkins.homeVolume`, or what `restore` has made. */
function homesGiven(resources: Exported[]): string[] {
  const made = resources.filter(({ type }) => type === volumeType).map(({ id }) => id);
  const mounts = resources
    .filter(({ type }) => type === "docker:index/container:Container")
    .flatMap(({ inputs }) => (inputs?.mounts ?? []) as { source?: string; target?: string }[]);
  const homes = mounts.flatMap(({ source = "", target }) => (target === jenkinsHomePath ? [source] : []));
  return [...new Set(homes)].filter((home) => !made.includes(home));
}
