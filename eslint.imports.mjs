/** The rules about who imports whom. eslint.config.mjs takes them, and tests/unit/lint/imports.test.ts tries each. */
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import * as imports from "eslint-plugin-import-x";

/**
 * Imports go one way. A folder may import from those in the lines before its own, and from itself; never from a line after it, and never
 * from another folder of its own line.
 */
const layers = [
  ["components/text"],
  ["components/paths.ts", "components/default-images.ts"],
  ["components/changes"],
  ["components/endpoint"],
  ["components/docker"],
  ["components/access", "components/host"],
  ["components/jenkins"],
  ["stacks"],
  ["cli", "provider"],
];

/** Inside of Jenkins: what its parts are made from, then check, make and verify. */
const phases = [
  ["components/jenkins/registries"],
  ["components/jenkins/agents", "components/jenkins/check"],
  ["components/jenkins/casc"],
  ["components/jenkins/controller"],
  ["components/jenkins/verify"],
];

/** A choice of a layer knows no other choice. */
const choices = [
  ["components/access/dood", "components/access/dind", "components/access/remote", "components/access/fleet"],
];

const zonesOf = (lines) =>
  lines.flatMap((line, index) =>
    line.map((target) => ({
      target,
      from: [...lines.slice(index + 1).flat(), ...line.filter((other) => other !== target)],
      message: `Imports go one way (eslint.imports.mjs): ${target} comes before this, or stands beside it.`,
    })),
  );
/** Jenkins takes an endpoint, and knows no host. */
const jenkinsKnowsNoHost = {
  target: "components/jenkins",
  from: ["components/host"],
  message: "Jenkins takes an endpoint, not a host.",
};

const zones = [...zonesOf(layers), ...zonesOf(phases), ...zonesOf(choices), jenkinsKnowsNoHost];

/** For ESLint's configuration. */
export const importRules = {
  files: ["**/*.ts"],
  plugins: { "import-x": imports },
  settings: {
    "import-x/extensions": [".ts"],
    "import-x/parsers": { "@typescript-eslint/parser": [".ts"] },
    "import-x/resolver-next": [createTypeScriptImportResolver()],
  },
  rules: {
    "import-x/no-cycle": "error",
    "import-x/no-restricted-paths": ["error", { zones: zones.filter(({ from }) => from.length > 0) }],
  },
};
