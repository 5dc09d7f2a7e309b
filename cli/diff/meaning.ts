/** What a change means for running builds and for data: one line each. Pure. */
import type { Step } from "./steps";

/** How bad it is, the worst first. */
export type Weight = "loses" | "interrupts" | "applies";

/** A line, and how bad it is. */
export interface Meaning {
  weight: Weight;
  text: string;
}

interface Rule {
  type: RegExp;
  name?: RegExp;
  op: Step["op"][];
  /** Of an update: only where one of these differs. */
  path?: RegExp;
  weight: Weight;
  text: (step: Step) => string;
}

const container = /^docker:index\/container:Container$/;
const volume = /^docker:index\/volume:Volume$/;
const instance = /^aws:ec2\/instance:Instance$/;
const disk = /^aws:ebs\/volume:Volume$/;
/** Of a container that carries files, or stands beside the controller. */
const beside = /-(casc|secrets|https|dind|builds(-\d+)?)$/;

const rules: Rule[] = [
  {
    type: volume,
    name: /-home$/,
    op: ["delete", "replace"],
    weight: "loses",
    text: ({ before }) =>
      `**Jenkins' home is deleted**: jobs, history and credentials in volume ${nameOf(before)} are lost`,
  },
  {
    type: volume,
    name: /-(dind|dind-embedded|builds)$/,
    op: ["delete", "replace"],
    weight: "loses",
    text: ({ before }) =>
      `volume ${nameOf(before)} is deleted: the images and the build cache of the engine that builds had until now. Nothing of Jenkins is in it`,
  },
  {
    type: disk,
    op: ["delete", "replace"],
    weight: "loses",
    text: ({ name }) => `**disk ${name} is deleted**, with what is on it, unless it is protected`,
  },
  {
    type: instance,
    op: ["replace"],
    weight: "interrupts",
    text: ({ name, reasons }) =>
      `VM ${name} is replaced (${reasons.join(", ")}): its engine is away for some minutes, running builds end. Its data disk and its address stay`,
  },
  {
    type: instance,
    op: ["update"],
    path: /^instanceType$/,
    weight: "interrupts",
    text: ({ name, after }) =>
      `VM ${name} is stopped and started again as ${String(after.instanceType)}: its engine is away meanwhile, running builds end`,
  },
  { type: instance, op: ["delete"], weight: "interrupts", text: ({ name }) => `VM ${name} is deleted` },
  {
    type: container,
    name: /-(dind|builds(-\d+)?)$/,
    op: ["replace", "delete"],
    weight: "interrupts",
    text: ({ name, op }) =>
      `the builds' engine, container ${name}, ${op === "delete" ? "goes" : "starts anew"}: builds that use it end`,
  },
  {
    type: container,
    name: /-https$/,
    op: ["replace"],
    weight: "interrupts",
    text: () => "the web interface is away for some seconds; builds go on",
  },
  {
    type: container,
    name: /-casc$/,
    op: ["replace"],
    weight: "applies",
    text: () => "the casc is written anew, and reloaded unless Jenkins starts anyway: running builds go on",
  },
  {
    type: container,
    name: /-secrets$/,
    op: ["replace"],
    weight: "applies",
    text: () => "secrets are written anew, and the casc is reloaded: running builds go on",
  },
  {
    type: container,
    op: ["replace", "delete"],
    weight: "interrupts",
    text: ({ name, reasons }) =>
      `Jenkins (container ${name}) restarts${reasons.length > 0 ? `, for its ${reasons.join(", ")}` : ""}: running builds end; pipelines resume where they can. The home stays`,
  },
  {
    type: /^tls:index\/(selfSignedCert:SelfSignedCert|locallySignedCert:LocallySignedCert)$/,
    op: ["replace"],
    weight: "applies",
    text: ({ name }) => `certificate ${name} is made anew`,
  },
];

const order: Weight[] = ["loses", "interrupts", "applies"];

/** The worst first; what is said twice, once. */
export function meaningOf(steps: Step[]): Meaning[] {
  const found = steps.flatMap((step) => {
    const rule = rules.find((one) => applies(one, step));
    return rule ? [{ weight: rule.weight, text: rule.text(step) }] : [];
  });
  const once = found.filter(({ text }, index) => found.findIndex((other) => other.text === text) === index);
  return once.sort((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight));
}

function applies(rule: Rule, { type, name, op, paths }: Step): boolean {
  if (!rule.type.test(type) || !rule.op.includes(op)) return false;
  if (rule.name ? !rule.name.test(name) : rule.type === container && beside.test(name)) return false;
  return rule.path === undefined || paths.some((path) => rule.path?.test(path));
}

function nameOf({ name }: Step["before"]): string {
  return typeof name === "string" ? `\`${name}\`` : "";
}
