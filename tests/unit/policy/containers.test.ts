import { container, dockerVolume } from "../../../policy/types";
import { type Case, describeRule, type FailingCase, unknown } from "../support/describe-rule";

const dind = {
  envs: [unknown, "DOCKER_TLS_CERTDIR=/certs"],
  mounts: [{ type: "volume", source: unknown, target: "/var/lib/docker" }],
};
const engineFix = 'Use access: remote or dind.isolation: "sysbox", or allow engines: true';
const folderFix = "Mount a volume, or a folder that was made for it";
const containerFix =
  "Give it the one capability or device it needs; builds have an engine of their own with access: dind";

describeRule(
  "containers-unprivileged",
  [
    ["a usual container", { type: container, props: { privileged: false } }],
    [
      "an engine, where they are allowed",
      { type: container, props: { ...dind, privileged: true } },
      { environment: "other" },
    ],
    [
      "an engine in prod, by config",
      { type: container, props: { ...dind, privileged: true } },
      { config: { engines: true } },
    ],
    [
      "an engine of the older kind of volumes",
      {
        type: container,
        props: {
          envs: dind.envs,
          volumes: [{ containerPath: "/var/lib/docker", volumeName: unknown }],
          privileged: true,
        },
      },
      { environment: "other" },
    ],
    [
      "an engine by its socket",
      { type: container, props: { mounts: dind.mounts, command: ["dockerd", unknown], privileged: true } },
      { environment: "other" },
    ],
    ["an engine by Sysbox", { type: container, props: { ...dind, privileged: false, runtime: "sysbox-runc" } }],
    [
      "one capability",
      { type: container, props: { capabilities: { adds: ["CAP_NET_BIND_SERVICE"], drops: ["ALL"] } } },
    ],
    ["an exception", { type: container, name: "old", props: { privileged: true } }, { config: { allowed: ["old"] } }],
    ...["/srv/data", "/etc/localtime", "/home/ci/cache", "/opt/tools", "named", "/var/log/app"].map((source): Case => [
      `a mount of ${source}`,
      { type: container, props: { mounts: [{ type: "bind", source, target: "/x" }], volumes: [{ hostPath: source }] } },
    ]),
    ...["/proc", "/sys", "/etc/passwd", "/etc/docker/certs.d", "/usr/share/zoneinfo"].map((source): Case => [
      `${source}, to read`,
      { type: container, props: { mounts: [{ type: "bind", source, target: "/x", readOnly: true }] } },
    ]),
    ["a usual volume", { type: dockerVolume, props: { driver: "local" } }],
    [
      "a volume on a disk of its own",
      { type: dockerVolume, props: { driverOpts: { type: "nfs", device: ":/srv/ci" } } },
    ],
    [
      "a seccomp profile that names what may be called",
      { type: container, props: { securityOpts: ['seccomp={"defaultAction":"SCMP_ACT_ERRNO"}'] } },
    ],
    [
      "devices that are no disks",
      { type: container, props: { devices: [{ hostPath: "/dev/net/tun" }, { hostPath: "/dev/kvm" }] } },
    ],
  ],
  [
    [
      `it: has privileged: true. ${containerFix}`,
      "a privileged container",
      { type: container, props: { privileged: true, envs: [unknown] } },
      { environment: "other" },
    ],
    [
      `it: has privileged: true. ${engineFix}`,
      "an engine in prod",
      { type: container, props: { ...dind, privileged: true } },
    ],
    [
      `it: has privileged: true. ${containerFix}`,
      "what has no volume for an engine's data, and so is none",
      { type: container, props: { envs: dind.envs, privileged: true } },
      { environment: "other" },
    ],
    [
      [
        "it: has the capability SYS_ADMIN, which is as good as privileged. " + containerFix,
        "it: has the capability ALL, which is as good as privileged. " + containerFix,
      ],
      "capabilities that are as good",
      { type: container, props: { capabilities: { adds: ["SYS_ADMIN", "CAP_NET_RAW", "ALL"] } } },
    ],
    [
      [
        "it: has the capability SYS_PTRACE, which is as good as privileged. " + containerFix,
        "it: sees the machine's processes (pidMode: host). " + containerFix,
        "it: has the machine's users (usernsMode: host). " + containerFix,
        "it: has seccomp=unconfined, which takes a barrier away. " + containerFix,
        "it: has the device /dev/sda1. " + containerFix,
      ],
      "ways around it",
      {
        type: container,
        props: {
          capabilities: { adds: ["SYS_PTRACE"] },
          pidMode: "host",
          usernsMode: "host",
          securityOpts: ["seccomp=unconfined", "no-new-privileges"],
          devices: [{ hostPath: "/dev/sda1" }, { hostPath: "/dev/fuse" }],
        },
      },
    ],
    ...["/etc", "/etc/shadow", "/root", "/root/.ssh", "/var/lib/docker", "/dev", "/sys/fs/cgroup", "/usr/"].map(
      (source): FailingCase => [
        `it: mounts the machine's ${source}. ${folderFix}`,
        `a mount of ${source}`,
        { type: container, props: { mounts: [{ source: unknown }, { type: "bind", source, target: "/x" }] } },
      ],
    ),
    [
      `it: mounts the machine's /etc. ${folderFix}`,
      "a mount of the older kind",
      { type: container, props: { volumes: [{ hostPath: "/etc", containerPath: "/x" }] } },
    ],
    ...["/etc", "/root"].map((source): FailingCase => [
      `it: mounts the machine's ${source}. ${folderFix}`,
      `${source}, to read`,
      { type: container, props: { mounts: [{ type: "bind", source, target: "/x", readOnly: true }] } },
    ]),
    [
      `it: mounts the machine's /root. ${folderFix}`,
      "a volume by its driver's options",
      {
        type: container,
        props: { mounts: [{ type: "volume", volumeOptions: { driverOptions: { device: "/root" } } }] },
      },
    ],
    ...["/root", "/etc"].map((device): FailingCase => [
      `it: is the machine's ${device}. Let Docker keep the volume where it keeps the others`,
      `a volume that is ${device}`,
      { type: dockerVolume, props: { driverOpts: { type: "none", o: "bind", device } } },
    ]),
    ...["/dev/disk/by-id/ata-1", "/dev/mmcblk0", "/dev/nbd0", "/dev", "/dev/mem"].map((hostPath): FailingCase => [
      `it: has the device ${hostPath}. ${containerFix}`,
      `the device ${hostPath}`,
      { type: container, props: { devices: [{ hostPath }] } },
    ]),
    ...["systempaths=unconfined", "apparmor:unconfined", "label=disable"].map((option): FailingCase => [
      `it: has ${option}, which takes a barrier away. ${containerFix}`,
      option,
      { type: container, props: { securityOpts: [option] } },
    ]),
    [
      `it: has a seccomp profile that allows every call by default. ${containerFix}`,
      "a profile as its text",
      { type: container, props: { securityOpts: ['seccomp={"defaultAction":"SCMP_ACT_ALLOW","syscalls":[]}'] } },
    ],
    [
      `prod-db: has privileged: true. ${containerFix}`,
      "what an exception does not name",
      { type: container, name: "prod-db", props: { privileged: true } },
      { config: { allowed: ["db", "p.od-db"] } },
    ],
  ],
);

