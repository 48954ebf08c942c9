import type { AuditDocument, AuditReport } from "../../rulebook/audit/index.js";
import { type FactDeclaration, hashPack, type MeasureDeclaration, type Provision } from "../../rulebook/index.js";

/** A provision with the pack that it is in. */
export type ShownProvision = Provision & { readonly pack: { readonly id: string; readonly title: string } };

/** A report, and what the audited documents say of the names in it. */
export type Shown = {
  readonly report: AuditReport;
  /** By id; of several versions of one, the first. */
  readonly provisions: ReadonlyMap<string, ShownProvision>;
  /** Citations that several provisions share: by itself, such a one does not say which. */
  readonly ambiguous: ReadonlySet<string>;
  readonly facts: ReadonlyMap<string, FactDeclaration>;
  readonly measures: ReadonlyMap<string, MeasureDeclaration>;
  readonly packs: readonly {
    readonly id: string;
    readonly title: string;
    readonly hash: string | undefined;
    readonly provisions: number;
  }[];
};

export function shownOf(report: AuditReport, documents: readonly AuditDocument[]): Shown {
  const provisions = new Map<string, ShownProvision>();
  const facts = new Map<string, FactDeclaration>();
  const measures = new Map<string, MeasureDeclaration>();
  for (const document of documents) {
    const vocabulary = "vocabulary" in document ? document.vocabulary : "facts" in document ? document : undefined;
    if (typeof vocabulary === "object") {
      for (const fact of vocabulary.facts) facts.set(fact.id, fact);
      for (const measure of vocabulary.measures) measures.set(measure.id, measure);
    }
    if (!("provisions" in document)) continue;
    const { id, title } = document;
    for (const provision of document.provisions)
      if (!provisions.has(provision.id)) provisions.set(provision.id, { ...provision, pack: { id, title } });
  }
  const packs = documents.flatMap((document) =>
    "provisions" in document
      ? [
          {
            ...{ id: document.id, title: document.title, provisions: document.provisions.length },
            hash: document.format === "weighbridge.pack/1" ? hashPack(document) : undefined,
          },
        ]
      : [],
  );
  const [seen, ambiguous] = [new Set<string>(), new Set<string>()];
  for (const { citation } of provisions.values()) {
    if (seen.has(citation)) ambiguous.add(citation);
    seen.add(citation);
  }
  return { report, provisions, ambiguous, facts, measures, packs };
}
