import { posix } from "node:path";
import { MAY_IMPORT_EVERYTHING, repositoryPath, SDK_FOLDERS, sdkFolder } from "./sdk-folders.mjs";
import { visitImports } from "./visit-imports.mjs";

const OWN_NAME = "weighbridge";

/**
 * Where an import leads, as a path below sdk/: undefined for a package, null for a file of ours outside sdk/.
 *
 * @param {string} file The importing file, below the repository.
 * @param {string} source The specifier.
 */
function target(file, source) {
  if (source === OWN_NAME || source.startsWith(`${OWN_NAME}/`))
    return `sdk/${source.slice(OWN_NAME.length + 1)}/index.js`;
  if (!source.startsWith(".")) return undefined;
  const joined = posix.join(posix.dirname(file), source);
  return joined.startsWith("sdk/") ? joined : null;
}

/**
 * A folder of sdk/ imports only from folders above it in SDK_FOLDERS. Types count too: the order is the order of reading.
 *
 * @type {import("eslint").Rule.RuleModule}
 */
export const folderOrder = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      below:
        "sdk/{{from}}/ may not import from sdk/{{to}}/, which is below it: a folder imports only from folders above it ({{order}}).",
      entry: "sdk/{{from}}/ may not import from sdk/{{file}}: only the folders above it, each by its own files.",
      cli: "sdk/{{file}} may not import from sdk/cli/: nothing imports the command line.",
      outside: "sdk/ may not import {{source}}, which lies outside sdk/ and is not published.",
      unknown:
        "sdk/{{folder}}/ is not in the list of folders (scripts/lint/sdk-folders.mjs): put it in its place first.",
    },
  },
  create(context) {
    const file = repositoryPath(context);
    const from = sdkFolder(file);
    if (from === undefined) return {};
    const order = SDK_FOLDERS.join(", ");
    const rank = (/** @type {string} */ folder) => SDK_FOLDERS.findIndex((name) => name === folder);
    if (from !== "" && rank(from) === -1) {
      return { Program: (node) => context.report({ node, messageId: "unknown", data: { folder: from } }) };
    }
    return visitImports(({ source, node }) => {
      const path = target(file, source);
      if (path === undefined) return;
      if (path === null) return context.report({ node, messageId: "outside", data: { source } });
      const to = sdkFolder(path) ?? "";
      if (to === from || MAY_IMPORT_EVERYTHING.has(from)) return;
      if (from === "") {
        if (to === "cli") context.report({ node, messageId: "cli", data: { file: posix.basename(file) } });
      } else if (to === "") {
        context.report({ node, messageId: "entry", data: { from, file: posix.basename(path) } });
      } else if (rank(to) === -1) {
        context.report({ node, messageId: "unknown", data: { folder: to } });
      } else if (rank(to) > rank(from)) {
        context.report({ node, messageId: "below", data: { from, to, order } });
      }
    });
  },
};
