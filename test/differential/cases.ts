import { type Address, zeroAddress } from "viem";
import {
  COUNT_BITS,
  hasReceiver,
  hasSender,
  maskOf,
  MODES,
  MOST_UNITS,
  type MovementKind,
  packWord,
  readField,
  RECORD_WORD,
  type Rule,
  RULE_KIND_NAMES,
  RULE_KINDS,
  type RuleKind,
  type RuleKindEntry,
  SEEDING_WORD,
  STATES,
  TOKEN_FLAGS,
  WALLET_STATE_WORD,
  writeField,
} from "../../sdk/kinds/index.js";
import { assembleProgram, type Facts, type LotTerms, type Program } from "../../sdk/program/index.js";
import type { Movement } from "../../sdk/verdict/index.js";
import { DAY, lotWord, randomLots, randomTranches } from "./lots.js";
import type { Random } from "./random.js";
import { COUNTRIES, REGIONS, SETS, steeredRule } from "./rules.js";

/** One movement in one state under one program. Of the state, `facts` is what a decision reads. */
export type Case = {
  readonly target: RuleKind;
  readonly program: Program;
  readonly movement: Movement;
  readonly facts: Facts;
  readonly flags: number;
  /** Units in the last further wallet of each investor. */
  readonly senderElsewhere: bigint;
  readonly receiverElsewhere: bigint;
  /** Whether the token keeps lots, and whether those of the investors are written already. */
  readonly metered: boolean;
  readonly senderKept: boolean;
  readonly receiverKept: boolean;
  /** Tokens held according to the list of wallets of each investor. */
  readonly tokens: number;
};

const PROVISION = `0x${"11".repeat(32)}` as const;
const RULEBOOK = `0x${"22".repeat(32)}` as const;
const FROM: Address = "0x00000000000000000000000000000000000000a1";
const TO: Address = "0x00000000000000000000000000000000000000b2";
const SPENDER: Address = "0x00000000000000000000000000000000000000c3";

/**
 * A case that turns on one rule of kind `target`, at its limit − 1, its limit, or its limit + 1; other rules mostly pass.
 *
 * @param now Unix seconds at which the chain will judge it.
 */
export function randomCase(random: Random, target: RuleKind, token: Address, now: bigint): Case {
  const kind = kindFor(random, target);
  const metered = isOnLots(target) || random.oneIn(4);
  const state = randomState(random, kind, token, now, target, metered);
  const { movement, groups } = state;
  let { facts } = state;
  const rules: Rule[] = [];
  // Another path never excuses the target: it is on none, or on the only one.
  const withPaths = random.oneIn(3);
  const targetPath = withPaths ? random.int(2) : 0;
  const otherPath = () => (!withPaths ? 0 : random.int(targetPath === 0 ? 4 : 2));
  for (let i = 0; i <= random.int(4); i++) {
    const isTarget = i === 0;
    const delta = isTarget ? random.int(3) - 1 : random.oneIn(6) ? random.int(3) - 1 : null;
    let other = random.pick(RULE_KIND_NAMES);
    // A token whose program judges lots keeps them.
    while (!metered && isOnLots(other)) other = random.pick(RULE_KIND_NAMES);
    const steered = steeredRule(random, isTarget ? target : other, facts, movement, delta, groups);
    rules.push({ ...steered.rule, path: isTarget ? targetPath : otherPath() });
    facts = steered.facts;
  }
  if (isUnruled(movement.kind)) facts = withStates(random, facts, movement);
  if (random.oneIn(6)) facts = withTrouble(random, facts, movement);
  const states = facts.senderState | facts.receiverState;
  const flags =
    maskOf(TOKEN_FLAGS, facts.paused ? ["paused"] : []) |
    maskOf(TOKEN_FLAGS, facts.importing === 0n ? [] : ["importing"]) |
    maskOf(TOKEN_FLAGS, metered ? ["metered"] : []) |
    maskOf(TOKEN_FLAGS, facts.lookedThrough !== 0n || random.oneIn(8) ? ["lookedThrough"] : []) |
    maskOf(TOKEN_FLAGS, states !== 0n || random.oneIn(8) ? ["walletStates"] : []);
  const program = assembleProgram({
    rules,
    countrySets: SETS,
    provisions: [PROVISION],
    rulebook: RULEBOOK,
    lots: random.oneIn(2) ? undefined : randomTerms(random),
  });
  const agreed = { ...inAgreement(facts, movement), groups: groupsOf(program, groups) };
  const kept = (lots: readonly bigint[], holding: bigint) =>
    lots[0] !== lotWord(startDay(now), 0, holding) || random.oneIn(2);
  const senderKept = kept(agreed.senderLots, agreed.senderHolding);
  const within = readField(agreed.sender, RECORD_WORD.investor) === readField(agreed.receiver, RECORD_WORD.investor);
  const receiverKept = within ? senderKept : kept(agreed.receiverLots, agreed.receiverHolding);
  return { target, program, ...state, facts: agreed, flags, metered, senderKept, receiverKept };
}

