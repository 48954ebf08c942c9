import { isAbsolute, relative } from "node:path";

// The SDK's folders in reading order: a folder imports only from folders above it. One list; the lint rules read it.
export const SDK_FOLDERS = /** @type {const} */ ([
  "errors",
  "identifiers",
  "abis",
  "kinds",
  "verdict",
  "rulebook",
  "program",
  "reader",
  "check",
  "register",
  "change",
  "leverage",
  "positions",
  "settlement",
  "custody",
  "viem",
  "ethers",
  "cli",
]);

/** Folders that may import anything of the SDK, whatever its place in the list. */
export const MAY_IMPORT_EVERYTHING = new Set(["cli"]);

/** Folders that may import a client, a transport or a provider. */
export const MAY_IMPORT_CLIENTS = new Set(["viem", "ethers", "cli"]);

/**
 * The path of the linted file below the repository, with forward slashes.
 *
 * @param {import("eslint").Rule.RuleContext} context
 */
export function repositoryPath({ cwd, filename }) {
  return (isAbsolute(filename) ? relative(cwd, filename) : filename).replaceAll("\\", "/");
}

/**
 * The folder of a file below sdk/: "" for one that lies in sdk/ itself, undefined for one that lies elsewhere.
 *
 * @param {string} path As `repositoryPath` gives it.
 */
export function sdkFolder(path) {
  if (!path.startsWith("sdk/")) return undefined;
  const [, folder = "", ...rest] = path.split("/");
  return rest.length === 0 ? "" : folder;
}
