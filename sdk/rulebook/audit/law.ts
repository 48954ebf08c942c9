import { ParameterInvalidError, RulebookInvalidError } from "../../errors/index.js";
import { cyclesIn } from "../assess/cycles.js";
import { inForceOn } from "../assess/lawOnDay.js";
import { dayOf } from "../dates.js";
import type { BusinessCalendar } from "../packs/index.js";
import { repeatedProvisions } from "../packs/repeatedProvisions.js";
import type { Predicate } from "../predicates.js";
import type { Provision } from "../provision.js";
import { type CalendarBook, calendarBook } from "../values/periods.js";
import { type FactDeclaration, type MeasureDeclaration, ProductClass } from "../vocabulary.js";
import type { AuditDocument, Coverage, DeclaredConflicts } from "./documents.js";

/** A provision and where it stands. */
export type Placed = {
  readonly provision: Provision;
  /** The document's id and the place in it: `us/frb/regulation-t: provisions[3]`. */
  readonly path: string;
  /** In the order of the documents. */
  readonly index: number;
  /** Proposed, and taken as in force. */
  readonly adopted: boolean;
};

/** Everything that is audited, as of a day. */
export type Law = {
  readonly asOf: string;
  readonly all: readonly Placed[];
  readonly inForce: readonly Placed[];
  readonly facts: ReadonlyMap<string, FactDeclaration>;
  readonly measures: ReadonlyMap<string, MeasureDeclaration>;
  readonly calendars: CalendarBook;
  readonly coverage: readonly Coverage[];
  readonly declared: readonly DeclaredConflicts[];
  /** Provisions that a rulebook of an offering says are not enforced, with its reason. */
  readonly notEnforced: readonly { readonly provision: string; readonly path: string; readonly why: string }[];
};

export type AsOf = {
  /** Unix seconds; the law of that day, in UTC, is asked. */
  readonly asOf: bigint;
  /** Ids of proposals that are taken as in force. */
  readonly asIfAdopted?: readonly string[] | undefined;
};

/**
 * Everything that documents say, as of a day.
 *
 * @throws {ParameterInvalidError} when `asIfAdopted` names what is no proposal of the documents.
 * @throws {RulebookInvalidError} when a provision stands in them twice, definitions go in a circle, or each of several provisions goes before the next and
 * the last before the first.
 */
export function lawOf(documents: readonly AuditDocument[], { asOf: seconds, asIfAdopted = [] }: AsOf): Law {
  const asOf = dayOf(seconds);
  const facts = new Map<string, FactDeclaration>();
  const measures = new Map<string, MeasureDeclaration>();
  const [coverage, declared]: [Coverage[], DeclaredConflicts[]] = [[], []];
  const calendars: BusinessCalendar[] = [];
  const notEnforced: Law["notEnforced"][number][] = [];
  const all: Placed[] = [];
  const adopted = new Set(asIfAdopted);
  for (const document of documents) {
    if (document.format === "weighbridge.coverage/1") coverage.push(document);
    if (document.format === "weighbridge.conflicts/1") declared.push(document);
    if (document.format === "weighbridge.calendars/1") calendars.push(...document.calendars);
    const vocabulary = "vocabulary" in document ? document.vocabulary : "facts" in document ? document : undefined;
    if (typeof vocabulary === "object") {
      for (const fact of vocabulary.facts) if (!facts.has(fact.id)) facts.set(fact.id, fact);
      for (const measure of vocabulary.measures) if (!measures.has(measure.id)) measures.set(measure.id, measure);
    }
    if (!("provisions" in document)) continue;
    for (const [index, provision] of document.provisions.entries()) {
      const taken = adopted.has(provision.id) && provision.status === "proposed";
      all.push({ provision, path: `${document.id}: provisions[${index}]`, index: all.length, adopted: taken });
    }
    if (!("uses" in document)) continue;
    for (const [index, { provision, how }] of document.uses.entries())
      if ("notEnforced" in how)
        notEnforced.push({ provision, path: `${document.id}: uses[${index}]`, why: how.notEnforced });
  }
  const proposals = new Set(all.filter((placed) => placed.adopted).map(({ provision }) => provision.id));
  for (const id of asIfAdopted) if (!proposals.has(id)) throw noProposal(id);
  const inForce = all.filter(({ provision }) => inForceOn(provision, asOf, proposals));
  // What is proposed decides nothing, and so may not be at fault either, until somebody takes it as adopted.
  const decided = all.filter(({ provision: { status }, adopted: taken }) => taken || !IDLE.has(status));
  const books = documents.flatMap((document) => ("provisions" in document ? [document] : []));
  const issues = [...repeatedProvisions(books), ...cyclesIn(decided.map(({ provision }) => provision))];
  if (issues.length > 0) throw new RulebookInvalidError({ issues });
  return { asOf, all, inForce, facts, measures, calendars: calendarBook(calendars), coverage, declared, notEnforced };
}

const IDLE: ReadonlySet<Provision["status"]> = new Set(["proposed", "withdrawn"]);

const noProposal = (value: string) =>
  new ParameterInvalidError({ parameter: "asIfAdopted", value, wanted: "the id of a proposed provision of the packs" });

/** The classes that a provision speaks of, all of them named. */
export const productsOf = ({ scope }: Provision): readonly ProductClass[] =>
  scope.products === "any" ? ProductClass.options : scope.products;

export const shared = <T>(one: readonly T[], other: readonly T[]): readonly T[] =>
  one.filter((item) => other.includes(item));

/** Always holds. */
export const ALWAYS: Predicate = { left: { bool: true }, cmp: "==", right: { bool: true } };