const isOnLots = (kind: RuleKind): boolean => RULE_KINDS[kind].judgedOn === "lots";

/** When the token began to keep lots: days since 1970-01-01. */
export const startDay = (now: bigint): number => Number(now / DAY) - 100;

function randomTerms(random: Random): LotTerms {
  const clockRunsOn = random.oneIn(3);
  return {
    origins: Array.from({ length: 8 }, () => random.int(7)),
    clockRunsOn,
    clockKeptBy: clockRunsOn ? 0 : ((random.int(2 ** 16) << 16) | random.int(2 ** 16)) >>> 0,
  };
}

/** The words of those sets that the program counts as groups, in its order; none if it counts none. */
function groupsOf({ rules, countrySets }: Program, words: readonly bigint[]): readonly bigint[] {
  const used = new Set(rules.flatMap(({ modes, countrySet }) => (modes & TOGETHER ? [countrySet?.set] : [])));
  if (used.size === 0) return [];
  const wordOf = (set: readonly number[]) => words[SETS.findIndex((one) => String(one) === String(set))] ?? 0n;
  return countrySets.map((set, index) => (used.has(index) ? wordOf(set) : 0n));
}

const TOGETHER = maskOf(MODES, ["together"]);
/** Kinds of movement that no rule binds, and the one that is not weighed. */
const UNRULED = ["forced", "transmission", "recovery", "recovery", "licensed", "settlement"] as const;

/** Mostly a kind that rules of the target's kind bind. */
function kindFor(random: Random, target: RuleKind): MovementKind {
  if (random.oneIn(12)) return random.pick(UNRULED);
  if (target === "mostHolders") return random.pick(["transfer", "mint"] as const);
  if (target === "spenderRegistered") return "transfer";
  const { sides }: RuleKindEntry = RULE_KINDS[target];
  if (sides.length === 1 && sides[0] === "sender") return random.pick(["transfer", "transfer", "burn"] as const);
  return random.pick(["transfer", "transfer", "transfer", "mint", "burn"] as const);
}

type State = Pick<Case, "movement" | "facts" | "senderElsewhere" | "receiverElsewhere" | "tokens"> & {
  /** Holders in each of SETS. */
  readonly groups: readonly bigint[];
};

