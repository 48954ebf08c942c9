import type { Hex } from "viem";
import type { Issue } from "../errors/index.js";
import {
  type Activity,
  assess,
  hashProvision,
  LAW_LEVELS,
  type PositionFigure,
  type PositionSource,
  type PositionTables,
  type PositionUnderlying,
  type PreparedRulebooks,
  type Provision,
  secondsOf,
} from "../rulebook/index.js";
import { type Bucket, type Held, MEASURES, positionActivity } from "./lawfulPosition.js";
import type { CitedProvision, LimitOrigin } from "./limitOrigin.js";

/** A figure of an underlying, for what it is a limit, and where it is in the document. */
export type ProvenFigure = {
  readonly underlying: PositionUnderlying;
  readonly bucket: Bucket;
  /** What is so while it is in force. */
  readonly facts: Activity["facts"];
  readonly path: string;
};

type Asked = "within" | "beyond" | "outside" | "unknown" | undefined;

/** Proves figures of position tables by the provisions that they name. */
export class LimitProof {
  readonly #law: PreparedRulebooks;
  readonly #tables: PositionTables;
  readonly #day: string;

  constructor(law: PreparedRulebooks, tables: PositionTables, day: string) {
    this.#law = law;
    this.#tables = tables;
    this.#day = day;
  }

  /** Who says a figure. Adds to `issues` what is not so. */
  prove(place: ProvenFigure, figure: PositionFigure, issues: Issue[]): LimitOrigin {
    this.#lawful(place, BigInt(figure.contracts), issues);
    if ("policy" in figure) return { binding: "policy", provisions: [], within: [], because: figure.policy };
    if ("adopted" in figure) return this.#adopted(place, figure, issues);
    const provisions = this.#named(place, figure.law, `${place.path}.law`, figure.contracts, issues);
    const doubtful = provisions.filter((one) => this.#isDoubtful(one));
    const because = figure.untilAccepted ?? null;
    if (doubtful.length > 0 && because !== null)
      return { binding: "policy", provisions: provisions.map(cited), within: [], because };
    for (const one of doubtful) issues.push(this.#unaccepted(one, place.path));
    return { binding: "law", provisions: provisions.map(cited), within: [], because: null };
  }

  /** That there is no limit, where the table has none. */
  proveNone(place: ProvenFigure, issues: Issue[]): void {
    this.#lawful(place, undefined, issues);
  }

  #adopted(
    place: ProvenFigure,
    { contracts, adopted }: Extract<PositionFigure, { readonly adopted: unknown }>,
    issues: Issue[],
  ): LimitOrigin {
    const path = `${place.path}.adopted`;
    const facts = { ...place.facts, [adopted.fact]: contracts };
    const rule = this.#named({ ...place, facts }, adopted.rule, `${path}.rule`, contracts, issues);
    const within = (adopted.within ?? []).flatMap((source, index) => {
      const at = `${path}.within[${index}]`;
      const provision = this.#usable(source, at, issues);
      if (provision === undefined) return [];
      const found = this.#asks("list", { ...place, facts }, [], provision, source);
      if (found !== "within")
        issues.push({ path: at, message: `is not kept by this number: ${provision.citation}`, value: contracts });
      return [provision];
    });
    for (const one of [...rule, ...within]) if (this.#isDoubtful(one)) issues.push(this.#unaccepted(one, path));
    const { document } = adopted;
    return {
      binding: document === undefined ? "policy" : "law",
      ...{ provisions: rule.map(cited), within: within.map(cited) },
      because: document === undefined ? "No rule of an exchange is named that states this number." : null,
    };
  }

  /** The provisions of a figure, each of which states it. */
  #named(place: ProvenFigure, sources: readonly PositionSource[], path: string, contracts: string, issues: Issue[]) {
    return sources.flatMap((source, index) => {
      const at = `${path}[${index}]`;
      const provision = this.#usable(source, at, issues);
      if (provision === undefined) return [];
      const message = this.#misstated(place, source, provision, BigInt(contracts));
      if (message !== undefined)
        issues.push({ path: at, message: `${message}: ${provision.citation}`, value: contracts });
      return [provision];
    });
  }

  /** The provision, if a figure may rest on it. */
  #usable({ provision: id }: PositionSource, path: string, issues: Issue[]): Provision | undefined {
    const known = this.#law.byId.get(id)?.provision;
    const fault = known === undefined ? "names no provision of these packs" : this.#whyNot(known);
    if (fault !== undefined) issues.push({ path: `${path}.provision`, message: fault, value: id });
    return known;
  }

