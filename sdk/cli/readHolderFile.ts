import { readFileSync } from "node:fs";
import { FileInaccessibleError, FileMissingError } from "../errors/index.js";
import { parseRegister, parseRegisterCsv, type Register } from "../register/index.js";
import { type Scheme } from "../rulebook/index.js";
import { readJson } from "./readFiles.js";
import { inFile } from "./report.js";

/**
 * The register in a file: a table if its name ends in .csv, otherwise JSON.
 *
 * @param decimals Of the token, for amounts in tokens.
 */
export function readHolderFile(
  path: string,
  { scheme, decimals }: { readonly scheme?: Scheme | undefined; readonly decimals?: number | undefined },
): Register {
  if (!/\.csv$/i.test(path)) {
    const input = readJson(path, "register");
    return inFile(path, () => parseRegister(input, { scheme }));
  }
  const text = readText(path);
  return inFile(path, () => parseRegisterCsv(text, { scheme, decimals }));
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    if ((cause as { readonly code?: unknown }).code === "ENOENT")
      throw new FileMissingError({ path, what: "register", cause });
    throw new FileInaccessibleError({ path, act: "read", cause });
  }
}
