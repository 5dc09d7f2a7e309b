/** The files that make a machine a Docker host. Pure, but for the scripts: those are files of their own beside this one. */
import * as fs from "node:fs";
import * as path from "node:path";
import { registryCaFile } from "../../paths";
import { certificatesOf } from "../../text/pem";
import { proxyEnvironment, type ProxySettings } from "../../text/proxy";
import { renderDaemonJson } from "./daemon-json";
import {
  dockerCeVersion,
  enginePort,
  DockerPackages,
  hostSocketGid,
  type HostSettings,
  sysboxRelease,
} from "./host-settings";

/** A file on the machine. Owner root. */
export interface HostFile {
  path: string;
  content: string;
  /** Octal. */
  mode: string;
}

/** The command that sets the machine up once the files are there. */
export const setUpCommand = "/usr/local/lib/jenkins-docker-host/set-up";

/** The unit that runs it until it has succeeded once, and the file that says that it has. */
export const setUpUnit = "jenkins-docker-host.service";
export const setUpDone = "/var/lib/jenkins-docker-host.done";

/** All of them. */
export function hostFiles(settings: HostSettings): HostFile[] {
  const { dataDisk, tls, dockerPackages } = settings;
  const file = (at: string, content: string) => ({ path: at, content, mode: "0644" });
  const unit = (name: string, content: string) => file(`/etc/systemd/system/${name}`, content);
  return [
    script("set-up.sh"),
    script("clean-up.sh"),
    ...(dataDisk ? [script("data-disk.sh")] : []),
    ...(tls?.parameter ? [script("fetch-keys.py")] : []),
    file("/etc/jenkins-docker-host/settings", renderSettings(settings)),
    file("/etc/docker/daemon.json", renderDaemonJson(settings)),
    unit("docker.service.d/10-jenkins-docker-host.conf", dockerDropIn(settings)),
    ...(dataDisk ? [unit("containerd.service.d/10-jenkins-docker-host.conf", needsDataDisk)] : []),
    unit(setUpUnit, setUp),
    unit("jenkins-docker-host-failed.service", failedUnit),
    ...timer(unit, "clean-up", "10min", "/usr/local/lib/jenkins-docker-host/clean-up"),
    // So a renewed certificate gets here without a new machine; Docker is restarted for another one alone.
    ...(tls?.parameter
      ? timer(unit, "keys", "5min", "/usr/local/lib/jenkins-docker-host/fetch-keys", `${setUpCommand} restart_for_keys`)
      : []),
    // A daemon restart ends running agents: that is for an `up` to do, not for the night. The rest stays current.
    file(
      "/etc/apt/apt.conf.d/52jenkins-docker-host",
      'Unattended-Upgrade::Package-Blacklist { "docker"; "containerd"; "runc"; "sysbox"; };\n',
    ),
    // Ubuntu restarts what uses a library that was updated. [discourse.ubuntu.com/t/44671]
    file(
      "/etc/needrestart/conf.d/jenkins-docker-host.conf",
      "$nrconf{override_rc}{qr(^(docker|containerd)\\.)} = 0;\n",
    ),
    ...(settings.proxy ? [file("/etc/apt/apt.conf.d/53jenkins-docker-host", aptProxy(settings.proxy))] : []),
    // One a file: of more, only the first would be trusted. [man update-ca-certificates]
    ...certificatesOf(settings.caBundle ?? "").map((pem, index) =>
      file(`/usr/local/share/ca-certificates/company-${String(index + 1)}.crt`, pem),
    ),
    ...(settings.registryCas ?? []).map(({ address, caCert }) => file(registryCaFile(address), caCert)),
    ...(dockerPackages === DockerPackages.dockerCe ? [file("/etc/apt/preferences.d/docker", pinnedDocker)] : []),
  ];
}

