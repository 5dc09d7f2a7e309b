/** What whoever can start a build is granted, by placement and isolation. One place for preview, diff and readme. Pure. */
import { DindIsolation, DindPlacement, type DindSettings } from "./args";

const bySidecar: Record<DindIsolation, string> = {
  [DindIsolation.privileged]:
    "an engine inside a privileged container: isolated from the host's images, no barrier to a determined build",
  [DindIsolation.rootless]:
    "an engine of an ordinary user: root in a container is that user outside, who owns nothing of the host",
  [DindIsolation.sysbox]: "an engine inside an unprivileged Sysbox container",
};

/** What a build is granted. */
export function dindGrants({ placement, isolation }: Pick<DindSettings, "placement" | "isolation">): string {
  if (placement === DindPlacement.sidecar) return bySidecar[isolation];
  return isolation === DindIsolation.sysbox
    ? "an engine inside the controller's unprivileged Sysbox container: whoever can start a build owns the controller"
    : "a privileged controller: whoever can start a build can become root on the host";
}
