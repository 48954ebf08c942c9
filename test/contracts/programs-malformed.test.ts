import { expect } from "chai";
import fc from "fast-check";
import { network } from "hardhat";
import { concatHex, type Hex, slice, zeroAddress } from "viem";
import { PROGRAM, readField, RULE_KINDS, RULE_WORD, type RuleKind, writeField } from "../../sdk/kinds/index.js";
import { bytesOf, MALFORMED, NEEDS, ruleWord, setOf, WELL_FORMED, word } from "../fixtures/malformed.js";
import { found, validate } from "../fixtures/validate.js";
import { type Connection } from "../fixtures/walk.js";
import { anyProgram } from "../sdk/program/arbitrary.js";

const RUNS = Number(process.env["FUZZ_RUNS"] ?? 400);
const MOST_UNITS = 2n ** 112n - 1n;
const [SENDER, RECEIVER, SPENDER, TOKEN] = [0n, 1n, 2n, 3n];

/** What each kind may judge, and its limits; of countries: the index of the only set. Written down once more, so that no table checks itself. */
const KINDS: Readonly<Record<RuleKind, readonly [sides: readonly bigint[], least: bigint, most: bigint]>> = {
  forbiddenStates: [[SENDER, RECEIVER, SPENDER], 1n, 255n],
  requiredStatuses: [[RECEIVER, SPENDER], 1n, 2n ** 32n - 1n],
  laneInSet: [[RECEIVER], 1n, 254n],
  countryIn: [[SENDER, RECEIVER], 0n, 0n],
  countryNotIn: [[SENDER, RECEIVER], 0n, 0n],
  evidenceFresh: [[RECEIVER], 0n, 1n],
  regionIn: [[SENDER, RECEIVER], 0n, 0n],
  regionNotIn: [[SENDER, RECEIVER], 0n, 0n],
  spenderRegistered: [[SPENDER], 0n, 0n],
  mostUnits: [[RECEIVER], 0n, MOST_UNITS],
  mostShare: [[RECEIVER], 1n, MOST_UNITS],
  leastHolding: [[SENDER, RECEIVER], 1n, MOST_UNITS],
  wholeHoldingOnly: [[SENDER], 0n, 0n],
  mostHolders: [[RECEIVER], 0n, 2n ** 32n - 1n],
  fewestHolders: [[SENDER], 1n, 2n ** 32n - 1n],
  notBefore: [[SENDER, RECEIVER, TOKEN], 1n, 2n ** 48n - 1n],
  notAfter: [[SENDER, RECEIVER, TOKEN], 1n, 2n ** 48n - 1n],
  holdingPeriod: [[SENDER], 1n, 127n],
  trancheClosedSince: [[SENDER], 1n, 127n],
  notHalted: [[TOKEN], 0n, 0n],
  mostOutflow: [[SENDER], 0n, MOST_UNITS],
  mostOutflowShare: [[SENDER], 1n, 10_000n],
  mostOutflowShareOrVolume: [[SENDER], 1n, 10_000n],
  mostInflow: [[RECEIVER], 0n, MOST_UNITS],
  mostPurchasers: [[RECEIVER], 0n, 2n ** 32n - 1n],
  mostVenueVolume: [[TOKEN], 1n, 10_000n],
  mostGroupShare: [[RECEIVER], 1n, MOST_UNITS],
  leastPerMovement: [[SENDER, RECEIVER, TOKEN], 1n, MOST_UNITS],
  mostPerMovement: [[SENDER, RECEIVER, TOKEN], 1n, MOST_UNITS],
  mostEmbeddedLeverage: [[RECEIVER], 1n, 6_553_500n],
  mostLeverage: [[RECEIVER], 1n, 6_553_500n],
  encumberedStays: [[SENDER], 0n, 0n],
  // The upper 112 bits of an address, of which not all may be zero.
  plugIn: [[TOKEN], 1n, MOST_UNITS],
  positionLimit: [[TOKEN], 1n, MOST_UNITS],
};

