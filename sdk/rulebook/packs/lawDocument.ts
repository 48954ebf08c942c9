import type { Pack, Rulebook } from "../rulebook.js";
import type { SharedVocabulary } from "../vocabulary.js";
import type { Calendars } from "./calendars.js";

/** What law is read from: packs and rulebooks, and the vocabularies and calendars that they are read with. */
export type LawDocument = SharedVocabulary | Calendars | Pack | Rulebook;

/** A document that has provisions. */
export type Book = Pack | Rulebook;

export const isBook = (document: LawDocument): document is Book => "provisions" in document;

/** The facts and measures that a document declares itself. */
export function declaredIn(document: LawDocument): Pick<SharedVocabulary, "facts" | "measures"> {
  if (document.format === "weighbridge.vocabulary/1") return document;
  if (!isBook(document) || typeof document.vocabulary === "string") return { facts: [], measures: [] };
  return document.vocabulary;
}