/** A state in which the kind that is looked for has something to say: somebody new receives, or leaves with all, or another spends. */
function randomState(
  random: Random,
  kind: MovementKind,
  token: Address,
  now: bigint,
  target: RuleKind,
  metered: boolean,
): State {
  const newHolder = target === "mostHolders";
  const leaver = target === "fewestHolders" && !random.oneIn(6);
  const today = Number(now / DAY);
  const sends = hasSender(kind);
  const receives = hasReceiver(kind);
  const within = sends && receives && (kind === "recovery" ? !random.oneIn(8) : random.oneIn(10));
  const self = within && random.oneIn(kind === "recovery" ? 12 : 3);
  const from = sends ? FROM : zeroAddress;
  const to = self ? FROM : receives ? TO : zeroAddress;

  const most = random.pick([10n, 1000n, 10n ** 24n, MOST_UNITS >> 4n]);
  const senderWallets =
    leaver && !within ? 1 : within && !self ? 2 + random.int(3) : random.oneIn(2) ? 1 : 2 + random.int(7);
  const receiverWallets = within ? senderWallets : random.oneIn(2) ? 1 : 2 + random.int(7);
  const senderBalance = sends ? random.amount(most) : 0n;
  const whole =
    leaver || (kind === "recovery" ? !random.oneIn(6) : random.oneIn(target === "wholeHoldingOnly" ? 2 : 3));
  const amount = random.oneIn(20)
    ? 0n
    : sends && !whole
      ? random.amount(senderBalance)
      : sends
        ? senderBalance
        : random.amount(most);
  const fresh = newHolder ? !random.oneIn(6) : random.oneIn(2);
  const receiverBalance = self ? senderBalance : receives && !fresh ? random.amount(most) : 0n;
  const shared = within && !self ? 2 : 1;
  const senderElsewhere = sends && senderWallets > shared && random.oneIn(2) ? random.amount(most) : 0n;
  const receiverElsewhere = within
    ? senderElsewhere
    : receives && receiverWallets > 1 && random.oneIn(newHolder ? 6 : 2)
      ? random.amount(most)
      : 0n;
  const pair = within && !self ? senderBalance + receiverBalance : 0n;
  const senderHolding = within && !self ? pair + senderElsewhere : senderBalance + senderElsewhere;
  const receiverHolding = within ? senderHolding : receiverBalance + receiverElsewhere;

  const investor = BigInt(1 + random.int(300));
  const other = within ? investor : investor + 1n + BigInt(random.int(200));
  const sender = sends ? randomRecord(random, investor, senderWallets, senderBalance, now) : 0n;
  const receiver = within
    ? writeField(sender, RECORD_WORD.tokensHeld, receiverBalance > 0n ? 1n : 0n)
    : receives
      ? randomRecord(random, other, receiverWallets, receiverBalance, now)
      : 0n;
  const senderHolds = senderHolding > 0n;
  const receiverHolds = receiverHolding > 0n;
  const counts = randomCounts(random, { sender, receiver, senderHolds, receiverHolds, within });
  const asksSpender = target === "spenderRegistered" && !random.oneIn(8);
  const spends = kind === "transfer" && (asksSpender || random.oneIn(3));
  const spender = !spends ? zeroAddress : !asksSpender && random.oneIn(4) ? FROM : SPENDER;
  const known = spender === SPENDER && !random.oneIn(6);
  const lotsOf = (holding: bigint) =>
    !metered || holding === 0n
      ? []
      : random.oneIn(4)
        ? [lotWord(startDay(now), 0, holding)]
        : randomLots(random, today, holding);
  const senderLots = lotsOf(senderHolding);

  return {
    movement: {
      kind,
      token,
      spender,
      from,
      to,
      amount,
    },
    facts: {
      time: now,
      paused: false,
      importing: 0n,
      sender,
      receiver: self ? sender : receiver,
      spender: known ? randomRecord(random, 900n, 1, 0n, now) : 0n,
      senderState: 0n,
      receiverState: 0n,
      senderBalance,
      receiverBalance,
      senderHolding,
      receiverHolding,
      allowance: MOST_UNITS,
      supply: senderHolding + (within ? 0n : receiverHolding) + random.amount(most),
      senderHolds,
      receiverHolds,
      ...counts,
      senderLots,
      receiverLots: within ? senderLots : lotsOf(receiverHolding),
      tranches: randomTranches(random, today),
      groups: [],
      ...{ halted: false, weeklyVolume: 0n, dailyVolume: 0n, readings: [], plugIns: [] },
      ...(sends && senderHolds && random.oneIn(6) ? randomOwners(random, sender) : NO_OWNERS),
    },
    groups: randomGroups(random, { sender, receiver, senderHolds, receiverHolds, within }),
    senderElsewhere,
    receiverElsewhere,
    tokens: 5,
  };
}

function randomRecord(random: Random, investor: bigint, wallets: number, balance: bigint, now: bigint): bigint {
  const bits = () => BigInt(random.int(2 ** 16)) | (BigInt(random.int(2 ** 16)) << 16n);
  return packWord(RECORD_WORD, {
    investor,
    country: BigInt(random.pick(COUNTRIES)),
    region: BigInt(random.pick(REGIONS)),
    lane: BigInt(random.int(8)),
    wallets: BigInt(wallets),
    tokensHeld: BigInt(random.int(3)) + (balance > 0n ? 1n : 0n),
    statuses: bits() & bits(),
    states: random.oneIn(3) ? BigInt(random.int(4) << 1) : 0n,
    kycUntil: now + 1n + random.amount(10n ** 8n),
    statusUntil: now + 1n + random.amount(10n ** 8n),
  });
}

