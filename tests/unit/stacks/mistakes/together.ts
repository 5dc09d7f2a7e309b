/** Several mistakes at once, and what they hide of each other. */
import { block, jenkins, type Mistake } from "../../support/stack-config";

export const together: Mistake[] = [
  // All at once: what is wrong by itself hides no contradiction between the others.
  [
    { access: "dnid", host: "aws" },
    [
      'JD101 access: "dnid" is not a way to reach Docker: dood, dind, remote, fleet. Did you mean "dind"?',
      'JD204 aws.allowedCidrs: is needed: who may reach the engine and the UI, e.g. ["203.0.113.0/24"]',
    ],
  ],
  [
    {
      host: "aws",
      access: "dind",
      aws: block({ allowedCidrs: ["10.0.0.0/8"] }),
      dind: block({ isolation: "sysbox" }),
      ...jenkins({ memoryMiB: "2g", bindAddress: "127.0.0.1" }),
    },
    [
      'JD104 jenkins.memoryMiB: "2g" is not a number: a whole number from 512 to 1048576 (MiB)',
      'JD107 jenkins.bindAddress: "127.0.0.1" is reached from the VM alone. Leave it out',
      "JD105 aws.sysbox: is needed with dind.isolation: sysbox: set it to true",
    ],
  ],
  // What a wrong choice would ask for is not asked for.
  [
    { access: "dnid", host: "existing", existing: block({ dockerHost: "unix:///var/run/docker.sock" }) },
    ['JD101 access: "dnid" is not a way to reach Docker: dood, dind, remote, fleet. Did you mean "dind"?'],
  ],
];
