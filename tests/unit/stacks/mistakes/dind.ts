/** Mistakes in the engine of access dind. */
import { block, jenkins, type Mistake } from "../../support/stack-config";

const digest = `jenkins@sha256:${"0".repeat(64)}`;

export const dind: Mistake[] = [
  [
    { dind: block({ zzzzzzzz: 1 }) },
    ["JD103 dind.zzzzzzzz: is not a setting. Known here: placement, isolation, image, registryMirrors."],
  ],
  [
    { access: "dind", dind: block({ placement: "side-car" }) },
    ['JD104 dind.placement: "side-car" is not allowed: sidecar, embedded. Did you mean "sidecar"?'],
  ],
  [
    { access: "dind", dind: block({ isolation: "sysbox-runc" }) },
    ['JD104 dind.isolation: "sysbox-runc" is not allowed: privileged, sysbox. Did you mean "sysbox"?'],
  ],
  [
    { access: "dind", dind: block({ registryMirrors: ["mirror:5000"] }) },
    ['JD104 dind.registryMirrors[0]: "mirror:5000" is not a registry mirror: https://host[:port]'],
  ],
  [
    { access: "dind", dind: block({ placement: "embedded" }), ...jenkins({ customImage: digest }) },
    [
      'JD107 dind.placement: "embedded" needs the image that the stack builds. Use "sidecar", or image instead of customImage',
    ],
  ],
];
