/**
 * One thing a module takes from another.
 *
 * @typedef {object} Import
 * @property {string} source The specifier, as written.
 * @property {import("estree").Node} node Where to report.
 * @property {readonly string[] | "all"} values Names imported as values; "all" for a namespace, a star export, a side effect or an `import()`.
 * @property {boolean} typeOnly Nothing of it is left when types are erased.
 */

/** @param {any} name An identifier or a string literal. */
const text = (name) => String(name.name ?? name.value);

/**
 * ESLint visitors that call `visit` once for each import, re-export, `import()` and `import("…")` type of a module.
 *
 * @param {(found: Import) => void} visit
 * @returns {import("eslint").Rule.RuleListener}
 */
export function visitImports(visit) {
  /** @type {(node: any, specifiers: any[], kind: unknown, named: string) => void} */
  const declaration = (node, specifiers, kind, named) => {
    if (node.source === null) return;
    const values = specifiers.filter((specifier) => specifier.importKind !== "type" && specifier.exportKind !== "type");
    const typeOnly = kind === "type" || (specifiers.length > 0 && values.length === 0);
    const all = specifiers.length === 0 || values.some((specifier) => specifier.type === "ImportNamespaceSpecifier");
    visit({
      source: node.source.value,
      node,
      typeOnly,
      values: typeOnly
        ? []
        : all
          ? "all"
          : values.map((specifier) => (specifier[named] ? text(specifier[named]) : "default")),
    });
  };
  /** @type {(node: any, source: any, typeOnly: boolean) => void} */
  const expression = (node, source, typeOnly) => {
    if (typeof source?.value === "string")
      visit({ source: source.value, node, typeOnly, values: typeOnly ? [] : "all" });
  };
  return {
    ImportDeclaration: (/** @type {any} */ node) => declaration(node, node.specifiers, node.importKind, "imported"),
    ExportNamedDeclaration: (/** @type {any} */ node) => declaration(node, node.specifiers, node.exportKind, "local"),
    ExportAllDeclaration: (/** @type {any} */ node) => declaration(node, [], node.exportKind, "local"),
    ImportExpression: (/** @type {any} */ node) => expression(node, node.source, false),
    TSImportType: (/** @type {any} */ node) => expression(node, node.source ?? node.argument?.literal, true),
  };
}
