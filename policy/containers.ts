/** Rules about containers: what keeps one from owning its machine, or from taking all of it. */
import type { VolumeArgs } from "@pulumi/docker";
import { posix } from "node:path";
import { type ContainerProps, enginePorts, isEveryAddress, runsEngine, shownAddress } from "./container";
import { folderOf, socketIn } from "./docker-socket";
import { check, type Finding, inEach, knownOf, type Rule } from "./rule";
import { container, dockerVolume } from "./types";

const unprivileged: Rule = {
  name: "containers-unprivileged",
  title: "No privileged container but an engine's, where that is allowed",
  reason: "Root in a privileged container is root on the machine",
  fix: 'access: remote, or dind.isolation: "sysbox"; an engine is allowed by the option `engines`',
  level: { prod: "mandatory", other: "advisory" },
  options: {
    engines: {
      about: "whether a container that runs an engine (docker:dind) may be privileged",
      default: { prod: false, other: true },
    },
  },
  checks: [
    check<ContainerProps>(container, (props, { engines }) => {
      const found = asRoot(props);
      if (found.length === 0) return [];
      const engine = runsEngine(props);
      if (engine && engines) return [];
      return found.map((one) => ({ found: one, fix: engine ? fixOfEngine : fixOfContainer }));
    }),
    check<ContainerProps>(container, ({ mounts }) =>
      inEach(mounts, (mount) => inFolder(folderOf(mount), mount.readOnly)),
    ),
    check<ContainerProps>(container, ({ volumes }) =>
      inEach(volumes, ({ hostPath, readOnly }) => inFolder(hostPath, readOnly)),
    ),
    // A volume may be a folder of the machine under another name. [docs.docker.com: docker volume create, "Driver-specific options"]
    check<VolumeArgs>(dockerVolume, ({ driverOpts }) => {
      const folder = driverOpts?.device;
      if (!ownsMachine(folder)) return [];
      return [
        { found: `is the machine's ${String(folder)}`, fix: "Let Docker keep the volume where it keeps the others" },
      ];
    }),
  ],
};

const fixOfEngine = 'Use access: remote or dind.isolation: "sysbox", or allow engines: true';
const fixOfContainer =
  "Give it the one capability or device it needs; builds have an engine of their own with access: dind";

/** Each alone, or with one of the machine's namespaces, is a way out. [man7.org: capabilities(7), "Notes to kernel developers"] */
const owningCapabilities =
  /^(CAP_)?(ALL|SYS_ADMIN|SYS_MODULE|SYS_RAWIO|SYS_PTRACE|SYS_BOOT|DAC_READ_SEARCH|BPF|MAC_ADMIN)$/i;

/** Disks, whatever they are called, and the memory. [docs.kernel.org: devices.txt] */
const owningDevices =
  /^\/dev(\/?$|\/((sd|hd|vd|xvd|nvme|mmcblk|nbd|zd|dm-|md|loop|sg\d|bsg)|(disk|block|mapper)(\/|$)|(mem|kmem|port)$))/;

/**
 * Folders that make whoever writes them root on the machine, or show its keys. A folder around one of them is as good.
 * [man7.org: hier(7); dockerd reference: data-root]
 */
const owningFolders = [
  ...["/boot", "/dev", "/etc", "/proc", "/root", "/sys", "/usr", "/bin", "/sbin", "/lib", "/lib64"],
  ...["/var/lib/docker", "/var/lib/containerd", "/var/lib/kubelet", "/var/spool/cron"],
];
/** What is harmless as long as nobody writes it: monitoring reads some of it, and programs know users by others. */
const harmlessToRead = /^\/(proc|sys|usr|bin|sbin|lib|lib64|boot|etc\/(passwd|group|docker\/certs\.d))(\/|$)/;
/** Folders whose every part is as good as the folder. */
const owningInside =
  /^\/(root|boot|proc|sys|var\/lib\/(docker|containerd|kubelet))\/|^\/etc\/(passwd|shadow|group|sudoers|cron|ssh|systemd|init|pam|docker|ld\.so\.preload|profile)/;

/** Whether a folder of the machine is one of these. */
export function ownsMachine(folder: string | undefined, readOnly = false): boolean {
  if (!folder?.startsWith("/")) return false;
  const path = posix.resolve(folder);
  if (readOnly && harmlessToRead.test(path)) return false;
  const around = path === "/" ? "/" : `${path}/`;
  return owningFolders.some((one) => one === path || one.startsWith(around)) || owningInside.test(path);
}

