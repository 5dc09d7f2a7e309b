/** Mistakes in a stack's config, each with all that is said of it: code, path, value, what is allowed, the fix. A file a subject. */
import type { Mistake } from "../../support/stack-config";
import { agents } from "./agents";
import { aws } from "./aws";
import { casc } from "./casc";
import { choices } from "./choices";
import { controller } from "./controller";
import { dind } from "./dind";
import { dood } from "./dood";
import { hosts } from "./hosts";
import { registries } from "./registries";
import { together } from "./together";

export const mistakes: Mistake[] = [
  ...choices,
  ...hosts,
  ...aws,
  ...dind,
  ...dood,
  ...controller,
  ...casc,
  ...agents,
  ...registries,
  ...together,
];
