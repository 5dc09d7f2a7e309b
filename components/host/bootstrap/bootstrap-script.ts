/** The same set-up for a machine that is there already, as a shell script. Pure. */
import { hostFiles, setUpCommand } from "./files";
import { hostTlsFolder, type HostSettings } from "./host-settings";

/** The engine's certificate and key, and the CA of its clients. PEM. */
export interface EngineKeys {
  ca: string;
  cert: string;
  key: string;
}

/**
 * A script for root. Run again, it changes nothing.
 * @param keys put in place by the script; without them, and with TLS, it stops where they are not there already
 */
export function renderSetUpScript(settings: HostSettings, keys?: EngineKeys): string {
  const named = Object.entries(keys ?? {}) as [string, string][];
  const files = [
    ...hostFiles(settings),
    ...named.map(([name, content]) => ({ path: `${hostTlsFolder}/${name}.pem`, content, mode: "0400" })),
  ];
  return [
    "#!/bin/bash",
    "# Makes this machine a Docker host, as root. By pulumi-jenkins-docker bootstrap.",
    "set -euo pipefail",
    noDockerYet,
    ...(settings.tls ? [`install -d -m 0700 ${hostTlsFolder}`] : []),
    ...(settings.tls && !keys ? [needsKeys] : []),
    ...files.map(({ path, content, mode }) => {
      const end = endOf(content);
      return [`install -D -m ${mode} /dev/stdin ${path} <<'${end}'`, content.trimEnd(), end].join("\n");
    }),
    setUpCommand,
    // The user who runs this can become root anyway.
    '[ -z "${SUDO_USER:-}" ] || usermod -aG docker "$SUDO_USER"',
    "",
  ].join("\n");
}

/** A line that ends the text, and is none of its own: what would follow that one would be run. */
function endOf(content: string): string {
  const lines = content.split("\n");
  let end = "END_OF_FILE";
  while (lines.includes(end)) end += "_";
  return end;
}

// Its settings would be overwritten, its packages perhaps exchanged.
const noDockerYet = `if command -v dockerd >/dev/null && [ ! -e /etc/jenkins-docker-host/settings ]; then
  echo "this machine has a Docker already, which is left as it is: use it as host: existing" >&2
  exit 1
fi`;

const needsKeys = `for name in ca cert key; do
  [ -s ${hostTlsFolder}/$name.pem ] || { echo "${hostTlsFolder}/$name.pem is needed first" >&2 && exit 1; }
done`;
