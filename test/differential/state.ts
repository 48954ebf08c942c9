import { type Address, zeroAddress } from "viem";
import {
  COUNT_BITS,
  hasReceiver,
  hasSender,
  MOST_UNITS,
  type MovementKind,
  packWord,
  readField,
  RECORD_WORD,
  writeField,
} from "../../sdk/kinds/index.js";
import type { Facts } from "../../sdk/program/index.js";
import type { Case } from "./cases.js";
import { type CaseKind, KINDS } from "./kinds/index.js";
import { DAY, lotWord, randomLots, randomTranches, startDay } from "./lots.js";
import type { Random } from "./random.js";
import { COUNTRIES, REGIONS, SETS } from "./sets.js";

const FROM: Address = "0x00000000000000000000000000000000000000a1";
const TO: Address = "0x00000000000000000000000000000000000000b2";
const SPENDER: Address = "0x00000000000000000000000000000000000000c3";

export type State = Pick<Case, "movement" | "facts" | "senderElsewhere" | "receiverElsewhere" | "tokens"> & {
  /** Holders in each of SETS. */
  readonly groups: readonly bigint[];
};

/** A state in which the kind that is looked for has something to say: somebody new receives, or leaves with all, or another spends. */
export function randomState(
  random: Random,
  kind: MovementKind,
  token: Address,
  now: bigint,
  target: CaseKind,
  metered: boolean,
): State {
  const { wants } = KINDS[target];
  const newHolder = wants === "newHolder";
  // Whoever leaves may make room for who comes.
  const leaver = wants === "leaver" ? !random.oneIn(6) : newHolder && random.oneIn(2);
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
  const whole = leaver || (kind === "recovery" ? !random.oneIn(6) : random.oneIn(wants === "whole" ? 2 : 3));
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
  const asksSpender = wants === "spender" && !random.oneIn(8);
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
      receiverLeverage: random.oneIn(3) ? 0n : random.amount(1_000_000n),
      senderEncumbered: random.oneIn(3) ? random.amount(senderHolding > amount ? senderHolding - amount : 0n) : 0n,
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
