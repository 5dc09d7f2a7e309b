/**
 * Which source paths each slow test file covers: the table that decides what a change makes run. `tests/unit/runner` holds it
 * against the tree: every source file is in it, every slow file is listed, and no line is of something that is gone. What a
 * test file imports from tests/, and what the package exports, is read from the files themselves.
 */
import { engineFiles } from "./covers/engine";
import { testbed } from "./covers/testbed";
import { vmFiles } from "./covers/vm";
import { withImports } from "./imports";
import type { Coverage } from "./selection";

export const coverage: Coverage = {
  everything: [".ci/run", "Pulumi.yaml", "package-lock.json", "package.json", ...testbed, "tsconfig.json"],
  quick: [
    ".changeset/",
    ".ci/actionlint",
    ".editorconfig",
    ".github/",
    ".gitignore",
    ".prettierignore",
    ".prettierrc.json",
    "LICENSE",
    "bench/",
    "docs/",
    "eslint.config.mjs",
    "eslint.imports.mjs",
    "examples/roles.yaml",
    "examples/seed-job.yaml",
    "examples/sso.yaml",
    "testbed/pulumi/smoke",
    "tests/casc-files.ts",
    "tests/components/",
    "tests/engine/support/requirements.ts",
    "tests/vm/support/requirements.ts",
    "tests/run.ts",
    "tests/runner/",
    "tests/unit/",
    "tests/passed.json",
    "typedoc.json",
  ],
  slow: withImports({ ...engineFiles, ...vmFiles }),
};
