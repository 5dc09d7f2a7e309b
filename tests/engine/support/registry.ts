/** The mirror of Docker Hub, on machines that do not reach Docker Hub itself. */

/** The `dind` block's part that lets the inner engine pull: a mirror in the testbed, nothing where Docker Hub is reached. */
export function innerRegistry(): { registryMirrors?: string[] } {
  const mirror = process.env.REGISTRY_MIRROR;
  return mirror === undefined ? {} : { registryMirrors: [mirror] };
}
