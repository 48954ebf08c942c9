import { ActivityInvalidError, type Issue } from "../../errors/index.js";
import type { Context, Decided, FactSlot, Line, LineBook, Missing, Truth, Value } from "../values/context.js";
import { miss } from "../values/context.js";
import { decimal } from "../values/decimal.js";
import type { CalendarBook } from "../values/periods.js";
import { ACTIVITY_DAY } from "../values/wellKnown.js";
import type { FactId } from "../vocabulary.js";
import type { Activity, FactValue, LedgerEntry } from "./activity.js";
import { type Given, givenFact, valueOf, wrongType } from "./givenFacts.js";
import type { Candidates, LawOnDay, Precedence } from "./lawOnDay.js";
import type { PreparedProvision } from "./preparedProvision.js";
import type { PreparedRulebooks } from "./prepareRulebooks.js";

/** Something that was found once, with what was missing to find more. */
type Known<T> = { readonly value: T; readonly missing: readonly Missing[] };

const NONE: readonly Missing[] = [];

/** The facts of one activity under the law of one day: what is given, what follows from definitions, what gives way to what. */
export class Judge implements Context {
  readonly on: string;
  readonly calendars: CalendarBook;
  readonly books: ReadonlyMap<string, LineBook>;
  readonly parties: Context["parties"];
  readonly missing: Missing[] = [];
  line: Line | undefined = undefined;
  least = 0;
  readonly decided: Decided = { left: undefined, cmp: "==", right: undefined, negated: false };
  /** By slot. */
  readonly given: readonly (Given | undefined)[];
  /** The given facts that were asked for, by slot. */
  readonly read: FactSlot[] = [];
  readonly claims: ReadonlySet<string>;
  readonly #law: LawOnDay;
  readonly #candidates: Candidates;
  readonly #attributions: Activity["attributions"];
  /** By slot and evidence: its value, or the unknown. */
  readonly #derived: (boolean | Missing)[] = [];
  /** By provision and evidence: its truth, or what is missing. */
  readonly #defined: (boolean | readonly Missing[])[] = [];
  readonly #displaced = new Map<number, Known<Precedence | Truth>>();
  readonly #exempted: (one: PreparedProvision) => Truth;

  /** @param exempted Whether an exemption that is claimed is met. */
  constructor(
    { facts, calendars }: PreparedRulebooks,
    law: LawOnDay,
    candidates: Candidates,
    activity: Activity,
    on: string,
    exempted: (one: PreparedProvision) => Truth,
  ) {
    this.on = on;
    this.calendars = calendars;
    this.parties = activity.parties ?? {};
    this.claims = new Set(activity.claims);
    this.#law = law;
    this.#candidates = candidates;
    this.#attributions = activity.attributions;
    this.#exempted = exempted;
    const issues: Issue[] = [];
    const given: (Given | undefined)[] = [];
    for (const id in activity.facts) {
      const fact = activity.facts[id as FactId];
      const slot = facts.get(id);
      if (fact === undefined) continue;
      if (slot === undefined) issues.push({ path: `facts["${id}"]`, message: "names no fact that is declared" });
      else {
        const found = givenFact(fact, slot, on, activity.provenance);
        if ("message" in found) issues.push(found);
        else given[slot.slot] = found;
      }
    }
    this.given = given;
    this.books = booksOf(activity, on, facts, issues);
    if (issues.length > 0) throw new ActivityInvalidError({ issues });
  }

  groups(attribution: string): ReadonlyMap<string, string> | undefined {
    const groups = this.#attributions?.[attribution as keyof NonNullable<Activity["attributions"]>];
    if (groups === undefined) return undefined;
    return new Map(groups.flatMap((members, index) => members.map((member) => [member, `group ${index}`] as const)));
  }

  readonly fact = (slot: FactSlot): Value | undefined => {
    if (slot.bearer === "entry") return this.line?.facts.get(slot.id) ?? this.#absent(slot);
    const given = this.given[slot.slot];
    const definitions = this.#law.definitions[slot.slot];
    if (given === undefined) {
      if (definitions !== undefined) return this.#derive(slot, definitions);
      return this.#itself(slot) ?? this.#absent(slot);
    }
    this.read[slot.slot] = slot;
    const least = slot.openTexture && this.least === 0 ? 1 : this.least;
    const { value, level, current } = given;
    if (current && level >= least) {
      if (definitions === undefined) return value;
      const before = this.missing.length;
      const derived = this.#derive(slot, definitions);
      this.missing.length = before;
      return derived === undefined || derived === value ? value : miss(this, slot.id, "contradicted");
    }
    if (definitions !== undefined) return this.#derive(slot, definitions);
    return miss(this, slot.id, current ? "evidence" : "outOfDate");
  };

