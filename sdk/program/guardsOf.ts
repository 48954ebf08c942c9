import {
  BASIS_POINTS,
  BOUNDS_WORD,
  EVIDENCES,
  fieldMax,
  GUARD_INDEX_BITS,
  GUARD_SET_BITS,
  GUARD_WORD,
  HEADER_WORD,
  LANES,
  maskOf,
  MOVEMENTS,
  packWord,
  PARTIES,
  PROGRAM,
  readField,
  RULE_KINDS,
  RULE_WORD,
  type RuleKind,
  STATES,
  writeField,
} from "../kinds/index.js";

/** What a program says before its rules. */
export type Guards = {
  /** The fields of its header that speak of guards. */
  readonly header: bigint;
  /** Index and guards; none if no rule is guarded. */
  readonly words: readonly bigint[];
};

/** The three words of a guard. */
type Guard = { readonly party: bigint; readonly holding: bigint; readonly amount: bigint };
/** Null: nobody passes, or a word does not hold what they must be. */
type Asks = (
  guard: Guard,
  rule: { readonly limit: bigint; readonly window: bigint; readonly lane: number },
) => Guard | null;

const LEVERAGED = BigInt(maskOf(STATES, ["leveraged"]));
const SET_MASK = (1n << BigInt(GUARD_SET_BITS)) - 1n;

const party = (guard: Guard, bits: bigint): Guard => ({ ...guard, party: guard.party | bits });
const at = (field: keyof typeof GUARD_WORD) => BigInt(GUARD_WORD[field].offset);
const flag = (guard: Guard, field: "identity" | "evidence" | "known" | "running") => party(guard, 1n << at(field));

function inSet(guard: Guard, limit: bigint, bits: bigint): Guard | null {
  const set = bits | (limit << 3n);
  for (let offset = 0n; offset < BigInt(GUARD_WORD.sets.bits); offset += BigInt(GUARD_SET_BITS)) {
    const there = (guard.party >> offset) & SET_MASK;
    if (there === set) return guard;
    if (there === 0n) return party(guard, set << offset);
  }
  return null;
}

function bounded(guard: Guard, word: "holding" | "amount", field: "least" | "most", limit: bigint): Guard {
  const there = readField(guard[word], BOUNDS_WORD[field]);
  const tighter = field === "least" ? limit > there : limit < there;
  return tighter ? { ...guard, [word]: writeField(guard[word], BOUNDS_WORD[field], limit) } : guard;
}

/** A time beyond the field is refused as the rule's, by whoever asked. */
function timed(guard: Guard, field: "from" | "until", limit: bigint): Guard {
  const there = readField(guard.party, GUARD_WORD[field]);
  const time = limit < fieldMax(GUARD_WORD[field]) ? limit : fieldMax(GUARD_WORD[field]);
  const tighter = field === "from" ? time > there : time < there;
  return tighter ? { ...guard, party: writeField(guard.party, GUARD_WORD[field], time) } : guard;
}

/** What rules of a kind ask, as a guard says it. Others count holders, read what the token keeps beside balances, or ask another contract. */
const GUARDED: Partial<Record<RuleKind, Asks>> = {
  forbiddenStates: (guard, { limit }) => party(guard, limit << at("states")),
  requiredStatuses: (guard, { limit }) => party(guard, limit << at("statuses")),
  laneInSet: (guard, { limit, lane }) => ((limit >> BigInt(lane)) & 1n ? guard : null),
  countryIn: (guard, { limit }) => inSet(guard, limit, 0b001n),
  countryNotIn: (guard, { limit }) => inSet(guard, limit, 0b011n),
  evidenceFresh: (guard, { limit }) => flag(guard, limit === BigInt(EVIDENCES.identity) ? "identity" : "evidence"),
  regionIn: (guard, { limit }) => inSet(guard, limit, 0b101n),
  regionNotIn: (guard, { limit }) => inSet(guard, limit, 0b111n),
  spenderRegistered: (guard) => flag(guard, "known"),
  mostUnits: (guard, { limit }) => bounded(guard, "holding", "most", limit),
  // Of the floor: the supply can only make it more.
  mostShare: (guard, { limit, window }) => bounded(guard, "holding", "most", (window * limit) / BASIS_POINTS),
  leastHolding: (guard, { limit }) => bounded(guard, "holding", "least", limit),
  wholeHoldingOnly: (guard) => bounded(guard, "holding", "most", 0n),
  notBefore: (guard, { limit }) => timed(guard, "from", limit),
  notAfter: (guard, { limit }) => timed(guard, "until", limit),
  notHalted: (guard) => flag(guard, "running"),
  leastPerMovement: (guard, { limit }) => bounded(guard, "amount", "least", limit),
  mostPerMovement: (guard, { limit }) => bounded(guard, "amount", "most", limit),
  mostEmbeddedLeverage: (guard, { limit, window }) => (window * 100n > limit ? null : guard),
  // Who is not leveraged is asked nothing.
  mostLeverage: (guard) => party(guard, LEVERAGED << at("states")),
  encumberedStays: (guard) => party(guard, LEVERAGED << at("states")),
};
const ASKS: ReadonlyMap<number, Asks> = new Map(
  Object.entries(GUARDED).map(([kind, asks]) => [RULE_KINDS[kind as RuleKind].id, asks]),
);
const COUNTING: readonly number[] = [RULE_KINDS.mostHolders.id, RULE_KINDS.fewestHolders.id];

