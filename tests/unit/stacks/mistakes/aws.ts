/** Mistakes in the VM of host aws: its own settings, and those that do not go with it. */
import { block, jenkins, type Mistake } from "../../support/stack-config";

export const aws: Mistake[] = [
  [
    { host: "aws" },
    ['JD204 aws.allowedCidrs: is needed: who may reach the engine and the UI, e.g. ["203.0.113.0/24"]'],
  ],
  [
    { host: "aws", aws: block({ allowedCdirs: ["203.0.113.0/24"] }) },
    ['JD103 aws.allowedCdirs: is not a setting. Did you mean "allowedCidrs"?'],
  ],
  [
    { host: "aws", aws: block({ allowedCidrs: ["203.0.113.0/33"] }) },
    [
      'JD104 aws.allowedCidrs[0]: "203.0.113.0/33" is not a CIDR, e.g. 203.0.113.0/24, or 203.0.113.7/32 for one address',
    ],
  ],
  [
    { host: "aws", aws: block({ allowedCidrs: ["10.0.0.0/8"], tags: { "aws:team": "ci" } }) },
    ["JD104 aws.tags.aws:team: begins with aws:, which is AWS' own. Rename it"],
  ],
  [
    {
      host: "aws",
      dood: block({ socketGid: 998 }),
      aws: block({ allowedCidrs: ["203.0.113.0/24"], buildsEngine: "rootless" }),
    },
    ["JD107 dood.socketGid: has no effect with aws.buildsEngine, whose group is known. Remove it"],
  ],
  [
    {
      host: "aws",
      access: "remote",
      aws: block({ allowedCidrs: ["203.0.113.0/24"] }),
      remote: block({ host: "aws", aws: { allowedCidrs: ["203.0.113.0/24"], buildsEngine: "rootless" } }),
    },
    ["JD107 remote.aws.buildsEngine: has no effect here: builds use the ordinary engine of this VM, by TLS. Remove it"],
  ],
  [
    { host: "aws", aws: block({ allowedCidrs: ["203.0.113.0/24"], usernsRemap: true }) },
    [
      'JD107 aws.usernsRemap: leaves no root to access "dood", which needs it. Remove it, or use dind.isolation: sysbox',
    ],
  ],
  [
    {
      host: "aws",
      access: "dind",
      aws: block({ allowedCidrs: ["203.0.113.0/24"] }),
      dind: block({ isolation: "sysbox" }),
    },
    ["JD105 aws.sysbox: is needed with dind.isolation: sysbox: set it to true"],
  ],
  [
    { host: "aws", aws: block({ allowedCidrs: ["203.0.113.0/24"] }), ...jenkins({ retainHome: true }) },
    [
      "JD107 jenkins.retainHome: is true, and the data disk is not kept: the home is on it. Leave this out, and set aws.data.retain as you want both",
    ],
  ],
  [
    {
      host: "aws",
      aws: block({
        allowedCidrs: ["203.0.113.0/24"],
        subnetId: "subnet-00000001",
        data: { volumeId: "vol-00000001" },
      }),
      ...jenkins({ retainHome: false }),
    },
    [
      "JD107 jenkins.retainHome: is false, and the data disk is kept: the home is on it. Leave this out, and set aws.data.retain as you want both",
    ],
  ],
  [
    { host: "aws", aws: block({ allowedCidrs: ["203.0.113.0/24"] }), ...jenkins({ bindAddress: "127.0.0.1" }) },
    ['JD107 jenkins.bindAddress: "127.0.0.1" is reached from the VM alone. Leave it out'],
  ],
];
