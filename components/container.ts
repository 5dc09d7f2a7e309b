/** What all our containers and images have in common, so that a second `up` finds nothing to change. */
import * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Settings that a container differs in at the next `up` when they are left to the engine (pulumi-docker#888, #1272),
 * and that all ours share: started again unless stopped by hand, logs of at most 3 × 10 MB.
 */
export const containerDefaults = {
  restart: "unless-stopped",
  logDriver: "json-file",
  logOpts: { "max-size": "10m", "max-file": "3" },
  // How long a start takes is watched by ready.ts, which shows progress; the provider's own wait does not.
  wait: false,
  mustRun: true,
} satisfies Partial<docker.ContainerArgs>;

/** An image pulled by the engine. Kept on `destroy`: other containers of that engine may be using it. */
export function pulledImage(name: string, reference: pulumi.Input<string>, opts: pulumi.CustomResourceOptions): docker.RemoteImage {
  return new docker.RemoteImage(name, { name: reference, keepLocally: true }, opts);
}
