/** The engine's own settings. Pure. [dockerd reference: Daemon configuration file] */
import { engineHost } from "../../paths";
import { buildsEngineData, hostTlsFolder, type HostSettings } from "./host-settings";

/** The text of `/etc/docker/daemon.json`. Its addresses are in the unit: the distributions' units have one, too. */
export function renderDaemonJson(settings: HostSettings): string {
  const { tls, addressPools, usernsRemap, sysbox } = settings;
  const chosen = {
    // Containers go on running while the daemon restarts.
    "live-restore": true,
    ...logs,
    ...(tls && {
      tlsverify: true,
      tlscacert: `${hostTlsFolder}/ca.pem`,
      tlscert: `${hostTlsFolder}/cert.pem`,
      tlskey: `${hostTlsFolder}/key.pem`,
    }),
    ...mirrors(settings),
    ...(addressPools.length > 0 && { "default-address-pools": addressPools }),
    ...(usernsRemap && { "userns-remap": "default" }),
    // The package would write the same settings. So it finds nothing to change. [nestybox/sysbox-pkgr: sysbox-ce.postinst]
    ...(sysbox && {
      runtimes: { "sysbox-runc": { path: "/usr/bin/sysbox-runc" } },
      bip: "172.20.0.1/16",
      "default-address-pools": addressPools.length > 0 ? addressPools : [{ base: "172.25.0.0/16", size: 24 }],
    }),
  };
  return `${JSON.stringify(chosen, null, 2)}\n`;
}

/** The same for the builds' engine. Its socket has the group of its user, which is root's in its namespace. */
export function renderBuildsEngineJson(settings: HostSettings): string {
  const { addressPools } = settings;
  const chosen = {
    hosts: [engineHost],
    group: "0",
    "data-root": `${buildsEngineData}/data`,
    ...(addressPools.length > 0 && { "default-address-pools": addressPools }),
    ...logs,
    ...mirrors(settings),
  };
  return `${JSON.stringify(chosen, null, 2)}\n`;
}

const logs = { "log-driver": "json-file", "log-opts": { "max-size": "10m", "max-file": "3" } };

function mirrors({ registryMirrors }: HostSettings): object {
  const plain = registryMirrors.filter((one) => one.startsWith("http:")).map((one) => new URL(one).host);
  return {
    ...(registryMirrors.length > 0 && { "registry-mirrors": registryMirrors }),
    // Builds of engines before 29 take a mirror by plain HTTP only if it is listed here, too. [moby/buildkit: resolver]
    ...(plain.length > 0 && { "insecure-registries": plain }),
  };
}
