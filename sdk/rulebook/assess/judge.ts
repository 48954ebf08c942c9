import { ActivityInvalidError, type Issue } from "../../errors/index.js";
import {
  type Context,
  type FactSlot,
  type Line,
  type LineBook,
  miss,
  type Missing,
  Notes,
  type Truth,
  undecided,
  type Value,
} from "../values/context.js";
import type { CalendarBook } from "../values/periods.js";
import { ACTIVITY_DAY } from "../values/wellKnown.js";
import type { FactId } from "../vocabulary.js";
import type { Activity } from "./activity.js";
import { endsEarly, type Given, givenFact, knownBy, undeclared } from "./givenFacts.js";
import type { Candidates, LawOnDay, Precedence } from "./lawOnDay.js";
import { inTwoGroups } from "./groups.js";
import { booksOf } from "./ledgers.js";
import type { PreparedProvision } from "./preparedProvision.js";
import type { PreparedRulebooks } from "./prepareRulebooks.js";
import type { Idle } from "./reach.js";

/** Something that was found once, with what was missing to find more. */
type Found<T> = { readonly value: T; readonly missing: readonly Missing[] };

/** The facts of one activity under the law of one day: what is given, what follows from definitions, what gives way to what. */
export class Judge implements Context {
  readonly on: string;
  readonly calendars: CalendarBook;
  readonly books: ReadonlyMap<string, LineBook>;
  readonly parties: Context["parties"];
  readonly missing = new Notes();
  line: Line | undefined = undefined;
  least = 0;
  readonly decided = undecided();
  /** By slot. */
  readonly given: readonly (Given | undefined)[];
  readonly claims: ReadonlySet<string>;
  readonly #law: LawOnDay;
  readonly #candidates: Candidates;
  readonly #attributions: Activity["attributions"];
  /** By evidence, then by slot: its value, or the unknown. */
  readonly #derived: (boolean | Missing | undefined)[][] = [];
  /** By evidence, then by provision: its truth, or what is missing. */
  readonly #defined: (boolean | readonly Missing[] | undefined)[][] = [];
  /** By evidence, then by provision. */
  readonly #displaced: Map<number, Found<Precedence | Truth>>[] = [];
  readonly #provisions: number;
  readonly #exempted: (one: PreparedProvision) => Truth;

  /** @param exempted Whether an exemption that is claimed is met. */
  constructor(
    { facts, calendars, provisions }: PreparedRulebooks,
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
    this.#provisions = provisions.length;
    const issues: Issue[] = [];
    const given = new Array<Given | undefined>(facts.size);
    const shared = activity.provenance === undefined ? undefined : knownBy(activity.provenance, on);
    for (const id in activity.facts) {
      const fact = activity.facts[id as FactId];
      const slot = facts.get(id);
      if (fact === undefined) continue;
      const found = slot === undefined ? undeclared(`facts["${id}"]`) : givenFact(fact, slot, on, shared);
      if ("message" in found) issues.push(found);
      else if (slot !== undefined) given[slot.slot] = found;
    }
    this.given = given;
    this.books = booksOf(activity, on, facts, issues);
    issues.push(...inTwoGroups(activity));
    if (activity.provenance !== undefined) issues.push(...endsEarly("provenance", activity.provenance));
    if (issues.length > 0) throw new ActivityInvalidError({ issues });
  }

  groups(attribution: string): ReadonlyMap<string, string> | undefined {
    const groups = this.#attributions?.[attribution as keyof NonNullable<Activity["attributions"]>];
    // Named by its first member, so that nobody else has the name.
    return groups && new Map(groups.flatMap((members) => members.map((member) => [member, members[0] ?? member])));
  }

  fact(slot: FactSlot): Value | undefined {
    if (slot.bearer === "entry") return this.line?.facts.get(slot.id) ?? this.#absent(slot);
    const given = this.given[slot.slot];
    const definitions = this.#law.definitions[slot.slot];
    if (given === undefined) {
      if (definitions !== undefined) return this.#derive(slot, definitions);
      return this.#itself(slot) ?? this.#absent(slot);
    }
    given.read = true;
    const least = slot.openTexture && this.least === 0 ? 1 : this.least;
    const { value, known } = given;
    if (known.current && known.level >= least) {
      if (definitions === undefined) return value;
      const before = this.missing.length;
      const derived = this.#derive(slot, definitions);
      this.missing.length = before;
      return derived === undefined || derived === value ? value : miss(this, slot.id, "contradicted");
    }
    if (definitions !== undefined) return this.#derive(slot, definitions);
    return miss(this, slot.id, known.current ? "evidence" : "outOfDate");
  }

