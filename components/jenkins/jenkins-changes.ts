/** What a change of Jenkins' resources means for running builds and for data. */
import { accessModes } from "../access/modes";
import { jenkinsType as of } from "../changes/component-types";
import { type Change, containerType as container, type Rule, volumeType as volume } from "../changes/change-rules";

const ownRules: Rule[] = [
  {
    of,
    type: volume,
    name: /-home$/,
    op: ["delete", "replace"],
    weight: "loses",
    text: ({ before }) =>
      `Jenkins' home is deleted: jobs, history and credentials in volume ${nameOf(before)} are lost`,
  },
  {
    of,
    type: container,
    name: /-https$/,
    op: ["replace"],
    weight: "interrupts",
    text: () => "the web interface is away for some seconds; builds go on",
  },
  {
    of,
    type: container,
    name: /-backup$/,
    op: ["replace", "delete"],
    weight: "applies",
    text: ({ op }) =>
      op === "delete"
        ? "no backups are made any more: those in the repository stay"
        : "a backup that runs ends; the next one comes by the schedule",
  },
  {
    of,
    type: container,
    name: /-casc$/,
    op: ["replace"],
    weight: "applies",
    text: () => "the casc is written anew, and reloaded unless Jenkins starts anyway: running builds go on",
  },
  {
    of,
    type: container,
    name: /-secrets$/,
    op: ["replace"],
    weight: "applies",
    text: () => "secrets are written anew, and the casc is reloaded: running builds go on",
  },
  {
    of,
    type: container,
    // Containers that carry files, or stand beside the controller.
    except: /-(casc|secrets|https|backup)$/,
    op: ["replace", "delete"],
    weight: "interrupts",
    text: ({ name, op, reasons }) => {
      if (op === "delete") return `Jenkins (container ${name}) is deleted: running builds end`;
      const why = reasons.length > 0 ? `, for its ${reasons.join(", ")}` : "";
      return `Jenkins (container ${name}) restarts${why}: running builds end; pipelines resume where they can`;
    },
  },
  {
    of,
    type: /^tls:index\/(selfSignedCert:SelfSignedCert|locallySignedCert:LocallySignedCert)$/,
    op: ["replace"],
    weight: "applies",
    text: ({ name }) => `certificate ${name} is made anew`,
  },
];

/** Rules for volumes, containers and certificates. Those of the access modes come first, since they name their own containers. */
export const jenkinsRules: Rule[] = [...Object.values(accessModes).flatMap(({ changes }) => changes), ...ownRules];

function nameOf({ name }: Change["before"]): string {
  return typeof name === "string" ? name : "";
}
