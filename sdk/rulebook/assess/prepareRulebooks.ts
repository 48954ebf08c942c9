import { type Issue, RulebookInvalidError } from "../../errors/index.js";
import { declaredIn, isBook, type LawDocument } from "../packs/lawDocument.js";
import { repeatedProvisions } from "../packs/repeatedProvisions.js";
import { type CalendarBook, calendarBook } from "../values/periods.js";
import type { FactSlot } from "../values/context.js";
import type { Bearer, FactDeclaration } from "../vocabulary.js";
import { cyclesIn } from "./cycles.js";
import { type LawOnDay, lawOnDay } from "./lawOnDay.js";
import { type PreparedProvision, preparedProvision } from "./preparedProvision.js";

/** Packs and rulebooks, indexed once so that many questions can be asked of them. */
export type PreparedRulebooks = {
  /** Ids of packs and rulebooks, in the order given. */
  readonly books: readonly string[];
  readonly provisions: readonly PreparedProvision[];
  readonly byId: ReadonlyMap<string, PreparedProvision>;
  readonly facts: ReadonlyMap<string, FactSlot>;
  readonly calendars: CalendarBook;
  /** @param adopted Ids of proposals to be judged by as if they were in force. */
  readonly on: (day: string, adopted?: readonly string[]) => LawOnDay;
};

export type PrepareRulebooksReturnType = PreparedRulebooks;
export type PrepareRulebooksErrorType = RulebookInvalidError;

/** Days of which the index is kept. */
const MOST_DAYS = 64;

/** Every fact that a vocabulary declares; values of an enum or set are those that any of them lists. */
function slotsOf(documents: readonly LawDocument[], issues: Issue[]): ReadonlyMap<string, FactSlot> {
  const slots = new Map<string, FactSlot & { readonly values: Set<string> | undefined }>();
  const declarations = documents.flatMap((document) => declaredIn(document).facts.map((fact) => ({ document, fact })));
  const same = (one: FactSlot, { type, unit }: FactDeclaration) => one.type === type && one.unit === unit;
  for (const { document, fact } of declarations) {
    const known = slots.get(fact.id);
    if (known === undefined) {
      const [bearer, name = ""] = fact.id.split(".") as [Bearer, string];
      const { id, type, unit } = fact;
      const openTexture = fact.openTexture === true;
      const values = fact.values === undefined ? undefined : new Set<string>(fact.values);
      const absent = { name: id, why: "absent" as const };
      slots.set(id, { slot: slots.size, id, bearer, name, type, unit, openTexture, values, absent });
    } else if (!same(known, fact)) {
      const message = `"${document.id}" declares it as another type or unit than a document before`;
      issues.push({ path: fact.id, message });
    } else for (const value of fact.values ?? []) known.values?.add(value);
  }
  return slots;
}

function prepare(documents: readonly LawDocument[]): PreparedRulebooks {
  const books = documents.filter(isBook);
  const issues: Issue[] = [...repeatedProvisions(books)];
  const facts = slotsOf(documents, issues);
  const accepted = new Set(
    books
      .flatMap((book) => ("decisions" in book ? book.decisions : []))
      .flatMap((one) => ("provision" in one ? [one.provision] : [])),
  );
  const provisions = books
    .flatMap((book) => book.provisions.map((provision) => ({ book: book.id, provision })))
    .map(({ book, provision }, index) =>
      preparedProvision(provision, { index, book, accepted: accepted.has(provision.id) }, facts),
    );
  // What is proposed decides nothing, and so may not be at fault either, until somebody judges by it.
  const decided = provisions.map(({ provision }) => provision);
  issues.push(...cyclesIn(decided.filter(({ status }) => status !== "proposed" && status !== "withdrawn")));
  if (issues.length > 0) throw new RulebookInvalidError({ issues });

  const calendars = documents.flatMap((document) => ("calendars" in document ? document.calendars : []));
  const days = new Map<string, LawOnDay>();
  const bookIds = books.map(({ id }) => id);
  return {
    books: bookIds,
    provisions,
    byId: new Map(provisions.map((one) => [one.provision.id, one])),
    facts,
    calendars: calendarBook(calendars),
    on: (day, adopted = []) => {
      const key = adopted.length === 0 ? day : [day, ...adopted].join(" ");
      const known = days.get(key);
      if (known !== undefined) return known;
      if (days.size >= MOST_DAYS) days.clear();
      const made = lawOnDay({ provisions, books: bookIds, facts }, day, new Set(adopted));
      const circles = adopted.length === 0 ? [] : cyclesIn(made.inForce.map(({ provision }) => provision));
      if (circles.length > 0) throw new RulebookInvalidError({ issues: circles });
      days.set(key, made);
      return made;
    },
  };
}

/** Those that were prepared, by the very list that was given: a list that is asked again is not indexed again. */
const prepared = new WeakMap<readonly LawDocument[], PreparedRulebooks>();

/**
 * Indexes packs and rulebooks with their vocabularies and calendars. Pure; `assess` does it by itself, once for the same list.
 *
 * @param documents In any order. What they refer to and nobody gave is no fault here: law may be asked in parts.
 * @throws {RulebookInvalidError} when a provision stands in two of them, a fact is declared in two ways, definitions go in a circle, or each of
 * several provisions goes before the next and the last before the first.
 * @example
 * const law = prepareRulebooks([vocabulary, calendars, ...packs]);
 */
export function prepareRulebooks(documents: readonly LawDocument[]): PrepareRulebooksReturnType {
  const known = prepared.get(documents);
  if (known !== undefined) return known;
  const made = prepare(documents);
  prepared.set(documents, made);
  return made;
}