describeRule(
  "ports-on-named-addresses",
  [
    ["loopback", { type: container, props: { ports: [{ internal: 8080, ip: "127.0.0.1" }] } }],
    [
      "HTTPS on all addresses, on whatever port of the machine",
      { type: container, props: { ports: [{ internal: 443, external: 8443, ip: "0.0.0.0" }] } },
    ],
    ["another port by config", { type: container, props: { ports: [{ internal: 22 }] } }, { config: { ports: [22] } }],
    ["an engine's, which is another rule's", { type: container, props: { ports: [{ internal: 2376 }] } }],
    ["a network of its own", { type: container, props: { networkMode: "bridge" } }],
  ],
  [
    [
      'it: publishes its port 8080 on every address. Set ip: "127.0.0.1" (jenkins.bindAddress), or allow ports: [8080]',
      "Docker's default",
      { type: container, props: { ports: [{ internal: 8080, external: 80 }] } },
      { environment: "other" },
    ],
    [
      "it: is on the machine's own network (networkMode: host), with every port that it opens. " +
        'Give it a network of its own, and publish what is needed with ip: "127.0.0.1"',
      "the machine's network",
      { type: container, props: { networkMode: "host" } },
    ],
    [
      'it: publishes its port 443 on 0.0.0.0. Set ip: "127.0.0.1" (jenkins.bindAddress), or allow ports: [443]',
      "HTTPS where a config leaves it out",
      { type: container, props: { ports: [{ internal: 443, ip: "0.0.0.0" }] } },
      { config: { ports: [] } },
    ],
  ],
);

const memoryFix = "Set memory, in MiB, e.g. 512";

describeRule(
  "containers-limited",
  [
    ["a limit", { type: container, props: { memory: 512 } }],
    ["a limit that is not known yet", { type: container, props: { memory: unknown } }],
    [
      "logs of a limited size",
      { type: container, props: { memory: 512, logDriver: "json-file", logOpts: { "max-size": "10m" } } },
    ],
    ["another log driver", { type: container, props: { memory: 512, logDriver: "journald" } }],
    ["one that is never started", { type: container, props: { start: false } }],
    ["an engine: its builds have limits", { type: container, props: { ...dind } }],
  ],
  [
    [
      `it: has no memory limit. ${memoryFix}`,
      "no limit",
      { type: container, props: { start: true } },
      { environment: "other" },
    ],
    [`it: has no memory limit. ${memoryFix}`, "0, which is none", { type: container, props: { memory: 0 } }],
    [
      'it: has a log that grows without end (json-file without max-size). Set logOpts: { "max-size": "10m", "max-file": "3" }',
      "a log without end",
      { type: container, props: { memory: 512, logDriver: "json-file", logOpts: { "max-file": "3" } } },
    ],
  ],
);