/** [docs.docker.com: docker run, --privileged, --pid, --userns, --security-opt] */
function asRoot(props: ContainerProps): string[] {
  const { privileged, capabilities, devices, pidMode, usernsMode, securityOpts } = props;
  const owning = knownOf(capabilities?.adds).filter((name) => owningCapabilities.test(name));
  return [
    ...(privileged ? ["has privileged: true"] : []),
    ...owning.map((name) => `has the capability ${name}, which is as good as privileged`),
    ...(pidMode === "host" ? ["sees the machine's processes (pidMode: host)"] : []),
    ...(usernsMode === "host" && !privileged ? ["has the machine's users (usernsMode: host)"] : []),
    ...(privileged
      ? []
      : knownOf(securityOpts)
          .filter((option) => weakening.test(option))
          .map(shownWeakening)),
    ...inDevices(devices),
  ];
}

/** A folder that has the engine's socket in it is another rule's. */
function inFolder(folder: string | undefined, readOnly?: boolean): Finding[] {
  if (!ownsMachine(folder, readOnly) || socketIn(folder).length > 0) return [];
  return [{ found: `mounts the machine's ${String(folder)}`, fix: "Mount a volume, or a folder that was made for it" }];
}

/** A seccomp profile may be the profile's text. [docs.docker.com: docker run, --security-opt] */
const weakening =
  /^((seccomp|apparmor|systempaths)[=:]unconfined|label[=:]disable|seccomp[=:][^]*"defaultAction"\s*:\s*"SCMP_ACT_(ALLOW|LOG)"[^]*)$/;

/** A profile's text may be very long. */
function shownWeakening(option: string): string {
  if (option.includes("{")) return "has a seccomp profile that allows every call by default";
  return `has ${option}, which takes a barrier away`;
}

function inDevices(devices: ContainerProps["devices"]): string[] {
  return knownOf(devices)
    .filter(({ hostPath }) => owningDevices.test(hostPath))
    .map(({ hostPath }) => `has the device ${hostPath}`);
}

const namedAddresses: Rule = {
  name: "ports-on-named-addresses",
  title: "Ports are published on an address that was named, HTTPS aside",
  reason: "Docker publishes on all addresses of the machine by default, and past its firewall",
  fix: 'ip: "127.0.0.1", or the address that is meant; HTTPS in front (`https: {}`)',
  level: { prod: "mandatory", other: "advisory" },
  options: {
    ports: {
      about: "ports of containers that may be published on every address",
      default: { prod: [443], other: [443] },
    },
  },
  checks: [
    check<ContainerProps>(container, (props, { ports: open }) =>
      inEach(props.ports, ({ internal, ip }) =>
        // Another rule looks at the port of an engine.
        isEveryAddress(ip) && !open.includes(internal) && !enginePorts.includes(internal)
          ? [
              {
                found: `publishes its port ${String(internal)} on ${shownAddress(ip)}`,
                fix: `Set ip: "127.0.0.1" (jenkins.bindAddress), or allow ports: [${String(internal)}]`,
              },
            ]
          : [],
      ),
    ),
    // Another rule looks at an engine on the machine's network.
    check<ContainerProps>(container, (props) =>
      props.networkMode !== "host" || runsEngine(props)
        ? []
        : [
            {
              found: "is on the machine's own network (networkMode: host), with every port that it opens",
              fix: 'Give it a network of its own, and publish what is needed with ip: "127.0.0.1"',
            },
          ],
    ),
  ],
};

const limited: Rule = {
  name: "containers-limited",
  title: "Containers have a memory limit, and logs of a limited size",
  reason: "One container that leaks takes the whole machine along: its memory, or by its log its disk",
  fix: 'memory (MiB); logOpts: { "max-size": "10m", "max-file": "3" }',
  level: { prod: "mandatory", other: "advisory" },
  checks: [
    // A container that only carries files never runs, and needs no limits.
    check<ContainerProps>(container, (props) => (props.start === false ? [] : memory(props))),
    check<ContainerProps>(container, (props) => (props.start === false ? [] : log(props))),
  ],
};

/** What an engine takes is what its builds take: they have limits of their own, or the machine is theirs. */
function memory(props: ContainerProps): Finding[] {
  if (props.memory || runsEngine(props)) return [];
  return [{ found: "has no memory limit", fix: "Set memory, in MiB, e.g. 512" }];
}

/** json-file rotates nothing by itself; where a container does not say, its engine's daemon.json may. [docs.docker.com: JSON File logging driver, "Options"] */
function log({ logDriver, logOpts }: ContainerProps): Finding[] {
  if (logDriver !== "json-file" || logOpts?.["max-size"] !== undefined) return [];
  return [
    {
      found: "has a log that grows without end (json-file without max-size)",
      fix: 'Set logOpts: { "max-size": "10m", "max-file": "3" }',
    },
  ];
}

/** The rules about containers. */
export const containerRules: Rule[] = [unprivileged, namedAddresses, limited];
