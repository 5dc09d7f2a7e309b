/** What a change of what Jenkins consists of means for running builds and for data. */
import type { Change, Rule } from "../changes/rules";

const of = "pulumi-jenkins-docker:index:Jenkins";
const container = /^docker:index\/container:Container$/;
const volume = /^docker:index\/volume:Volume$/;

/** Of volumes, containers and certificates. */
export const jenkinsRules: Rule[] = [
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
    type: volume,
    name: /-(dind|dind-embedded|builds)$/,
    op: ["delete", "replace"],
    weight: "loses",
    text: ({ before }) =>
      `volume ${nameOf(before)} is deleted: the images and the build cache of the engine that builds had until now. Nothing of Jenkins is in it`,
  },
  {
    of,
    type: container,
    name: /-(dind|builds(-\d+)?)$/,
    op: ["replace", "delete"],
    weight: "interrupts",
    text: ({ name, op }) =>
      `the builds' engine, container ${name}, ${op === "delete" ? "goes" : "starts anew"}: builds that use it end`,
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
    // Of a container that carries files, or stands beside the controller.
    except: /-(casc|secrets|https|dind|builds(-\d+)?)$/,
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

function nameOf({ name }: Change["before"]): string {
  return typeof name === "string" ? name : "";
}
