import { container, dockerVolume, jenkins } from "../../../policy/types";
import { describeRule, type FailingCase, unknown } from "../support/describe-rule";

const socket = [{ type: "bind", source: "/var/run/docker.sock", target: "/var/run/docker.sock" }];
const socketFix = "Take it out: builds reach Docker by access: dind or remote, or in a Jenkins with access: dood";
const parent = (access: string) => ({ type: jenkins, name: "it", props: { access } });

describeRule(
  "docker-socket-only-dood",
  [
    [
      "the controller's in dood",
      { type: container, props: { mounts: socket }, parent: parent("dood") },
      { environment: "other" },
    ],
    [
      "the controller's in dood in prod, by config",
      { type: container, props: { mounts: socket }, parent: parent("dood") },
      { config: { dood: true } },
    ],
    [
      "volumes",
      {
        type: container,
        props: {
          mounts: [{ type: "volume", source: "run", target: "/run" }],
          volumes: [{ volumeName: "x", containerPath: "/x" }],
        },
      },
    ],
    [
      "another folder of the machine",
      { type: container, props: { mounts: [{ type: "bind", source: "/srv/run", target: "/run" }] } },
    ],
    [
      "a source that is not known yet",
      { type: container, props: { mounts: [{ type: "bind", source: unknown, target: "/x" }] } },
    ],
  ],
  [
    [
      `it: mounts /var/run/docker.sock. ${socketFix}`,
      "a container of one's own",
      { type: container, props: { mounts: socket } },
      { environment: "other" },
    ],
    [
      "it: mounts /var/run/docker.sock. Choose access: dind or remote, or allow dood: true",
      "the controller's in dood in prod",
      { type: container, props: { mounts: socket }, parent: parent("dood") },
    ],
    [
      `it: mounts /var/run/docker.sock. ${socketFix}`,
      "that of a Jenkins with dind",
      { type: container, props: { mounts: socket }, parent: parent("dind") },
    ],
    [
      `mine: mounts /var/run/docker.sock. ${socketFix}`,
      "a container that was put beside the controller",
      { type: container, name: "mine", props: { mounts: socket }, parent: parent("dood") },
    ],
    [
      `it: mounts /run, which has the engine's socket in it. ${socketFix}`,
      "a folder by another way",
      { type: container, props: { mounts: [{ type: "bind", source: "/srv/../run/.", target: "/x" }] } },
    ],
    [
      `it: mounts /run/user/1000/docker.sock. ${socketFix}`,
      "a rootless engine's, in the older kind of volumes, beside what is not known yet",
      {
        type: container,
        props: { volumes: [{ hostPath: unknown }, { hostPath: "/run/user/1000/docker.sock", containerPath: "/s" }] },
      },
    ],
    ...["/", "/run", "/var/run/", "/var"].map((source): FailingCase => [
      `it: mounts ${source === "/" ? source : source.replace(/\/$/, "")}, which has the engine's socket in it. ${socketFix}`,
      `the folder ${source}`,
      { type: container, props: { mounts: [{ type: "bind", source, target: "/host" }] } },
    ]),
    ...["/run", "/"].map((device): FailingCase => [
      `it: mounts ${device}, which has the engine's socket in it. ${socketFix}`,
      `a volume that is ${device}`,
      { type: dockerVolume, props: { driverOpts: { type: "none", o: "bind", device } } },
    ]),
    [
      `it: mounts /run/containerd/containerd.sock. ${socketFix}`,
      "containerd's",
      {
        type: container,
        props: { mounts: [{ type: "bind", source: "/run/containerd/containerd.sock", target: "/c" }] },
      },
    ],
  ],
);
