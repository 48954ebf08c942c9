import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { RulebookInvalidError } from "../errors/index.js";
import {
  type Classification,
  type LawDocument,
  type MarginTables,
  type PositionTables,
  parseClassification,
  parseCalendars,
  parseMarginTables,
  parsePack,
  parsePositionTables,
  parseRulebook,
  parseVocabulary,
  type SharedVocabulary,
} from "../rulebook/index.js";
import { tooLong } from "../rulebook/size.js";
import { readJson } from "./readFiles.js";
import { InFile, inFile } from "./report.js";

/** The law that Weighbridge ships: packs, their vocabulary and calendars. */
export const SHIPPED_LAW = fileURLToPath(new URL("../../rulebooks/us/", import.meta.url));

/** What an audit compares the law with, and what is no law itself. */
const BESIDE_LAW = new Set(["coverage.json", "conflicts.json"]);
/** The table of classes, in the folder itself: it is made of law. */
const CLASSIFICATION = "classification.json";
/** Margin tables, likewise. */
const MARGIN_TABLES = "margin-tables.json";
/** Position tables, likewise. */
const POSITION_TABLES = "position-tables.json";
const TABLES = new Set([CLASSIFICATION, MARGIN_TABLES, POSITION_TABLES]);

const jsonFiles = (folder: string, wanted: (name: string) => boolean): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".json") && wanted(name))
    .sort()
    .map((name) => join(folder, name));

/** Every JSON file of law of a folder and of those in it, in the order of their names. */
export const lawFiles = (folder: string): readonly string[] =>
  jsonFiles(folder, (name) => !BESIDE_LAW.has(basename(name)) && !TABLES.has(name));

/** The same of the files that an audit compares the law with. */
export const besideLawFiles = (folder: string): readonly string[] =>
  jsonFiles(folder, (name) => BESIDE_LAW.has(basename(name)));

/** What a file says that it is. */
export const formatOf = (input: unknown): unknown =>
  typeof input === "object" && input !== null && "format" in input ? input.format : undefined;

/** The table by which shipped law classifies products. */
export const SHIPPED_CLASSIFICATION = `${SHIPPED_LAW}${CLASSIFICATION}`;

/** The margin that shipped law asks of each sort of venue. */
export const SHIPPED_MARGIN_TABLES = `${SHIPPED_LAW}${MARGIN_TABLES}`;

/** The limits that shipped law sets on positions. */
export const SHIPPED_POSITION_TABLES = `${SHIPPED_LAW}${POSITION_TABLES}`;

const FORMATS = ["weighbridge.vocabulary/1", "weighbridge.calendars/1", "weighbridge.pack/1", "weighbridge.rulebook/1"];

function parseDocument(input: unknown, vocabularies: ReadonlyMap<string, SharedVocabulary>): LawDocument {
  const format = formatOf(input);
  if (format === "weighbridge.calendars/1") return parseCalendars(input);
  if (format === "weighbridge.rulebook/1") return parseRulebook(input);
  if (format === "weighbridge.pack/1") {
    const { vocabulary: name } = input as { readonly vocabulary?: unknown };
    const vocabulary = typeof name === "string" ? vocabularies.get(name) : undefined;
    if (typeof name === "string" && vocabulary === undefined) {
      const message = "names a vocabulary that is not among the files";
      throw new RulebookInvalidError({ issues: [{ path: "vocabulary", message, value: name }] });
    }
    return parsePack(input, { vocabulary });
  }
  const message = `must be one of ${FORMATS.join(", ")}`;
  throw new RulebookInvalidError({ issues: [{ path: "format", message, value: format }] });
}

/**
 * Reads files of law: vocabularies first, since packs are checked against them.
 *
 * @param paths Of vocabularies, calendars, packs and rulebooks, in any order.
 * @returns In the order of the paths.
 * @throws {InFile} of what is wrong with the first bad file.
 */
export function readLaw(paths: readonly string[]): readonly LawDocument[] {
  const inputs = paths.map((path) => ({ path, input: readJson(path, "pack, rulebook, vocabulary or calendars") }));
  const long = tooLong(...inputs.map(({ input }) => input));
  if (long.length > 0) throw new InFile(paths.join(", "), new RulebookInvalidError({ issues: long }));
  const shared = inputs.map(({ path, input }) =>
    formatOf(input) === "weighbridge.vocabulary/1" ? inFile(path, () => parseVocabulary(input)) : undefined,
  );
  const vocabularies = new Map(shared.flatMap((one) => (one === undefined ? [] : [[one.id, one] as const])));
  return inputs.map(
    ({ path, input }, index) => shared[index] ?? inFile(path, () => parseDocument(input, vocabularies)),
  );
}

let shipped: readonly LawDocument[] | undefined;

/** The law that Weighbridge ships, read once: its files do not change while a command runs. */
export const shippedLaw = (): readonly LawDocument[] => (shipped ??= readLaw(lawFiles(SHIPPED_LAW)));

/** The table by which products are classified, and the vocabulary that it names among these documents. */
export function readClassification(path: string, documents: readonly LawDocument[]): Classification {
  const input = readJson(path, "table of classes");
  const vocabulary = documents.find((one) => one.format === "weighbridge.vocabulary/1");
  return inFile(path, () => {
    if (vocabulary !== undefined) return parseClassification(input, { vocabulary });
    const message = "names a vocabulary that is not among the files of law";
    throw new RulebookInvalidError({ issues: [{ path: "vocabulary", message }] });
  });
}

/** Margin tables from a file. */
export const readMarginTables = (path: string): MarginTables =>
  inFile(path, () => parseMarginTables(readJson(path, "margin tables")));

/** Position tables from a file. */
export const readPositionTables = (path: string): PositionTables =>
  inFile(path, () => parsePositionTables(readJson(path, "position tables")));
