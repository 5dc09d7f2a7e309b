/** Mistakes in the options of `access: dind`, and what it needs of the host's engine. Pure. */
import type { Problem } from "../../text/problems";
import type { AccessNeeds, OtherSettings } from "../contract";
import { type Dind, DindIsolation, DindPlacement, dindSettings } from "./args";

/** What Docker calls Sysbox. [nestybox/sysbox: docs/quickstart] */
export const sysboxRuntime = "sysbox-runc";

/** The embedded engine is part of the image that the stack builds. */
export function dindProblems(block: Dind | undefined, { customImage }: OtherSettings): Problem[] {
  if (!customImage || block?.placement !== DindPlacement.embedded) return [];
  const message = '"embedded" needs the image that the stack builds. Use "sidecar", or image instead of customImage';
  return [{ code: "JD107", path: "dind.placement", message }];
}

/** The inner engine's image, and a runtime or root for its container. */
export function dindNeeds(block: Dind | undefined): AccessNeeds {
  const { image, isolation } = dindSettings(block);
  const sysbox = isolation === DindIsolation.sysbox;
  return {
    images: { "dind.image": image },
    ...(sysbox ? { runtime: { path: "dind.isolation", name: sysboxRuntime } } : {}),
    socketGroup: false,
    root: !sysbox,
  };
}