/** What the scripts are told: one `NAME='value'` a line. */
function renderSettings({ dockerPackages, tls, dataDisk, region, sysbox, usernsRemap, proxy }: HostSettings): string {
  const names = {
    DATA_DISK: dataDisk ?? "",
    DOCKER_GID: String(hostSocketGid),
    ENGINE: dockerPackages,
    KEYS_PARAMETER: tls?.parameter ?? "",
    PACKAGES: ["iptables", ...(tls?.parameter ? ["python3-boto3"] : [])].join(" "),
    SSM_REGION: region ?? "",
    SYSBOX_VERSION: sysbox ? sysboxRelease.version : "",
    ...(sysbox ? { SYSBOX_SHA256_AMD64: sysboxRelease.amd64, SYSBOX_SHA256_ARM64: sysboxRelease.arm64 } : {}),
    USERNS_REMAP: usernsRemap ? " with userns-remap" : "",
  };
  const lines = Object.entries(names).map(([name, value]) => `${name}='${value}'\n`);
  // For curl and Python, in the scripts.
  const exported = Object.entries(proxyEnvironment(proxy, direct)).map(
    ([name, value]) => `export ${name}='${value}'\n`,
  );
  return [...lines, ...exported].join("");
}

/** The metadata service is asked from the machine itself. [docs.aws.amazon.com: EC2, "Access instance metadata"] */
const direct = ["169.254.169.254"];

function aptProxy({ http, https }: ProxySettings): string {
  return `Acquire::http::Proxy "${http}";\nAcquire::https::Proxy "${https}";\n`;
}

/** A script without its lines of comment, which EC2's limit has no room for. Its first line stays. */
export function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#(?!!).*\n/gm, "");
}

/** A script of the folder `scripts`. A command on the machine has no ending. */
function script(file: string): HostFile {
  const text = fs.readFileSync(path.join(__dirname, "scripts", file), "utf8");
  return {
    path: `/usr/local/lib/jenkins-docker-host/${path.parse(file).name}`,
    content: withoutComments(text),
    mode: "0755",
  };
}

// RequiresMountsFor waits for the disk and fails without it; the assertion holds where there is no such mount at all.
// [systemd.unit]
const needsDataDisk = `[Unit]
RequiresMountsFor=/var/lib/docker /var/lib/containerd
AssertPathIsMountPoint=/var/lib/docker
AssertPathIsMountPoint=/var/lib/containerd
OnFailure=jenkins-docker-host-failed.service
`;

/**
 * The distributions' units name their address on the command line, and from different folders.
 * [docs.docker.com: Configure remote access for Docker daemon; systemd.service: Command lines]
 */
function dockerDropIn({ dataDisk, tls, proxy }: HostSettings): string {
  const network = tls ? ` -H tcp://0.0.0.0:${String(enginePort)}` : "";
  return `${dataDisk ? needsDataDisk : "[Unit]\nOnFailure=jenkins-docker-host-failed.service\n"}[Service]
ExecStart=
ExecStart=dockerd -H fd://${network} --containerd=/run/containerd/containerd.sock
${Object.entries(proxyEnvironment(proxy))
  .map(([name, value]) => `Environment="${name}=${value}"\n`)
  .join("")}`;
}

// A mirror that was away, or a start that was cut short, is no reason to make a new machine: it is tried until it works.
const setUp = `[Unit]
After=network-online.target
Wants=network-online.target
ConditionPathExists=!${setUpDone}
StartLimitIntervalSec=0
[Service]
Type=oneshot
StandardOutput=journal+console
ExecStart=${setUpCommand}
Restart=on-failure
RestartSec=60
[Install]
WantedBy=multi-user.target
`;

const failedUnit = `[Unit]
Description=Says on the console that Docker did not start
[Service]
Type=oneshot
StandardOutput=journal+console
ExecStart=/bin/sh -c 'echo "jenkins-docker-host: FAILED: Docker did not start. Failed:"; systemctl --no-pager --no-legend --failed'
`;

function timer(unit: (name: string, content: string) => HostFile, what: string, every: string, ...commands: string[]) {
  const name = `jenkins-docker-host-${what}`;
  return [
    unit(`${name}.service`, `[Service]\nType=oneshot\n${commands.map((command) => `ExecStart=${command}\n`).join("")}`),
    unit(
      `${name}.timer`,
      `[Timer]\nOnBootSec=${every}\nOnUnitActiveSec=${every}\nRandomizedDelaySec=30\n[Install]\nWantedBy=timers.target\n`,
    ),
  ];
}

const pinnedDocker = `Package: docker-ce docker-ce-cli
Pin: version ${dockerCeVersion}-*
Pin-Priority: 1001
`;
