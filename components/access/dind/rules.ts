/** Mistakes in the options of `access: dind`, and what it needs of the host's engine. Pure. */
import type { Problem } from "../../text/problems";
import type { AccessNeeds, OtherSettings } from "../contract";
import { type Dind, DindIsolation, DindPlacement, dindSettings, volumeOf } from "./args";

/** What Docker calls Sysbox. [nestybox/sysbox: docs/quickstart] */
export const sysboxRuntime = "sysbox-runc";

/** The embedded engine is part of the image that the stack builds, and has the controller's own limits. */
export function dindProblems(block: Dind | undefined, { customImage }: OtherSettings): Problem[] {
  if (block?.placement !== DindPlacement.embedded) return [];
  const needsImage = '"embedded" needs the image that the stack builds. Use "sidecar", or image instead of customImage';
  const rootless =
    '"rootless" needs placement "sidecar": the embedded engine is root in the controller. Leave placement out, or isolation';
  const limits = (["memoryMiB", "cpus"] as const).filter((limit) => block[limit] !== undefined);
  return [
    ...(customImage ? [problem("placement", needsImage)] : []),
    ...(block.isolation === DindIsolation.rootless ? [problem("isolation", rootless)] : []),
    ...limits.map((limit) =>
      problem(
        limit,
        `has no effect with "embedded": builds have the controller's limit. Remove it, and set ${limit} of Jenkins`,
      ),
    ),
  ];
}

function problem(option: keyof Dind, message: string): Problem {
  return { code: "JD107", path: `dind.${option}`, message };
}

/** The image of the builds' engine, and a runtime or root for its container. */
export function dindNeeds(block: Dind | undefined): AccessNeeds {
  const settings = dindSettings(block);
  const { image, isolation } = settings;
  const sysbox = isolation === DindIsolation.sysbox;
  return {
    images: { "dind.image": image },
    ...(sysbox ? { runtime: { path: "dind.isolation", name: sysboxRuntime } } : {}),
    socketGroup: false,
    root: !sysbox, // a rootless engine's container is privileged, too
    innerEngine: {
      volume: volumeOf(settings),
      path: "dind.registryMirrors",
      mirrors: settings.registryMirrors,
    },
  };
}
