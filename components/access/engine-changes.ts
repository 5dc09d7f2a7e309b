/** What a preview says of a change of an engine in a container. Pure. */
import { jenkinsType } from "../changes/component-types";
import { containerType, type Rule, volumeType } from "../changes/change-rules";

/** Rules for the volumes and containers of engines, by the names of the resources. */
export function engineChanges({ volumes, containers }: { volumes: RegExp; containers: RegExp }): Rule[] {
  return [
    {
      of: jenkinsType,
      type: volumeType,
      name: volumes,
      op: ["delete", "replace"],
      weight: "loses",
      text: ({ before: { name } }) =>
        `volume ${typeof name === "string" ? name : ""} is deleted: the images and the build cache of the engine that builds had until now. Nothing of Jenkins is in it`,
    },
    {
      of: jenkinsType,
      type: containerType,
      name: containers,
      op: ["replace", "delete"],
      weight: "interrupts",
      text: ({ name, op }) =>
        `the builds' engine, container ${name}, ${op === "delete" ? "goes" : "starts anew"}: builds that use it end`,
    },
  ];
}