type Interval = readonly [least: bigint, most: bigint];
const HIGH = 0x8000n;
const SPANS: readonly Interval[] = [
  [1n, 731n],
  [HIGH + 1n, HIGH + 24n],
];
const WINDOWS: Readonly<Partial<Record<RuleKind, readonly Interval[]>>> = {
  mostShare: [[1n, 10_000n]],
  holdingPeriod: [[1n, 600n]],
  trancheClosedSince: [[0n, 600n]],
  ...{ mostOutflow: SPANS, mostOutflowShare: SPANS, mostOutflowShareOrVolume: SPANS },
  ...{ mostInflow: SPANS, mostPurchasers: SPANS },
  mostGroupShare: [
    [1n, 10_000n],
    [HIGH + 1n, HIGH + 10_000n],
  ],
  mostEmbeddedLeverage: [[1n, 0xffffn]],
  ...{ plugIn: [[0n, 0xffffn]], positionLimit: [[0n, 0xffffn]] },
};

/** What the engine must read for a rule of a kind, on its side. */
function needsOf(kind: RuleKind, side: bigint): bigint {
  if (side === SPENDER) return NEEDS.spender;
  const held = side === SENDER ? NEEDS.sender : NEEDS.receiver;
  const needs: Partial<Record<RuleKind, bigint>> = {
    ...{ mostUnits: NEEDS.receiver, mostShare: NEEDS.receiver + NEEDS.supply, leastHolding: held },
    ...{
      mostOutflow: NEEDS.meters,
      mostInflow: NEEDS.meters,
      mostPurchasers: NEEDS.meters,
      mostVenueVolume: NEEDS.meters,
    },
    ...{ mostOutflowShare: NEEDS.meters + NEEDS.supply, mostOutflowShareOrVolume: NEEDS.meters + NEEDS.supply },
    ...{ mostGroupShare: NEEDS.meters + NEEDS.supply, plugIn: NEEDS.plugIns },
    positionLimit: NEEDS.sender + NEEDS.receiver + NEEDS.positions,
    ...{ mostLeverage: NEEDS.leverage, encumberedStays: NEEDS.leverage + NEEDS.sender },
    ...{ wholeHoldingOnly: NEEDS.sender, holdingPeriod: NEEDS.lots, trancheClosedSince: NEEDS.lots + NEEDS.tranches },
  };
  return needs[kind] ?? 0n;
}

/** Kinds whose word holds an address in the place of three fields, and which always must hold. */
const OF_ADDRESS: ReadonlySet<RuleKind> = new Set<RuleKind>(["plugIn", "positionLimit"]);

type Field = keyof typeof RULE_WORD;

/** Whether the field of a rule of this kind on this side may have the value, beside what `KINDS` says. */
function fits(kind: RuleKind, side: bigint, field: Field, value: bigint): boolean {
  const ofParty = side === SENDER || side === RECEIVER;
  const counts = kind === "mostHolders" || kind === "fewestHolders";
  const groups = kind === "mostGroupShare";
  const conditional = ofParty && !counts && !groups;
  const [, least, most] = KINDS[kind];
  switch (field) {
    case "limit":
      return value >= least && value <= most;
    case "movements":
      // Transfers and settlements for all; mints have no sender, burns no receiver; no rule binds the others.
      return value !== 0n && (value & ~(0x47n - { 0: 2n, 1: 4n, 2: 6n, 3: 0n }[Number(side)]!)) === 0n;
    case "path":
      return value === 0n || !OF_ADDRESS.has(kind);
    case "provision":
      return value === 0n;
    case "modes":
      // Alone, without the fields that they need: a set of countries, statuses of the other party.
      return value === 0n || (value === 2n && counts) || (value === 4n && kind === "mostHolders");
    case "window":
      return (WINDOWS[kind] ?? [[0n, 0n]]).some(([from, to]) => value >= from && value <= to);
    case "lanes":
      return ofParty ? value !== 255n : value === 0n;
    case "otherLanes":
      return conditional ? value !== 255n : value === 0n;
    case "countrySet":
      return value === 0n || (ofParty && (value === 1n || value === 3n));
    case "otherCountrySet":
      return value === 0n || (conditional && (value === 1n || value === 3n));
    case "liftedBy":
      return conditional || groups || value === 0n || (side === SPENDER && kind !== "spenderRegistered");
    case "otherBits":
      if (groups || OF_ADDRESS.has(kind)) return true;
      return conditional ? (value & 0xff_ffffn) === 0n : value === 0n;
    case "kind":
    case "side":
      throw new RangeError(field);
  }
}

