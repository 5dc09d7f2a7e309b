import js from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import typescript from "typescript-eslint";
import { importRules } from "./eslint.imports.mjs";

export default typescript.config(
  // The projects of examples/ are strangers' own: their tests compile them against the packed package.
  { ignores: ["dist/", "dist-*/", "api/", "examples/", "node_modules/", "testbed/", ".local/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...typescript.configs.strictTypeChecked, ...typescript.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "@pulumi": pulumi },
    rules: {
      "@pulumi/no-output-in-template-literal": "error",
      "@pulumi/no-output-instance-in-template-literal": "error",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      // A choice is an object and a type of one name: schema inference takes no other. (FACTS, Pulumi components)
      "@typescript-eslint/no-redeclare": "off",
    },
  },
  {
    files: ["tests/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
  importRules,
  {
    files: ["policy/**/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              group: ["**/components/**", "**/stacks/**", "**/cli/**", "@pulumi/aws/**", "@pulumi/docker"],
              message: "a rule looks at inputs, by their types; whoever makes resources is not loaded for it",
              allowTypeImports: true,
            },
          ],
        },
      ],
    },
  },
);