type Holders = { sender: bigint; receiver: bigint; senderHolds: boolean; receiverHolds: boolean; within: boolean };

/** Counts in which every holder of the movement is counted, and strangers beside. */
function randomCounts(random: Random, h: Holders): Pick<Facts, "senderCounts" | "receiverCounts" | "totals"> {
  const country = (record: bigint) => readField(record, RECORD_WORD.country);
  const one = (record: bigint) => 1n << (readField(record, RECORD_WORD.lane) * BigInt(COUNT_BITS));
  const strangers = () => randomLanes(random);
  const own = h.senderHolds ? one(h.sender) : 0n;
  const others = h.receiverHolds && !h.within ? one(h.receiver) : 0n;
  const same = country(h.sender) === country(h.receiver);
  const shared = strangers();
  const abroad = strangers();
  return {
    senderCounts: h.sender === 0n ? 0n : shared + own + (same ? others : 0n),
    receiverCounts: h.receiver === 0n ? 0n : (same ? shared : abroad) + others + (same ? own : 0n),
    totals: shared + abroad + own + others + strangers(),
  };
}

/** Holders in each of SETS: those of the movement, and strangers beside. */
function randomGroups(random: Random, h: Holders): readonly bigint[] {
  const one = (record: bigint) => 1n << (readField(record, RECORD_WORD.lane) * BigInt(COUNT_BITS));
  const inSet = (record: bigint, set: readonly number[]) =>
    set.includes(Number(readField(record, RECORD_WORD.country))) ? one(record) : 0n;
  return SETS.map(
    (set) =>
      randomLanes(random) +
      (h.senderHolds ? inSet(h.sender, set) : 0n) +
      (h.receiverHolds && !h.within ? inSet(h.receiver, set) : 0n),
  );
}

const randomLanes = (random: Random): bigint =>
  Array.from({ length: 8 }, (_, lane) => BigInt(random.int(4)) << BigInt(lane * COUNT_BITS)).reduce((a, b) => a + b);

const NO_OWNERS = { senderOwners: 0n, owners: 0n, lookedThrough: 0n };

/** The sender holds for others, and so does perhaps somebody else. */
function randomOwners(random: Random, sender: bigint): Pick<Facts, "senderOwners" | "owners" | "lookedThrough"> {
  const senderOwners = randomLanes(random) + 1n;
  const lookedThrough = 1n << (readField(sender, RECORD_WORD.lane) * BigInt(COUNT_BITS));
  return { senderOwners, owners: senderOwners + randomLanes(random), lookedThrough };
}

const isUnruled = (kind: MovementKind): boolean => UNRULED.some((one) => one === kind);

/** What orders and recoveries meet: blocks, suspense accounts, freezes and pledges at their boundaries; a lost wallet is mostly barred. */
function withStates(random: Random, facts: Facts, { kind, amount }: Movement): Facts {
  const state = (one: keyof typeof STATES) => 1n << BigInt(RECORD_WORD.states.offset + STATES[one]);
  const units = () => random.amount(facts.senderBalance + 1n);
  const near = (value: bigint) => (value > 0n ? value + BigInt(random.int(3)) - 1n : 0n);
  const lost = kind === "recovery";
  const held = random.oneIn(3) ? (lost ? units() : near(facts.senderBalance - amount)) : 0n;
  const frozen = random.oneIn(2) ? near(units()) : random.oneIn(6) ? MOST_UNITS : 0n;
  const whole = (often: boolean) => (often ? 1n : 0n);
  const own = packWord(WALLET_STATE_WORD, { frozen, held, whole: whole(lost ? !random.oneIn(8) : random.oneIn(6)) });
  const other = packWord(WALLET_STATE_WORD, {
    frozen: random.oneIn(3) ? units() : random.oneIn(8) ? MOST_UNITS : 0n,
    held: random.oneIn(3) ? units() : 0n,
    whole: whole(random.oneIn(8)),
  });
  const marked = (record: bigint) => {
    const blocked = random.oneIn(kind === "licensed" ? 2 : 8) ? state("blocked") : 0n;
    return record | blocked | (random.oneIn(8) ? state("suspense") : 0n);
  };
  const sender = marked(facts.sender);
  const same =
    readField(facts.sender, RECORD_WORD.investor) === readField(facts.receiver, RECORD_WORD.investor)
      ? writeField(sender, RECORD_WORD.tokensHeld, readField(facts.receiver, RECORD_WORD.tokensHeld))
      : marked(facts.receiver);
  return { ...facts, senderState: own, receiverState: other, sender, receiver: same };
}

