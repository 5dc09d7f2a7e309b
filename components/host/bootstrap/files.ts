/** The files that make a machine a Docker host. Pure, but for the scripts: those are files of their own beside this one. */
import * as path from "node:path";
import { engineHost, engineSocketFolder, registryCaFile, setUpDone } from "../../paths";
import { certificatesOf } from "../../text/pem";
import { proxyEnvironment, type ProxySettings } from "../../text/proxy";
import { agentFiles, agentNames } from "./agent-files";
import { renderBuildsEngineJson, renderDaemonJson } from "./daemon-json";
import {
  BuildsEngine,
  buildsEngineData,
  buildsEngineId,
  dockerCeVersion,
  enginePort,
  DockerPackages,
  hostSocketGid,
  type HostSettings,
  hostTlsFolder,
  sysboxRelease,
} from "./host-settings";
import { packagedFile } from "../../text/packaged-file";

/** A file on the machine. Owner root. */
export interface HostFile {
  path: string;
  content: string;
  /** Octal. */
  mode: string;
}

/** The mode of scripts. */
export const scriptMode = "0755";

/** The command that sets the machine up once the files are there. */
export const setUpCommand = "/usr/local/lib/jenkins-docker-host/set-up";

/** The unit that runs it until it has succeeded once. */
export const setUpUnit = "jenkins-docker-host.service";

/** Every file of a Docker host. */
export function hostFiles(settings: HostSettings): HostFile[] {
  const { agent, dataDisk, tls, dockerPackages } = settings;
  const file = (at: string, content: string) => ({ path: at, content, mode: "0644" });
  const unit = (name: string, content: string) => file(`/etc/systemd/system/${name}`, content);
  return [
    script("set-up.sh"),
    script("clean-up.sh"),
    ...(dataDisk ? [script("data-disk.sh")] : []),
    ...(dockerPackages === DockerPackages.dockerCe ? [script("docker-ce.sh")] : []),
    ...(settings.sysbox ? [script("sysbox.sh")] : []),
    ...(tls?.parameter || agent ? [script("fetch-keys.py")] : []),
    ...(agent ? [script("agent.sh"), ...agentFiles(agent)] : []),
    file("/etc/jenkins-docker-host/settings", renderSettings(settings)),
    file("/etc/docker/daemon.json", renderDaemonJson(settings)),
    unit("docker.service.d/10-jenkins-docker-host.conf", dockerDropIn(settings)),
    ...(dataDisk ? [unit("containerd.service.d/10-jenkins-docker-host.conf", needsDataDisk)] : []),
    unit(setUpUnit, setUp),
    unit("jenkins-docker-host-failed.service", failedUnit),
    ...(hasBuildsEngine(settings) ? buildsEngineFiles(settings) : []),
    ...timer(unit, "clean-up", "10min", [`ExecStart=${cleanUp}`]),
    // A renewed certificate reaches the machine this way, without a new machine. Docker is restarted only if the certificate differs.
    ...(tls?.parameter ? timer(unit, "keys", "5min", [`ExecStart=${setUpCommand} renew_keys`]) : []),
    // A restart of the daemon ends running agents. An `up` may do that, an update at night may not. Other packages are updated.
    file(
      "/etc/apt/apt.conf.d/52jenkins-docker-host",
      'Unattended-Upgrade::Package-Blacklist { "docker"; "containerd"; "runc"; "sysbox"; };\n',
    ),
    // After an update of a library, Ubuntu restarts the services that use it. [discourse.ubuntu.com/t/44671]
    file(
      "/etc/needrestart/conf.d/jenkins-docker-host.conf",
      "$nrconf{override_rc}{qr(^(docker|containerd)\\.)} = 0;\n",
    ),
    ...(settings.proxy ? [file("/etc/apt/apt.conf.d/53jenkins-docker-host", aptProxy(settings.proxy))] : []),
    // Each certificate is a file of its own: of several in a file, only the first would be trusted. [man update-ca-certificates]
    ...certificatesOf(settings.caBundle ?? "").map((pem, index) =>
      file(`/usr/local/share/ca-certificates/company-${String(index + 1)}.crt`, pem),
    ),
    ...(settings.registryCas ?? []).map(({ address, caCert }) => file(registryCaFile(address), caCert)),
    ...(dockerPackages === DockerPackages.dockerCe ? [file("/etc/apt/preferences.d/docker", pinnedDocker)] : []),
  ];
}