  #absent({ absent }: FactSlot): undefined {
    this.missing.add(absent);
    return undefined;
  }

  /** What the activity says of itself. */
  #itself({ id, name, bearer }: FactSlot): Value | undefined {
    if (id === ACTIVITY_DAY) return this.on;
    return name === "id" ? this.parties[bearer] : undefined;
  }

  /** Any of the definitions that nothing displaces. An unverified one says nothing. */
  #derive(slot: FactSlot, definitions: readonly PreparedProvision[]): Truth {
    const derived = (this.#derived[this.least] ??= new Array<undefined>(this.given.length));
    let known = derived[slot.slot];
    if (known === undefined) {
      const before = this.missing.length;
      const value = this.#anyOf(definitions);
      known = value ?? this.#underived(slot, before);
      this.missing.length = before;
      derived[slot.slot] = known;
    }
    if (typeof known === "boolean") return known;
    this.missing.add(known);
    return undefined;
  }

  /** What excludes goes before whatever includes. What is unverified may exclude, and leaves it unknown either way. */
  #anyOf(definitions: readonly PreparedProvision[]): Truth {
    let value: Truth = false;
    let [mayBeExcluded, isDoubted] = [false, false];
    for (const definition of definitions) {
      const truth = definition.excludes ? this.#excludes(definition) : this.defined(definition);
      if (!definition.excludes) value = value === true || truth === false ? value : truth;
      else if (truth === true) return false;
      else if (truth === undefined) {
        mayBeExcluded = true;
        isDoubted ||= !definition.decides;
      }
    }
    return isDoubted || (mayBeExcluded && value === true) ? undefined : value;
  }

  /** Whether a definition by which nothing is so applies: what it speaks of is then not so. */
  #excludes(definition: PreparedProvision): Truth {
    const { when, decides } = definition;
    const scope = when === undefined ? true : when(this);
    if (scope === false) return false;
    const displaced = this.displacedBy(definition);
    if (typeof displaced === "object") return false;
    return decides && displaced === false ? scope : undefined;
  }

  /** One thing is missing, and may be given as well as what it would follow from. */
  #underived({ slot, id }: FactSlot, before: number): Missing {
    const from = this.missing.namesSince(before);
    const known = this.given[slot]?.known;
    const why = known === undefined ? "absent" : known.current ? "evidence" : "outOfDate";
    return { name: id, why, from };
  }

  /** Whether a definition is met, and nothing displaces it. */
  defined(definition: PreparedProvision): Truth {
    const known = this.definition(definition);
    if (typeof known === "boolean") return known;
    this.missing.addAll(known);
    return undefined;
  }

  /** The same; what is missing if it cannot be told, and none of it noted. */
  definition(definition: PreparedProvision): boolean | readonly Missing[] {
    const defined = (this.#defined[this.least] ??= new Array<undefined>(this.#provisions));
    const known = defined[definition.index];
    if (known !== undefined) return known;
    const idle = this.least === 0 ? this.idle(definition) : undefined;
    if (idle?.known !== undefined) return idle.known;
    const before = this.missing.length;
    const made = this.#isDefined(definition) ?? this.missing.since(before);
    this.missing.length = before;
    defined[definition.index] = made;
    if (idle !== undefined) idle.known = made;
    return made;
  }

  /** What a definition says where nothing is given that it may ask for; undefined: something is. */
  idle(definition: PreparedProvision): Idle | undefined {
    const reach = this.#law.reaches[definition.index];
    if (reach === undefined) return undefined;
    for (const slot of reach.slots) if (this.given[slot] !== undefined) return undefined;
    return reach.idle;
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
  displacedBy(one: PreparedProvision): Precedence | Truth {
    const rows = this.#law.precedence[one.index];
    if (rows === undefined) return false;
    const displaced = (this.#displaced[this.least] ??= new Map<number, Found<Precedence | Truth>>());
    let known = displaced.get(one.index);
    if (known === undefined) {
      const before = this.missing.length;
      let value: Precedence | Truth = false;
      for (const row of rows) {
        const truth = this.#goesBefore(row.by, one);
        if (truth === true) {
          value = row;
          break;
        }
        if (truth === undefined) value = undefined;
      }
      known = { value, missing: value === undefined ? this.missing.since(before) : [] };
      this.missing.length = before;
      displaced.set(one.index, known);
    }
    this.missing.addAll(known.missing);
    return known.value;
  }

  /** What is unverified displaces no restriction; whether it displaces what might allow cannot be told. */
  #goesBefore(by: PreparedProvision, one: PreparedProvision): Truth {
    const mayAllow = one.type === "exempt" || one.type === "define";
    if (!by.decides && !mayAllow) return false;
    const applies = this.#applies(by);
    return by.decides || applies === false ? applies : undefined;
  }

  /** Whether a provision that goes before others is there on these facts. */
  #applies(by: PreparedProvision): Truth {
    const { id, type } = by;
    if (by.excludes) return this.#excludes(by);
    if (type === "define") return this.defined(by);
    if (!this.#candidates.indexes.has(by.index)) return false;
    const displaced = this.displacedBy(by);
    if (displaced !== false && displaced !== undefined) return false;
    if (type === "exempt" && !(by.decides && this.claims.has(id))) return false;
    const scope = by.when === undefined ? true : by.when(this);
    const arises = type === "exempt" ? this.#exempted(by) : by.test === undefined ? true : by.test(this);
    if (scope === false || arises === false) return false;
    return scope === true && arises === true && displaced === false ? true : undefined;
  }
}
