/** Mistakes in the engine of access dind. */
import { block, jenkins, type Mistake } from "../../support/stack-config";

const digest = `jenkins@sha256:${"0".repeat(64)}`;

export const dind: Mistake[] = [
  [
    { dind: block({ zzzzzzzz: 1 }) },
    [
      "JD103 dind.zzzzzzzz: is not a setting. Known here: placement, isolation, image, registryMirrors, memoryMiB, cpus.",
    ],
  ],
  [
    { access: "dind", dind: block({ placement: "side-car" }) },
    ['JD104 dind.placement: "side-car" is not allowed: sidecar, embedded. Did you mean "sidecar"?'],
  ],
  [
    { access: "dind", dind: block({ isolation: "sysbox-runc" }) },
    ['JD104 dind.isolation: "sysbox-runc" is not allowed: privileged, rootless, sysbox. Did you mean "sysbox"?'],
  ],
  [
    { access: "dind", dind: block({ registryMirrors: ["mirror:5000"] }) },
    ['JD104 dind.registryMirrors[0]: "mirror:5000" is not a registry mirror: https://host[:port]'],
  ],
  [
    { access: "dind", dind: block({ memoryMiB: 100, cpus: 0 }) },
    [
      "JD104 dind.memoryMiB: 100 is not allowed: a whole number from 512 to 1048576 (MiB)",
      "JD104 dind.cpus: 0 is not allowed: a number of CPUs from 0.1 to 1024",
    ],
  ],
  [
    { access: "dind", dind: block({ placement: "embedded", isolation: "rootless", memoryMiB: 4096, cpus: 2 }) },
    [
      'JD107 dind.isolation: "rootless" needs placement "sidecar": the embedded engine is root in the controller. Leave placement out, or isolation',
      'JD107 dind.memoryMiB: has no effect with "embedded": builds have the controller\'s limit. Remove it, and set memoryMiB of Jenkins',
      'JD107 dind.cpus: has no effect with "embedded": builds have the controller\'s limit. Remove it, and set cpus of Jenkins',
    ],
  ],
  [
    { access: "dind", dind: block({ placement: "embedded" }), ...jenkins({ customImage: digest }) },
    [
      'JD107 dind.placement: "embedded" needs the image that the stack builds. Use "sidecar", or image instead of customImage',
    ],
  ],
];