/** What the scripts are told: one `NAME='value'` a line. */
function renderSettings(settings: HostSettings): string {
  const { agent, dockerPackages, tls, dataDisk, region, sysbox, usernsRemap, proxy } = settings;
  const names = {
    DATA_DISK: dataDisk ?? "",
    DOCKER_GID: String(hostSocketGid),
    ENGINE: dockerPackages,
    KEYS_PARAMETER: tls?.parameter ?? "",
    ...(tls?.parameter ? { KEYS_FOLDER: hostTlsFolder } : {}),
    ...(agent ? agentNames(agent) : {}),
    ...(settings.spot ? { MARKET: "spot" } : {}),
    PACKAGES: ["iptables", ...(tls?.parameter || agent ? ["python3-boto3"] : [])].join(" "),
    SSM_REGION: region ?? "",
    ...(sysbox
      ? {
          SYSBOX_VERSION: sysboxRelease.version,
          SYSBOX_SHA256_AMD64: sysboxRelease.amd64,
          SYSBOX_SHA256_ARM64: sysboxRelease.arm64,
        }
      : {}),
    ...(hasBuildsEngine(settings)
      ? {
          BUILDS_DATA: buildsEngineData,
          BUILDS_ID: String(buildsEngineId),
          BUILDS_SOCKET_FOLDER: engineSocketFolder,
        }
      : {}),
    USERNS_REMAP: usernsRemap ? " with userns-remap" : "",
  };
  const lines = Object.entries(names).map(([name, value]) => `${name}='${value}'\n`);
  // curl and Python read these variables in the scripts.
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

function hasBuildsEngine({ buildsEngine }: HostSettings): boolean {
  return buildsEngine === BuildsEngine.rootless;
}

/** What a machine has for the builds' engine. The user's own systemd starts it. [docs.docker.com/engine/security/rootless; systemd.unit] */
function buildsEngineFiles(settings: HostSettings): HostFile[] {
  const file = (at: string, content: string) => ({ path: at, content, mode: "0644" });
  const unit = (name: string, content: string) => file(`/etc/systemd/system/${name}`, content);
  const firewall = script("builds-firewall.sh");
  return [
    script("builds-engine.sh"),
    firewall,
    file("/etc/docker/builds-engine.json", renderBuildsEngineJson(settings)),
    file("/etc/systemd/user/builds-engine.service", buildsEngineUnit(settings)),
    unit(`user@${String(buildsEngineId)}.service.d/10-jenkins-docker-host.conf`, buildsUser(settings)),
    unit("jenkins-docker-host-builds-firewall.service", firewallUnit(firewall.path)),
    // A build may own what answers: its strings are no words for root, and it may never answer.
    ...timer(unit, "clean-up-builds", "10min", [
      "User=builds",
      "TimeoutStartSec=10min",
      `Environment=DOCKER_HOST=${engineHost}`,
      `ExecStart=${cleanUp}`,
    ]),
  ];
}

/** A range of addresses that no network has, for the engine's own one: rootlesskit's default is a usual range of VPCs. [RFC 5737] */
const rootlessRange = "192.0.2.0/24";

function buildsEngineUnit({ proxy }: HostSettings): string {
  return `[Unit]
Description=The Docker engine of builds
ConditionUser=builds
[Service]
Environment=HOME=${buildsEngineData} XDG_CONFIG_HOME=/etc/docker/builds-engine
Environment=DOCKERD_ROOTLESS_ROOTLESSKIT_DETACH_NETNS=false DOCKERD_ROOTLESS_ROOTLESSKIT_FLAGS=--cidr=${rootlessRange}
ExecStart=/usr/local/lib/jenkins-docker-host/dockerd-rootless.sh --config-file=/etc/docker/builds-engine.json
Delegate=yes
Restart=always
RestartSec=2
LimitNOFILE=infinity
${proxyLines(proxy)}[Install]
WantedBy=default.target
`;
}

/** All that the user runs: after the ordinary engine, which has its ports and its folders then, behind the firewall, and within limits. */
function buildsUser({ dataDisk }: HostSettings): string {
  return `[Unit]
After=docker.service
Requires=jenkins-docker-host-builds-firewall.service
After=jenkins-docker-host-builds-firewall.service
${dataDisk ? "RequiresMountsFor=/var/lib/docker-data\nAssertPathIsMountPoint=/var/lib/docker-data\n" : ""}[Service]
TasksMax=16384
MemoryMax=75%
`;
}

function firewallUnit(command: string): string {
  return `[Unit]
DefaultDependencies=no
After=local-fs.target
Before=network-pre.target
Wants=network-pre.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${command}
[Install]
WantedBy=sysinit.target
`;
}

/** A script without its lines of comment, which EC2's limit has no room for. Its first line stays. */
export function withoutComments(text: string): string {
  return text.replace(/^[ \t]*#(?!!).*\n/gm, "");
}

/** A script of the folder `scripts`. A command on the machine has no ending. */
function script(file: string): HostFile {
  const text = packagedFile(__dirname, "scripts", file);
  return {
    path: `/usr/local/lib/jenkins-docker-host/${path.parse(file).name}`,
    content: withoutComments(text),
    mode: scriptMode,
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
${proxyLines(proxy)}`;
}

function proxyLines(proxy: ProxySettings | undefined): string {
  const lines = Object.entries(proxyEnvironment(proxy)).map(([name, value]) => `Environment="${name}=${value}"\n`);
  return lines.join("");
}

/** Frees disk space, and notes that a reboot is due. */
const cleanUp = "/usr/local/lib/jenkins-docker-host/clean-up";

// On Ubuntu the SSM agent is a snap that the image brings: its first start is over before packages are installed.
// A mirror that was away, or a start that was cut short, is no reason to make a new machine: it is tried until it works.
const setUp = `[Unit]
After=network-online.target snapd.seeded.service
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

function timer(unit: (name: string, content: string) => HostFile, what: string, every: string, service: string[]) {
  const name = `jenkins-docker-host-${what}`;
  return [
    unit(`${name}.service`, ["[Service]", "Type=oneshot", ...service, ""].join("\n")),
    unit(
      `${name}.timer`,
      `[Timer]\nOnBootSec=${every}\nOnUnitActiveSec=${every}\nRandomizedDelaySec=30\n[Install]\nWantedBy=timers.target\n`,
    ),
  ];
}

const pinnedDocker = `Package: docker-ce docker-ce-cli docker-ce-rootless-extras
Pin: version ${dockerCeVersion}-*
Pin-Priority: 1001
`;
