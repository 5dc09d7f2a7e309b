/** Mistakes in the engine of access dind. */
import { block, jenkins, type Mistake } from "../../support/stack-config";

const digest = `jenkins@sha256:${"0".repeat(64)}`;

export const dind: Mistake[] = [
  [
    { dind: block({ zzzzzzzz: 1 }) },
    ["JD103 dind.zzzzzzzz: is not a setting. Known here: daemon, runtime, image, registryMirrors."],
  ],
  [
    { access: "dind", dind: block({ daemon: "side-car" }) },
    ['JD104 dind.daemon: "side-car" is not allowed: sidecar, embedded. Did you mean "sidecar"?'],
  ],
  [
    { access: "dind", dind: block({ runtime: "sysbox" }) },
    ['JD104 dind.runtime: "sysbox" is not allowed: privileged, sysbox-runc. Did you mean "sysbox-runc"?'],
  ],
  [
    { access: "dind", dind: block({ registryMirrors: ["mirror:5000"] }) },
    ['JD104 dind.registryMirrors[0]: "mirror:5000" is not a registry mirror: https://host[:port]'],
  ],
  [
    { access: "dind", dind: block({ daemon: "embedded" }), ...jenkins({ customImage: digest }) },
    [
      'JD107 dind.daemon: "embedded" needs the image that the stack builds. Use "sidecar", or image instead of customImage',
    ],
  ],
];
