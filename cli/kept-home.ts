/** What `destroy` leaves on purpose, and what its user can do with it. Pure. */

/** A resource as `pulumi stack export` has it. */
interface Exported {
  urn: string;
  type: string;
  id?: string;
  retainOnDelete?: boolean;
  outputs?: Record<string, unknown>;
}

const words: Record<string, (id: string, outputs: Record<string, unknown>, urn: string) => string> = {
  "docker:index/volume:Volume": (id) =>
    `volume ${id} on the engine: the next up of a stack of this name takes it up again; docker volume rm ${id} deletes it`,
  "aws:ebs/volume:Volume": (id, { availabilityZone }, urn) =>
    `disk ${id} in ${String(availabilityZone)}: ${blockOf(urn)}.data.volumeId and ${blockOf(urn)}.subnetId, of that zone, take it up again; ` +
    `aws ec2 delete-volume --volume-id ${id} deletes it`,
};

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
  return resources
    .filter(({ type, retainOnDelete }) => retainOnDelete && !(diskGoes && type.startsWith("docker:")))
    .flatMap(({ urn, type, id = "", outputs = {} }) => words[type]?.(id, outputs, urn) ?? []);
}
