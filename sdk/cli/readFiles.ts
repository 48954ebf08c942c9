import { readFileSync, writeFileSync } from "node:fs";
import { FileInaccessibleError, FileInvalidError, FileMissingError } from "../errors/index.js";
import { type Pack, parsePack, parseRulebook, type Rulebook } from "../rulebook/index.js";
import { inFile } from "./report.js";

const codeOf = (error: unknown) => (error as { readonly code?: unknown }).code;

export function readJson(path: string, what: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") throw new FileMissingError({ path, what, cause });
    throw new FileInaccessibleError({ path, act: "read", cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new FileInvalidError({ path, what: "valid JSON", issues: [{ path: "", message }], cause });
  }
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
