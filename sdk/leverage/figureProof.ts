import type { Hex } from "viem";
import type { Issue } from "../errors/index.js";
import {
  type Activity,
  assess,
  type AssessFinding,
  basisPoints,
  type FigureSource,
  hashProvision,
  LAW_LEVELS,
  type MarginClass,
  type MarginFigure,
  type MarginTable,
  type MarginTableRow,
  type MarginTables,
  type PreparedRulebooks,
  type Provision,
  secondsOf,
} from "../rulebook/index.js";
import type { FigureOrigin } from "./marginRow.js";

export const LEVELS = ["initial", "maintenance", "cure", "closeOut"] as const;
type Level = (typeof LEVELS)[number];

/** What a level is in the words of the law: the activity that is judged, the fact that is compared, and the measure of such requirements. */
const IN_LAW = {
  initial: { kind: "extendCredit", fact: "activity.initialMargin", measure: "initialMargin" },
  maintenance: { kind: "maintain", fact: "activity.maintenanceMargin", measure: "maintenanceMargin" },
  cure: { kind: "maintain", fact: "activity.maintenanceMargin", measure: "maintenanceMargin" },
  closeOut: { kind: "maintain", fact: "activity.maintenanceMargin", measure: "maintenanceMargin" },
} as const satisfies Record<
  Level,
  { readonly kind: Activity["kind"]; readonly fact: string; readonly measure: string }
>;

/** What is asked about: a row, its table and class, and where it is in the document. */
export type ProvenRow = {
  readonly table: MarginTable;
  readonly class: MarginClass;
  readonly row: MarginTableRow;
  readonly path: string;
};

type Kind = "extendCredit" | "maintain";
type Margin = { readonly fact: string; readonly percent: string } | undefined;

/** Proves figures of margin tables by the provisions that they name. */
export class FigureProof {
  readonly #law: PreparedRulebooks;
  readonly #tables: MarginTables;
  readonly #day: string;

  constructor(law: PreparedRulebooks, tables: MarginTables, day: string) {
    this.#law = law;
    this.#tables = tables;
    this.#day = day;
  }

  /** Who says each figure of a row, and who bans it. Adds to `issues` what is not so. */
  prove(
    place: ProvenRow,
    issues: Issue[],
  ): {
    readonly origins: Readonly<Record<Level, FigureOrigin>>;
    readonly ban: FigureOrigin | undefined;
  } {
    const { row } = place;
    const origin = (level: Level) => this.#figure(place, level, issues);
    const origins = {
      ...{ initial: origin("initial"), maintenance: origin("maintenance") },
      ...{ cure: origin("cure"), closeOut: origin("closeOut") },
    };
    const ban = row.banned === undefined ? undefined : this.#ban(place, row.banned, issues);
    // What is banned takes no increase, whatever its figures.
    if (ban === undefined) this.#strictEnough(place, "initial", issues);
    this.#strictEnough(place, "maintenance", issues);
    return { origins, ban };
  }

  #figure(place: ProvenRow, level: Level, issues: Issue[]): FigureOrigin {
    const figure = place.row[level];
    if (!("law" in figure)) return { binding: "policy", provisions: [], because: figure.policy };
    const { kind, fact } = IN_LAW[level];
    const provisions = figure.law.flatMap((source, index) => {
      const path = `${place.path}.${level}.law[${index}]`;
      const provision = this.#usable(source, path, issues);
      if (provision === undefined) return [];
      issues.push(...this.#stated(place, { figure, source, provision, kind, fact, path }));
      return [provision];
    });
    return lawOf(provisions);
  }