/** Something that one of the engine's own reasons speaks of, at its boundary. */
function withTrouble(random: Random, facts: Facts, movement: Movement): Facts {
  const side = random.oneIn(2) ? "sender" : "receiver";
  if (movement.kind === "mint" && side === "sender") return facts;
  if (movement.kind === "burn" && side === "receiver") return facts;
  const { amount } = movement;
  const near = (value: bigint) => {
    const moved = value + BigInt(random.int(3)) - 1n;
    return moved < 0n ? 0n : moved > MOST_UNITS ? MOST_UNITS : moved;
  };
  switch (random.int(9)) {
    case 0:
      return { ...facts, paused: true };
    case 1: {
      // Of a wallet without a record nothing is known but its balance.
      const within = readField(facts.sender, RECORD_WORD.investor) === readField(facts.receiver, RECORD_WORD.investor);
      const nobody = { [side]: 0n, [`${side}Holds`]: false, [`${side}Counts`]: 0n, [`${side}Lots`]: [] };
      const owners = side === "sender" ? { senderOwners: 0n } : {};
      return within ? facts : { ...facts, ...nobody, ...owners, [`${side}Holding`]: facts[`${side}Balance`] };
    }
    case 2: {
      const bit = random.oneIn(3) ? STATES.suspense : STATES.blocked;
      return { ...facts, [side]: facts[side] | (1n << BigInt(RECORD_WORD.states.offset + bit)) };
    }
    case 3:
      return { ...facts, [side]: writeField(facts[side], RECORD_WORD.tokensHeld, 254n + BigInt(random.int(2))) };
    case 4: {
      if (!hasSender(movement.kind)) return facts;
      const free = facts.senderBalance > amount ? facts.senderBalance - amount : 0n;
      const frozen = near(free);
      const held = random.oneIn(2) ? frozen / 2n : 0n;
      return { ...facts, senderState: packWord(WALLET_STATE_WORD, { frozen: frozen - held, held }) };
    }
    case 5:
      return { ...facts, [`${side}State`]: packWord(WALLET_STATE_WORD, { whole: 1n }) };
    case 6:
      return { ...facts, allowance: near(amount) };
    case 7: {
      const supply = random.amount(MOST_UNITS);
      return { ...facts, importing: packWord(SEEDING_WORD, { seeded: random.amount(supply) - 1n, supply }) };
    }
    default:
      return movement.kind === "mint" ? { ...facts, supply: near(MOST_UNITS - amount) } : facts;
  }
}

/** What one wallet or one country says twice is said alike; a party that is not there says nothing. */
function inAgreement(facts: Facts, { kind, from, to, spender }: Movement): Facts {
  let agreed = { ...facts };
  if (hasSender(kind) && hasReceiver(kind)) {
    const number = (record: bigint) => readField(record, RECORD_WORD.investor);
    const country = (record: bigint) => readField(record, RECORD_WORD.country);
    if (from === to) {
      agreed = { ...agreed, receiver: agreed.sender, receiverState: agreed.senderState };
      agreed = { ...agreed, receiverHolds: agreed.senderHolds, receiverCounts: agreed.senderCounts };
      agreed = { ...agreed, receiverLots: agreed.senderLots };
    } else if (number(agreed.sender) === number(agreed.receiver)) {
      agreed = { ...agreed, receiverHolds: agreed.senderHolds, receiverLots: agreed.senderLots };
    }
    if (agreed.sender !== 0n && country(agreed.sender) === country(agreed.receiver)) {
      agreed = { ...agreed, receiverCounts: agreed.senderCounts };
    }
  }
  const asks = kind === "transfer" && BigInt(spender ?? 0n) !== 0n;
  return asks ? agreed : { ...agreed, allowance: 0n };
}
