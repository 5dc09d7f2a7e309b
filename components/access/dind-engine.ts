/** The command line of the inner engine. Pure. */
import { DindRuntime, type DindSettings } from "./access";

/**
 * What is given to `dockerd` beside what the image's entrypoint adds. They start with `-`, so that it does.
 * [docker-library/docker: dockerd-entrypoint.sh]
 * @param group numeric group of the engine's socket: pinned, so that nobody has to discover it
 */
export function engineArguments(settings: Pick<DindSettings, "runtime" | "registryMirrors">, group: number): string[] {
  return [
    `--group=${String(group)}`,
    ...settings.registryMirrors.map((mirror) => `--registry-mirror=${mirror}`),
    // Under Sysbox, a recreated container cannot read its containerd image store. [nestybox/sysbox#1021]
    ...(settings.runtime === DindRuntime.sysbox ? ["--feature=containerd-snapshotter=false"] : []),
  ];
}
