/** The engine's own settings. Pure. [dockerd reference: Daemon configuration file] */
import { hostTlsFolder, type HostSettings } from "./host-settings";

/** The text of `/etc/docker/daemon.json`. Its addresses are in the unit: the distributions' units have one, too. */
export function renderDaemonJson(settings: HostSettings): string {
  const { tls, registryMirrors, addressPools, usernsRemap, sysbox } = settings;
  const plainMirrors = registryMirrors.filter((one) => one.startsWith("http:")).map((one) => new URL(one).host);
  const chosen = {
    // A restarted daemon finds its containers running.
    "live-restore": true,
    "log-driver": "json-file",
    "log-opts": { "max-size": "10m", "max-file": "3" },
    ...(tls && {
      tlsverify: true,
      tlscacert: `${hostTlsFolder}/ca.pem`,
      tlscert: `${hostTlsFolder}/cert.pem`,
      tlskey: `${hostTlsFolder}/key.pem`,
    }),
    ...(registryMirrors.length > 0 && { "registry-mirrors": registryMirrors }),
    // To builds of engines before 29, a mirror by plain HTTP has to be said once more. [moby/buildkit: resolver]
    ...(plainMirrors.length > 0 && { "insecure-registries": plainMirrors }),
    ...(addressPools.length > 0 && { "default-address-pools": addressPools }),
    ...(usernsRemap && { "userns-remap": "default" }),
    // What the package would write itself, so that it has nothing to change. [nestybox/sysbox-pkgr: sysbox-ce.postinst]
    ...(sysbox && {
      runtimes: { "sysbox-runc": { path: "/usr/bin/sysbox-runc" } },
      bip: "172.20.0.1/16",
      "default-address-pools": addressPools.length > 0 ? addressPools : [{ base: "172.25.0.0/16", size: 24 }],
    }),
  };
  return `${JSON.stringify(chosen, null, 2)}\n`;
}
