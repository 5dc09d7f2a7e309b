/** What `destroy` leaves on purpose, and what its user can do with it. Pure. */

/** A resource as `pulumi stack export` has it. */
interface Exported {
  type: string;
  id?: string;
  retainOnDelete?: boolean;
  outputs?: Record<string, unknown>;
}

const words: Record<string, (id: string, outputs: Record<string, unknown>) => string> = {
  "docker:index/volume:Volume": (id) =>
    `volume ${id} on the engine: the next up of a stack of this name takes it up again; docker volume rm ${id} deletes it`,
  "aws:ebs/volume:Volume": (id, { availabilityZone }) =>
    `disk ${id} in ${String(availabilityZone)}: aws.data.volumeId and aws.subnetId, of that zone, take it up again; ` +
    `aws ec2 delete-volume --volume-id ${id} deletes it`,
};

/**
 * One line for each thing that a stack keeps.
 * @param exported what `pulumi stack export` prints
 */
export function keptOnDestroy(exported: string): string[] {
  const { deployment } = JSON.parse(exported) as { deployment?: { resources?: Exported[] } | null };
  const resources = deployment?.resources ?? [];
  // A volume of Docker's is on the VM's disk, and goes with it.
  const diskGoes = resources.some(({ type, retainOnDelete }) => type === "aws:ebs/volume:Volume" && !retainOnDelete);
  return resources
    .filter(({ type, retainOnDelete }) => retainOnDelete && !(diskGoes && type.startsWith("docker:")))
    .flatMap(({ type, id = "", outputs = {} }) => words[type]?.(id, outputs) ?? []);
}