/** Values to try in a field, around each of its bounds. */
const VALUES: Readonly<Partial<Record<Field, readonly bigint[]>>> = {
  movements: [0n, ...Array.from({ length: 8 }, (_, bit) => 1n << BigInt(bit)), 3n, 5n, 0x43n, 0x45n, 0x47n, 0xffn],
  path: [1n, 2n, 15n],
  provision: [1n, 255n],
  modes: [1n, 2n, 3n, 4n, 8n, 15n],
  window: [
    ...[0n, 1n, 599n, 600n, 601n, 730n, 731n, 732n, 9_999n, 10_000n, 10_001n, 65_535n],
    ...[0n, 1n, 23n, 24n, 25n, 9_999n, 10_000n, 10_001n].map((low) => HIGH + low),
  ],
  lanes: [1n, 254n, 255n],
  otherLanes: [1n, 254n, 255n],
  countrySet: [1n, 2n, 3n, 4n, 5n, 7n, 125n, 127n],
  otherCountrySet: [1n, 2n, 3n, 4n, 5n, 7n, 125n, 127n],
  liftedBy: [1n, 2n ** 32n - 1n],
  otherBits: [1n, 1n << 23n, 1n << 24n, 0xff00_0000n, 0xff80_0000n],
};

describe("the form of a program", () => {
  let connection: Connection;
  let at: string;

  before(async () => {
    connection = await network.create();
    at = await (await connection.ethers.deployContract("WeighbridgeAdmin", [zeroAddress])).getAddress();
  });

  for (const [what, bytes] of WELL_FORMED) {
    it(`default: ${what}`, async () => {
      expect(await validate(connection, at, bytes)).to.equal(undefined);
      expect(await validate(connection, at, bytes, "publish")).to.equal(undefined);
      expect(found(bytes)).to.equal(undefined);
    });
  }

  for (const [what, bytes, error, args] of MALFORMED) {
    it(`error: ${error}, for ${what}`, async () => {
      expect(await validate(connection, at, bytes)).to.deep.equal({ error, args });
      expect(await validate(connection, at, bytes, "publish")).to.deep.equal({ error, args });
      expect(found(bytes)).to.deep.equal({ error, args });
    });
  }

  for (const kind of Object.keys(KINDS) as RuleKind[]) {
    const [sides, least, most] = KINDS[kind];

    /** With one field changed: what the engine says, and what it must say. */
    const tried = async (side: bigint, field: Field, value: bigint, expected: boolean) => {
      const window = WINDOWS[kind]?.[0]?.[0] ?? 0n;
      const movements = side === SPENDER ? { movements: 1n } : {};
      const base = ruleWord(kind, { side, limit: least, window, ...movements });
      const rule = writeField(base, RULE_WORD[field], value);
      const needs = needsOf(kind, readField(rule, RULE_WORD.side));
      // Owners behind intermediaries are read for a rule that counts them.
      const owners = field === "modes" && value === 4n && expected ? NEEDS.owners : 0n;
      const usesSet = /^(country|region)/.test(kind) || field === "countrySet" || field === "otherCountrySet";
      const bytes = bytesOf({
        rules: [rule],
        sets: usesSet ? [setOf(7)] : [],
        header: { needs: needs + owners },
      });
      const refusal = { error: "RuleFieldInvalid", args: [0n, BigInt(RULE_WORD[field].offset), value] };
      const why = `${field} ${value} on side ${side}`;
      expect(await validate(connection, at, bytes), why).to.deep.equal(expected ? undefined : refusal);
    };

    it(`behavior: fields of ${kind}, around each of their bounds`, async () => {
      expect(RULE_KINDS[kind].sides).to.have.length(sides.length);
      for (const side of [SENDER, RECEIVER, SPENDER, TOKEN]) {
        await tried(sides[0]!, "side", side, sides.includes(side));
      }
      for (const side of sides) {
        const limits = [least - 1n, least, most, most + 1n].filter((limit) => limit >= 0n && limit <= MOST_UNITS);
        for (const limit of limits) await tried(side, "limit", limit, fits(kind, side, "limit", limit));
        for (const [field, values] of Object.entries(VALUES) as [Field, readonly bigint[]][]) {
          for (const value of values) await tried(side, field, value, fits(kind, side, field, value));
        }
      }
    });
  }

  it("behavior: a rule that names a set of a program without sets, or without provisions", async () => {
    for (const [rule, field, provisions] of [
      [ruleWord("countryIn", { side: RECEIVER }), "limit", [1n]],
      [ruleWord("countryNotIn", { side: SENDER }), "limit", [1n]],
      [ruleWord("evidenceFresh", { side: RECEIVER, countrySet: 1n }), "countrySet", [1n]],
      [ruleWord("evidenceFresh", { side: RECEIVER }), "provision", []],
    ] as const) {
      const bytes = bytesOf({ rules: [rule], provisions });
      const args = [0n, BigInt(RULE_WORD[field].offset), readField(rule, RULE_WORD[field])];
      expect(await validate(connection, at, bytes)).to.deep.equal({ error: "RuleFieldInvalid", args });
    }
  });

  it("behavior: of whatever bytes, engine and SDK find the same fault, or none", async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyProgram, fc.array(anyChange, { minLength: 1, maxLength: 3 }), async ({ bytes }, changes) => {
        const changed = changes.reduce((all, change) => change(all), bytes);
        const fault = found(changed);
        outcomes.add(fault?.error ?? "none");
        expect(await validate(connection, at, changed), changed).to.deep.equal(fault);
      }),
      { numRuns: RUNS },
    );
    expect(outcomes, "changes that tell faults apart").to.include.keys("none", "RuleFieldInvalid", "ProgramTruncated");
  });
});

