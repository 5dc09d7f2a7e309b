/** Mistakes in a casc of one's own. */
import { jenkins, type Mistake } from "../../support/stack-config";

export const casc: Mistake[] = [
  [
    jenkins({ casc: "words" }),
    ["JD104 jenkins.casc: is a text, and not a mapping, as JCasC is: { jenkins: { systemMessage: CI } }"],
  ],
  [
    jenkins({ casc: "jenkins: [" }),
    [
      "JD104 jenkins.casc: is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 11:",
    ],
  ],
  [
    jenkins({ casc: { jenkins: { sytemMessage: "CI", numExecutors: 1 } } }),
    ['JD305 jenkins.casc.jenkins.sytemMessage: is not a key of Jenkins\' casc here. Did you mean "systemMessage"?'],
  ],
  [
    jenkins({ casc: { jenkins: { quietPeriod: "soon" } } }),
    ['JD305 jenkins.casc.jenkins.quietPeriod: "soon" is not a number'],
  ],
  [
    jenkins({ casc: { jenkins: { securityRealm: { local: {}, oic: {} } } } }),
    ["JD305 jenkins.casc.jenkins.securityRealm: has local and oic, of which Jenkins takes exactly one"],
  ],
  [
    jenkins({ casc: { jenkins: { numExecutors: 1 } } }),
    ["JD304 jenkins.casc.jenkins.numExecutors: is what jenkins.executors says. Set that instead"],
  ],
];
