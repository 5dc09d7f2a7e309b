/** Mistakes in the engine of access dood. */
import { block, type Mistake } from "../../support/stack-config";

const noPath = (text: string) =>
  `JD104 dood.socketPath: ${JSON.stringify(text)} is not the path of a socket: /folder/name, of letters, digits and . _ @ % + -`;

export const dood: Mistake[] = [
  [
    { access: "dood", dood: block({ socketPath: "/run/user/1001/docker.sock" }) },
    [
      "JD105 dood.socketGid: is needed with dood.socketPath: the group of that socket, which jenkins has to be in. On that machine: stat -c %g /run/user/1001/docker.sock",
    ],
  ],
  ...[
    "unix:///run/docker.sock",
    "/run/a,ro/docker.sock",
    "/run/a:b/docker.sock",
    "/run/../docker.sock",
    "docker.sock",
    "/run/a\nb",
  ].map((socketPath): Mistake => [
    { access: "dood", dood: block({ socketPath, socketGid: 1001 }) },
    [noPath(socketPath)],
  ]),
];
