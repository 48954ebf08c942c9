import js from "@eslint/js";
import tseslint from "typescript-eslint";
import { folderOrder } from "./scripts/lint/folder-order.mjs";
import { noClients } from "./scripts/lint/no-clients.mjs";

const weighbridge = { rules: { "folder-order": folderOrder, "no-clients": noClients } };

export default tseslint.config(
  { ignores: ["node_modules/", "artifacts/", "cache/", "dist/", "types/", "coverage/", ".tools/"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    plugins: { weighbridge },
    rules: {
      "weighbridge/folder-order": "error",
      "weighbridge/no-clients": "error",
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "none" },
      ],
      // TypeScript knows the globals, and asks for x["y"] where the key is not declared.
      "no-undef": "off",
      "@typescript-eslint/dot-notation": "off",
      "no-console": "off",
      eqeqeq: "error",
    },
  },
  {
    // What only the type checker can see.
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    files: ["sdk/**/*.ts"],
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "No enum: a union of literals, or a const object." },
        { selector: "ExportDefaultDeclaration", message: "No default export: name it." },
        { selector: "ExportSpecifier[exported.name='default']", message: "No default export: name it." },
        {
          selector:
            "ThrowStatement > :matches(NewExpression, CallExpression)[callee.name=/^(Error|TypeError|RangeError)$/]",
          message: "Throw a class of sdk/errors: one per failure, with its values and the next step.",
        },
      ],
    },
  },
  {
    files: ["sdk/**/*.ts"],
    ignores: ["sdk/cli/**"],
    rules: { "no-console": "error" },
  },
  {
    files: ["test/**/*.ts", "browser/**/*.ts"],
    rules: {
      // chai asserts by property: expect(x).to.be.true
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  {
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