type Change = (bytes: Hex) => Hex;

const length = (bytes: Hex) => (bytes.length - 2) / 2;
/** Cuts `skip` bytes out at `offset`, and puts others in. */
const splice = (bytes: Hex, offset: number, skip: number, put: Hex): Hex =>
  concatHex([`0x${bytes.slice(2, 2 + 2 * offset)}`, put, `0x${bytes.slice(2 + 2 * (offset + skip))}`]);
const wordIn = (bytes: Hex, index: number): Hex => slice(bytes, 32 * index, 32 * index + 32);
const wordsOf = (bytes: Hex) => Math.floor(length(bytes) / PROGRAM.wordBytes);

/** Places are numbers that fold into the bytes, which other changes may have made shorter or longer. */
const place = fc.nat(1_000_000);
const onWord = (bytes: Hex, index: number, change: (value: bigint) => bigint): Hex => {
  if (wordsOf(bytes) === 0) return bytes;
  const at = index % wordsOf(bytes);
  return splice(bytes, 32 * at, 32, word(BigInt.asUintN(256, change(BigInt(wordIn(bytes, at))))));
};

/** Bits, fields, words and whole tails that are not what they were. */
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.nat(255)).map(
    ([at, bit]): Change =>
      (all) =>
        onWord(all, at, (one) => one ^ (1n << BigInt(bit))),
  ),
  fc.nat(255).map(
    (bit): Change =>
      (all) =>
        onWord(all, 0, (one) => one ^ (1n << BigInt(bit))),
  ),
  fc.tuple(place, fc.constantFrom(...Object.values(RULE_WORD)), fc.bigInt(0n, 2n ** 112n - 1n)).map(
    ([at, field, value]): Change =>
      (all) =>
        onWord(all, at, (one) => writeField(one, field, BigInt.asUintN(field.bits, value))),
  ),
  fc.tuple(place, place).map(([at, from]): Change => (all) => {
    const count = wordsOf(all);
    return count === 0 ? all : onWord(all, at, () => BigInt(wordIn(all, from % count)));
  }),
  place.map((at): Change => (all) => {
    const count = wordsOf(all);
    if (count < 2) return all;
    const first = at % (count - 1);
    return splice(all, 32 * first, 64, concatHex([wordIn(all, first + 1), wordIn(all, first)]));
  }),
  fc.tuple(place, fc.constantFrom(1, 31, 32, 64, 128)).map(
    ([at, bytes]): Change =>
      (all) =>
        splice(all, at % (length(all) + 1), bytes, "0x"),
  ),
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 64 })).map(
    ([at, bytes]): Change =>
      (all) =>
        splice(all, at % (length(all) + 1), 0, `0x${Buffer.from(bytes).toString("hex")}`),
  ),
);
