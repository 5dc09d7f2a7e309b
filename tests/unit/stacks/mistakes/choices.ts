/** Mistakes in the words that choose a host and an access, and in a key at the top. */
import type { Mistake } from "../../support/stack-config";

export const choices: Mistake[] = [
  [
    { access: "dnid" },
    ['JD101 access: "dnid" is not a way to reach Docker: dood, dind, remote, fleet. Did you mean "dind"?'],
  ],
  [
    { access: "DIND" },
    ['JD101 access: "DIND" is not a way to reach Docker: dood, dind, remote, fleet. Did you mean "dind"?'],
  ],
  [{ access: "kubernetes" }, ['JD101 access: "kubernetes" is not a way to reach Docker: dood, dind, remote, fleet.']],
  [{ host: "azure" }, ['JD102 host: "azure" is not a kind of host: local, existing, aws.']],
  [{ acces: "dind" }, ['JD103 acces: is not a setting. Did you mean "access"?']],
  [{ registry: "[]" }, ['JD103 registry: is not a setting. Did you mean "registryMirrors"?']],
];