  #whyNot({ id, level }: Provision): string | undefined {
    const inForce = this.#law.on(this.#day).inForce.some(({ provision }) => provision.id === id);
    if (!inForce) return `is not in force on ${this.#day}`;
    return LAW_LEVELS.includes(level) ? undefined : `is no law, but ${level}: say \`policy\``;
  }

  #isDoubtful({ id, verification }: Provision): boolean {
    if (verification !== "unverified") return false;
    return !this.#tables.decisions.some((one) => one.provision === id && one.on <= this.#day);
  }

  #unaccepted({ id }: Provision, path: string): Issue {
    const message = `is unverified: verify it, let a named person accept it in \`decisions\`, dated ${this.#day} or before, or say \`untilAccepted\``;
    return { path, message, value: id };
  }

  /** What is wrong with a figure beside its provision: it is met on either side by so many contracts, and not by one more; it nets as the table says. */
  #misstated(place: ProvenFigure, source: PositionSource, provision: Provision, most: bigint): string | undefined {
    if ("quotation" in source) {
      const isThere = provision.sources.some(({ quotation }) => quotation?.includes(source.quotation) === true);
      return isThere ? undefined : "is in no quotation of the provision";
    }
    const ask = (...held: readonly Held[]): Asked => this.#asks("hold", place, held, provision, source);
    for (const sign of [1n, -1n]) {
      const [at, above] = [ask({ contracts: sign * most }), ask({ contracts: sign * (most + 1n) })];
      if (at === undefined) return "names no requirement of the provision";
      if (at === "outside") return "does not bind on the facts of the underlying";
      if (at === "unknown") return "cannot be told from the facts of the underlying";
      if (at === "beyond") return "is more than the provision allows";
      if (above !== "beyond") return "is less than the provision allows: the difference is policy";
    }
    return this.#nets(place, most, ask);
  }

  #nets(
    { underlying, bucket }: ProvenFigure,
    most: bigint,
    ask: (...held: readonly Held[]) => Asked,
  ): string | undefined {
    const { sides, settlements } = underlying.netting;
    const hedged = ask({ contracts: most + 1n }, { contracts: -1n });
    if ((hedged === "within") !== (sides === "net")) return `does not have long and short ${sides}`;
    if (bucket !== "spotMonth") {
      const other = ask({ contracts: most }, { contracts: 1n, month: "another" });
      if ((other === "beyond") !== (bucket === "allMonths")) return `does not measure ${bucket}`;
      return undefined;
    }
    const [added, against] = [
      ask({ contracts: most }, { contracts: most, cash: true }),
      ask({ contracts: most + 1n }, { contracts: -1n, cash: true }),
    ];
    const isApart = (most === 0n || added === "within") && against === "beyond";
    return isApart === (settlements === "apart") ? undefined : `does not have settlements ${settlements}`;
  }

  #asks(
    kind: "hold" | "list",
    { underlying, facts, bucket }: ProvenFigure,
    held: readonly Held[],
    provision: Provision,
    source: PositionSource,
  ): Asked {
    const { findings, duties } = this.#assess(kind, underlying, facts, bucket, held);
    const found = findings.find((one) => one.provision === provision.id);
    if (found === undefined) return "outside";
    if (found.binds === undefined) return "unknown";
    if ("duty" in source) {
      if (found.effect !== "consequence") return undefined;
      return duties.some((one) => one.provision === provision.id) ? "beyond" : "within";
    }
    if (!found.binds) return "outside";
    if (!("requirement" in source)) return undefined;
    const result = found.requirements.find(({ id }) => id === source.requirement)?.result;
    return result === undefined ? undefined : RESULTS[result];
  }

  /** Provisions of the same measure that bind such a position, and that so many contracts would not meet. */
  #lawful({ underlying, bucket, facts, path }: ProvenFigure, most: bigint | undefined, issues: Issue[]): void {
    const measures = MEASURES[bucket];
    for (const sign of [1n, -1n]) {
      const held = [{ contracts: sign * (most ?? BEYOND_ANY) }];
      const { findings } = this.#assess("hold", underlying, facts, bucket, held);
      for (const { provision, citation, binds, requirements, effect, decides } of findings) {
        if (binds !== true || effect !== "limit" || !decides) continue;
        // So many contracts meet no limit, whatever is not known.
        const isBroken = (result: string) => result === "failed" || (most === undefined && result === "unknown");
        if (!requirements.some((one) => measures.includes(one.measure) && isBroken(one.result))) continue;
        const than = most === undefined ? "is left out, and" : "is more than";
        const message = `${than} ${citation} allows, which binds on the facts of the underlying (${provision})`;
        const value = most === undefined ? undefined : String(most);
        if (!issues.some((one) => one.path === path && one.message === message)) issues.push({ path, message, value });
      }
    }
  }

  #assess(
    kind: "hold" | "list",
    underlying: PositionUnderlying,
    facts: Activity["facts"],
    bucket: Bucket,
    held: readonly Held[],
  ) {
    const activity = positionActivity(this.#tables, { kind, underlying, facts, bucket, held });
    return assess(this.#law, activity, { asOf: secondsOf(this.#day) });
  }
}

/** More than any limit. */
const BEYOND_ANY = 10n ** 12n;

const RESULTS = { met: "within", failed: "beyond", unknown: "unknown" } as const;

const cited = (one: Provision): CitedProvision => ({
  ...{ id: one.id, citation: one.citation, authority: one.authority, level: one.level },
  ...{ verification: one.verification, addressee: one.scope.binds, hash: hashOf(one) },
});

const hashOf = (provision: Provision): Hex => hashProvision(provision);
