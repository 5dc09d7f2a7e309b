/** All rules there are. A new one is a file of its subject, or a line in it; docs/policies.md has them as a table. */
import { awsRules } from "./aws";
import { containerRules } from "./containers";
import { dataRules } from "./data";
import { socketRules } from "./docker-socket";
import { engineRules } from "./engine";
import { imageRules } from "./images";
import { jenkinsRules } from "./jenkins";
import type { Rule } from "./rule";
import { secretRules } from "./secrets";

export const rules: readonly Rule[] = [
  ...engineRules,
  ...socketRules,
  ...containerRules,
  ...jenkinsRules,
  ...awsRules,
  ...dataRules,
  ...imageRules,
  ...secretRules,
];
