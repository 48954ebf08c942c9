import { readFileSync, writeFileSync } from "node:fs";
import { FileInaccessibleError, FileInvalidError, FileMissingError } from "../errors/index.js";
import { type Pack, parsePack, parseRulebook, type Rulebook } from "../rulebook/index.js";
import { repeatedKeys } from "./repeatedKeys.js";
import { inFile } from "./report.js";

const codeOf = (error: unknown) => (error as { readonly code?: unknown }).code;

const UTF8 = new TextDecoder("utf-8", { fatal: true });

function readText(path: string, what: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") throw new FileMissingError({ path, what, cause });
    throw new FileInaccessibleError({ path, act: "read", cause });
  }
  try {
    return UTF8.decode(bytes);
  } catch (cause) {
    const message = "has bytes that are no text in UTF-8: save it in that encoding";
    throw new FileInvalidError({ path, what: "text in UTF-8", issues: [{ path: "", message }], cause });
  }
}

/**
 * @throws {FileMissingError} when there is none.
 * @throws {FileInaccessibleError} when it cannot be read, as a folder.
 * @throws {FileInvalidError} when it is no JSON in UTF-8, or names a field of an object twice, of which JSON would keep the last.
 */
export function readJson(path: string, what: string): unknown {
  const text = readText(path, what);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new FileInvalidError({ path, what: "valid JSON", issues: [{ path: "", message }], cause });
  }
  const issues = repeatedKeys(text);
  if (issues.length > 0) throw new FileInvalidError({ path, what: "JSON that names each field once", issues });
  return value;
}

/** The rulebook in a file. */
export function readRulebook(path: string): Rulebook {
  const input = readJson(path, "rulebook");
  return inFile(path, () => parseRulebook(input));
}

/** The pack in a file. */
export function readPack(path: string): Pack {
  const input = readJson(path, "pack");
  return inFile(path, () => parsePack(input));
}

export function writeText(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    throw new FileInaccessibleError({ path, act: "written", cause });
  }
}