/** Asks for nothing. */
const BLANK: Guard = {
  party: packWord(GUARD_WORD, { until: fieldMax(GUARD_WORD.until) }),
  holding: packWord(BOUNDS_WORD, { most: fieldMax(BOUNDS_WORD.most) }),
  amount: packWord(BOUNDS_WORD, { most: fieldMax(BOUNDS_WORD.most) }),
};

/**
 * The guards of a program: for each kind of movement, side and lane the conjunction of what the rules ask that always hold and turn on nothing but a
 * record, a holding, the amount, the time or a halt, or ask nothing of who is not leveraged, as if nothing else narrowed or lifted them. `publish` makes them in the same way, and takes no others.
 *
 * @param rules Their words, in program order.
 */
export function guardsOf(rules: readonly bigint[]): Guards {
  const end = rules.findIndex((rule) => read(rule, "path") !== 0);
  const always = end === -1 ? rules : rules.slice(0, end);
  const guarded = always.filter((rule) => ASKS.has(read(rule, "kind")));
  if (guarded.length === 0) return { header: 0n, words: [] };

  const guards: Guard[] = [];
  let index = 0n;
  for (const { offset, sides, movement, lane } of ENTRIES) {
    const binding = guarded.filter((rule) => sides.includes(read(rule, "side")) && binds(rule, movement, lane));
    const guard = binding.reduce<Guard | null>((all, rule) => all && and(all, rule, lane ?? 0), BLANK);
    if (guard === null) continue;
    let place = guards.findIndex((other) => isSame(other, guard));
    if (place === -1) {
      if (guards.length === PROGRAM.mostGuards) continue;
      place = guards.push(guard) - 1;
    }
    index |= BigInt(place + 1) << BigInt(offset);
  }
  const words = [index, ...guards.flatMap(({ party, holding, amount }) => [party, holding, amount])];
  return { header: packWord(HEADER_WORD, { guards: BigInt(words.length), ...restOf(always) }), words };
}

/** Which rules are left where the guards hold. */
function restOf(rules: readonly bigint[]) {
  const kinds = rules.map((rule) => read(rule, "kind"));
  const isLeft = (kind: number) => !ASKS.has(kind) && kind < RULE_KINDS.plugIn.id;
  const readsBooks = (kind: number) => isLeft(kind) && !COUNTING.includes(kind);
  const [first, last, books] = [kinds.findIndex(isLeft), kinds.findLastIndex(isLeft), kinds.findIndex(readsBooks)];
  if (first === -1) return {};
  return { restFrom: BigInt(first), booksFrom: BigInt(books === -1 ? last + 1 : books), restTo: BigInt(last + 1) };
}

type Entry = {
  readonly offset: number;
  readonly sides: readonly number[];
  readonly movement: number;
  /** Null: of no lane. */
  readonly lane: number | null;
};

const { sender, receiver, token, spender } = PARTIES;
/** What rules ask of the movement itself, the receiver's guard does; where there is no receiver, that of nobody. */
const SIDES = [[sender], [receiver, token]] as const;

/** Of the index, in its order. */
const ENTRIES: readonly Entry[] = [
  ...[MOVEMENTS.transfer, MOVEMENTS.mint, MOVEMENTS.burn].flatMap((movement) =>
    SIDES.flatMap((sides, side) =>
      Array.from({ length: LANES }, (_, lane): Entry => {
        const offset =
          movement * GUARD_INDEX_BITS.movement + side * GUARD_INDEX_BITS.side + lane * GUARD_INDEX_BITS.lane;
        return { offset, sides, movement, lane };
      }),
    ),
  ),
  { offset: GUARD_INDEX_BITS.spender, sides: [spender], movement: MOVEMENTS.transfer, lane: null },
];

const read = (rule: bigint, field: keyof typeof RULE_WORD): number => Number(readField(rule, RULE_WORD[field]));

function binds(rule: bigint, movement: number, lane: number | null): boolean {
  const lanes = read(rule, "lanes");
  const ofLane = lane === null || lanes === 0 || ((lanes >> lane) & 1) === 1;
  return ((read(rule, "movements") >> movement) & 1) === 1 && ofLane;
}

function and(guard: Guard, rule: bigint, lane: number): Guard | null {
  const [limit, window] = [readField(rule, RULE_WORD.limit), readField(rule, RULE_WORD.window)];
  return ASKS.get(read(rule, "kind"))?.(guard, { limit, window, lane }) ?? null;
}

const isSame = (one: Guard, other: Guard): boolean =>
  one.party === other.party && one.holding === other.holding && one.amount === other.amount;