  /** What forbids the product at such a venue: a requirement of the provision fails, whatever is put up. */
  #ban(place: ProvenRow, banned: NonNullable<MarginTableRow["banned"]>, issues: Issue[]): FigureOrigin {
    if (!("law" in banned)) return { binding: "policy", provisions: [], because: banned.policy };
    const provisions = banned.law.flatMap((source, index) => {
      const path = `${place.path}.banned.law[${index}]`;
      const provision = this.#usable(source, path, issues);
      if (provision === undefined) return [];
      const found = this.#ask(place, "extendCredit", undefined, provision.id);
      const result = "requirement" in source ? resultOf(found, source.requirement) : found?.result;
      if (result !== "failed" || found?.binds !== true)
        issues.push({ path, message: "does not forbid it on the facts of the table and class", value: provision.id });
      return [provision];
    });
    return lawOf(provisions);
  }

  /** The provision, if a figure may rest on it. */
  #usable({ provision: id }: FigureSource, path: string, issues: Issue[]): Provision | undefined {
    const known = this.#law.byId.get(id)?.provision;
    const fault = known === undefined ? "names no provision of these packs" : this.#whyNot(known);
    if (fault !== undefined) issues.push({ path: `${path}.provision`, message: fault, value: id });
    return known;
  }

  #whyNot({ id, level, verification }: Provision): string | undefined {
    const inForce = this.#law.on(this.#day).inForce.some(({ provision }) => provision.id === id);
    if (!inForce) return `is not in force on ${this.#day}`;
    if (!LAW_LEVELS.includes(level)) return `is no law, but ${level}: say \`policy\``;
    if (verification !== "unverified") return undefined;
    if (this.#tables.decisions.some((one) => one.provision === id && one.on <= this.#day)) return undefined;
    return `is unverified: verify it, or let a named person accept it in \`decisions\`, dated ${this.#day} or before`;
  }

  /** Whether the provision states this figure: it is met by it, and not by a basis point less. */
  #stated(
    place: ProvenRow,
    of: {
      readonly figure: MarginFigure;
      readonly source: FigureSource;
      readonly provision: Provision;
      readonly kind: Kind;
      readonly fact: string;
      readonly path: string;
    },
  ): readonly Issue[] {
    const { figure, source, provision, kind, fact, path } = of;
    const { percent } = figure;
    if (!("requirement" in source)) {
      const { quotation } = source;
      if (provision.sources.some((one) => one.quotation?.includes(quotation) === true)) return [];
      return [{ path: `${path}.quotation`, message: "is in no quotation of the provision", value: quotation }];
    }
    const at = (margin: string) => {
      const found = this.#ask(place, kind, { fact, percent: margin }, provision.id);
      return found?.binds === true ? resultOf(found, source.requirement) : "outside";
    };
    const wrong = (message: string): readonly Issue[] => [{ path, message, value: `${percent} %` }];
    const [here, below] = [at(percent), at(aPointLess(percent))];
    if (here === undefined)
      return [
        { path: `${path}.requirement`, message: "names no requirement of the provision", value: source.requirement },
      ];
    if (here === "outside") return wrong(`does not bind on the facts of the table and class: ${provision.citation}`);
    if (here === "unknown") return wrong(`cannot be told from the facts of the table and class: ${provision.citation}`);
    if (here === "failed") return wrong(`is less than ${provision.citation} asks`);
    return below === "failed" ? [] : wrong(`is more than ${provision.citation} asks: the difference is policy`);
  }

  /** Provisions of the same measure that bind such a venue, and that the row does not meet. */
  #strictEnough(place: ProvenRow, level: "initial" | "maintenance", issues: Issue[]): void {
    const { kind, fact, measure } = IN_LAW[level];
    const { percent } = place.row[level];
    const { findings } = this.#assess(place, kind, { fact, percent });
    for (const { provision, citation, binds, requirements, effect, decides } of findings) {
      if (binds !== true || effect !== "limit" || !decides) continue;
      const failed = requirements.some((one) => one.measure === measure && one.result === "failed");
      if (!failed) continue;
      const message = `is less than ${citation} asks, which binds on the facts of the table and class (${provision})`;
      issues.push({ path: `${place.path}.${level}`, message, value: `${percent} %` });
    }
  }

  #ask(place: ProvenRow, kind: Kind, margin: Margin, id: string): AssessFinding | undefined {
    return this.#assess(place, kind, margin).findings.find(({ provision }) => provision === id);
  }

  #assess({ table, class: of }: ProvenRow, kind: Kind, margin: Margin) {
    const facts = { ...of.facts, ...table.facts, ...(margin === undefined ? {} : { [margin.fact]: margin.percent }) };
    const { provenance } = this.#tables;
    const activity: Activity = { kind, product: { classes: of.products }, provenance, facts, claims: [] };
    return assess(this.#law, activity, { asOf: secondsOf(this.#day) });
  }
}

const resultOf = (found: AssessFinding | undefined, requirement: string) =>
  found?.requirements.find(({ id }) => id === requirement)?.result;

const lawOf = (provisions: readonly Provision[]): FigureOrigin => ({
  binding: "law",
  provisions: provisions.map((one) => ({ id: one.id, citation: citationOf(one), hash: hashOf(one) })),
  because: null,
});

const citationOf = ({ citation }: Provision): string => citation;
const hashOf = (provision: Provision): Hex => hashProvision(provision);

const PERCENT = 100n;

/** A basis point less, as percent. Of nothing: less than nothing. */
function aPointLess(percent: string): string {
  const points = (basisPoints(percent) ?? 0n) - 1n;
  if (points < 0n) return "-0.01";
  return `${points / PERCENT}.${String(points % PERCENT).padStart(2, "0")}`;
}