  #absent({ absent }: FactSlot): undefined {
    this.missing.push(absent);
    return undefined;
  }

  /** What the activity says of itself. */
  #itself({ id, name, bearer }: FactSlot): Value | undefined {
    if (id === ACTIVITY_DAY) return this.on;
    return name === "id" ? this.parties[bearer] : undefined;
  }

  /** Any of the definitions that nothing displaces. An unverified one says nothing. */
  #derive(slot: FactSlot, definitions: readonly PreparedProvision[]): Truth {
    const key = slot.slot * 3 + this.least;
    const known = this.#derived[key];
    if (known !== undefined) {
      if (typeof known === "boolean") return known;
      this.missing.push(known);
      return undefined;
    }
    const before = this.missing.length;
    let value: Truth = false;
    for (const definition of definitions) {
      const truth = this.defined(definition);
      if (truth === true) {
        value = true;
        break;
      }
      if (truth === undefined) value = undefined;
    }
    if (value !== undefined) {
      this.missing.length = before;
      this.#derived[key] = value;
      return value;
    }
    // One thing is missing, and may be given as well as what it would follow from.
    const from = new Set<string>();
    for (const { name, from: others } of this.missing.splice(before)) {
      from.add(name);
      for (const other of others ?? []) from.add(other);
    }
    const given = this.given[slot.slot];
    const why = given === undefined ? "absent" : given.current ? "evidence" : "outOfDate";
    const missing = { name: slot.id, why, from: [...from] } as const;
    this.#derived[key] = missing;
    this.missing.push(missing);
    return undefined;
  }

  /** Whether a definition is met, and nothing displaces it. */
  defined(definition: PreparedProvision): Truth {
    const key = definition.index * 3 + this.least;
    const known = this.#defined[key];
    if (known !== undefined) {
      if (typeof known === "boolean") return known;
      for (const one of known) this.missing.push(one);
      return undefined;
    }
    const before = this.missing.length;
    const truth = this.#isDefined(definition);
    if (truth !== undefined) this.missing.length = before;
    this.#defined[key] = truth ?? this.missing.slice(before);
    return truth;
  }

  #isDefined(definition: PreparedProvision): Truth {
    const { when, test, decides } = definition;
    const scope = when === undefined ? true : when(this);
    if (scope === false) return false;
    if (!decides) return undefined;
    const met = test?.(this);
    if (met === false) return false;
    const displaced = this.displacedBy(definition);
    if (displaced !== undefined && displaced !== false) return false;
    return scope === true && displaced === false ? met : undefined;
  }

  /** What a provision gives way to; false: nothing; undefined: it cannot be told. */
  displacedBy({ index }: PreparedProvision): Precedence | Truth {
    const rows = this.#law.precedence.get(index);
    if (rows === undefined) return false;
    let known = this.#displaced.get(index);
    if (known === undefined) {
      const before = this.missing.length;
      let value: Precedence | Truth = false;
      for (const row of rows) {
        const truth = this.#applies(row.by);
        if (truth === true) {
          value = row;
          break;
        }
        if (truth === undefined) value = undefined;
      }
      known = { value, missing: value === undefined ? this.missing.slice(before) : NONE };
      this.missing.length = before;
      this.#displaced.set(index, known);
    }
    this.missing.push(...known.missing);
    return known.value;
  }

  /** Whether a provision that goes before others is there on these facts. */
  #applies(by: PreparedProvision): Truth {
    const { type } = by.provision.effect;
    if (!by.decides) return false;
    if (type === "define") return this.defined(by);
    if (!this.#candidates.indexes.has(by.index)) return false;
    const displaced = this.displacedBy(by);
    if (displaced !== false && displaced !== undefined) return false;
    if (type === "exempt" && !this.claims.has(by.provision.id)) return false;
    const scope = by.when === undefined ? true : by.when(this);
    const arises = type === "exempt" ? this.#exempted(by) : by.test === undefined ? true : by.test(this);
    if (scope === false || arises === false) return false;
    return scope === true && arises === true && displaced === false ? true : undefined;
  }
}

function lineOf(
  entry: Omit<LedgerEntry, "on">,
  on: string,
  facts: PreparedRulebooks["facts"],
  path: string,
  issues: Issue[],
): Line {
  const values = new Map<string, Value>();
  for (const [id, given] of Object.entries(entry.facts ?? {}) as [string, FactValue][]) {
    const slot = facts.get(id);
    const value = slot === undefined ? undefined : valueOf(given, slot);
    if (slot === undefined) issues.push({ path: `${path}.facts["${id}"]`, message: "names no fact that is declared" });
    else if (value === undefined) issues.push(wrongType(`${path}.facts["${id}"]`, given, slot));
    else values.set(id, value);
  }
  return { on, party: entry.party, quantity: decimal(entry.quantity), facts: values };
}

const NO_BOOKS: ReadonlyMap<string, LineBook> = new Map();

function booksOf(
  { ledgers }: Activity,
  on: string,
  facts: PreparedRulebooks["facts"],
  issues: Issue[],
): ReadonlyMap<string, LineBook> {
  if (ledgers === undefined) return NO_BOOKS;
  const books = new Map<string, LineBook>();
  for (const [index, { base, basis, unit, completeSince, entries, adds }] of ledgers.entries()) {
    const path = `ledgers[${index}]`;
    const name = `${base}/${basis}`;
    if (books.has(name)) issues.push({ path, message: "is another ledger of this base and basis", value: name });
    const lines = entries.map((entry, line) => lineOf(entry, entry.on, facts, `${path}.entries[${line}]`, issues));
    const added = adds === undefined ? undefined : lineOf(adds, on, facts, `${path}.adds`, issues);
    books.set(name, { unit, completeSince, lines, adds: added });
  }
  return books;
}
