import { expect } from "chai";
import { concatHex, type Hex, numberToHex } from "viem";
import { ProgramInvalidError } from "../../../sdk/errors/index.js";
import { HEADER_WORD, packWord, PROGRAM, RULE_WORD, writeField } from "../../../sdk/kinds/index.js";
import { decodeProgram, encodeRule } from "../../../sdk/program/index.js";
import { guardsOf } from "../../../sdk/program/guardsOf.js";
import { rule, RULEBOOK } from "./build.js";

type Words = {
  readonly header?: Partial<Record<keyof typeof HEADER_WORD, bigint>>;
  readonly sets?: readonly Hex[];
  readonly rules?: readonly bigint[];
  readonly provisions?: readonly bigint[];
  readonly after?: Hex;
};

const word = (value: bigint): Hex => numberToHex(value, { size: 32 });

const mostUnits = encodeRule(rule({ kind: "mostUnits", limit: 5n }));
const mostPerMovement = encodeRule(rule({ kind: "mostPerMovement", side: "token", limit: 5n }));
const countryIn = encodeRule(rule({ kind: "countryIn", limit: 0n }));
const NEEDS_RECEIVER = 2n;

/** Bytes as they would be if nobody checked. By default: one mostUnits rule, one provision. */
function bytes({ header = {}, sets = [], rules = [mostUnits], provisions = [1n], after = "0x" }: Words): Hex {
  const counts = { rules: BigInt(rules.length), sets: BigInt(sets.length), provisions: BigInt(provisions.length) };
  const needs = rules.includes(mostUnits) ? NEEDS_RECEIVER : 0n;
  const magic = BigInt(PROGRAM.magic);
  const guards = guardsOf(rules);
  const first = guards.header | packWord(HEADER_WORD, { magic, version: 1n, needs, ...counts, ...header });
  return concatHex([
    word(first),
    ...sets,
    ...guards.words.map(word),
    ...rules.map(word),
    ...provisions.map(word),
    RULEBOOK,
    after,
  ]);
}

/** A set with this country alone; low countries of a word are low bits of it. */
const setOf = (country: number): Hex => {
  const at = country >> 8;
  return concatHex([0, 1, 2, 3].map((index) => word(index === at ? 1n << BigInt(country & 255) : 0n)));
};
const EMPTY_SET: Hex = `0x${"00".repeat(128)}`;
const FULL_SET: Hex = `0x${"ff".repeat(128)}`;

const withField = (of: bigint, field: keyof typeof RULE_WORD, value: bigint) => writeField(of, RULE_WORD[field], value);
const field = (name: keyof typeof RULE_WORD) => BigInt(RULE_WORD[name].offset);

const good = bytes({});
const length = (good.length - 2) / 2;
const [INDEX = 0n] = guardsOf([mostUnits]).words;

const many = (count: number) => Array.from({ length: count }, (_, index) => BigInt(index));
const limits = (count: number) => many(count).map((index) => withField(mostUnits, "limit", index));

/** What is wrong, the bytes, and how the engine names it. */
const CASES: readonly (readonly [string, Hex, string | null, readonly bigint[]])[] = [
  ["no bytes", "0x", "ProgramTruncated", [0n, 64n]],
  ["half a byte", "0x5", null, []],
  ["no hexadecimal digits", "0xzz", null, []],
  ["a header alone", good.slice(0, 66) as Hex, "ProgramTruncated", [32n, 64n]],
  ["one byte too few", good.slice(0, -2) as Hex, "ProgramTruncated", [BigInt(length) - 1n, BigInt(length)]],
  ["a word too few", good.slice(0, -64) as Hex, "ProgramTruncated", [BigInt(length) - 32n, BigInt(length)]],
  ["one byte after the end", bytes({ after: "0x00" }), "ProgramTruncated", [BigInt(length) + 1n, BigInt(length)]],
  ["24,576 bytes", concatHex([good, `0x${"00".repeat(24_576 - length)}`]), "ProgramTooLong", [24_576n, 24_575n]],
  ["another magic", bytes({ header: { magic: 0x5742_5032n } }), "HeaderInvalid", []],
  ["another version", bytes({ header: { version: 2n } }), "HeaderInvalid", []],
  ["a bit between the fields", `${good.slice(0, 51)}1${good.slice(52)}` as Hex, "HeaderInvalid", []],
  ["another guard", `${good.slice(0, 129)}0${good.slice(130)}` as Hex, "GuardWrong", [1n, INDEX - 1n, INDEX]],
  ["257 rules", bytes({ rules: limits(257) }), "RulesAboveMost", [257n, 256n]],
  ["33 sets", bytes({ sets: many(33).map((one) => setOf(Number(one))) }), "SetsAboveMost", [33n, 32n]],
  ["129 provisions", bytes({ provisions: many(129) }), "ProvisionsAboveMost", [129n, 128n]],
  ["an unknown kind", bytes({ rules: [withField(mostUnits, "kind", 10n)] }), "RuleUnknown", [0n, 10n]],
  ["no kind", bytes({ rules: [0n] }), "RuleUnknown", [0n, 0n]],
  ["rules out of order", bytes({ rules: [mostPerMovement, mostUnits] }), "RulesUnsorted", [1n]],
  ["a rule twice", bytes({ rules: [mostUnits, mostUnits] }), "RulesUnsorted", [1n]],
  ["an empty set", bytes({ sets: [EMPTY_SET], rules: [countryIn] }), "SetInvalid", [0n]],
  ["a full set", bytes({ sets: [FULL_SET], rules: [countryIn] }), "SetInvalid", [0n]],
  ["sets out of order", bytes({ sets: [setOf(300), setOf(900)], rules: [countryIn] }), "SetsUnsorted", [1n]],
  ["a set twice", bytes({ sets: [setOf(300), setOf(300)], rules: [countryIn] }), "SetsUnsorted", [1n]],
  ["an unused set", bytes({ sets: [setOf(900), setOf(300)], rules: [countryIn] }), "SetUnused", [1n]],
  ["an unused provision", bytes({ provisions: [1n, 2n] }), "ProvisionUnused", [1n]],
  ["provisions out of order", bytes({ provisions: [2n, 1n] }), "ProvisionsUnsorted", [1n]],
  ["a provision twice", bytes({ provisions: [1n, 1n] }), "ProvisionsUnsorted", [1n]],
  ["a need too few", bytes({ header: { needs: 0n } }), "NeedsWrong", [0n, 2n]],
  ["a need too many", bytes({ header: { needs: 6n } }), "NeedsWrong", [6n, 2n]],
  ["an unknown need", bytes({ header: { needs: 10n } }), "NeedsWrong", [10n, 2n]],
];

const share = encodeRule(rule({ kind: "mostShare", window: 500, limit: 1n }));
const leastKept = encodeRule(rule({ kind: "leastHolding", side: "sender", limit: 5n }));
const holders = encodeRule(rule({ kind: "mostHolders", limit: 5n }));

/** A field, its value, and the rule that may not have it. */
const FIELDS: readonly (readonly [keyof typeof RULE_WORD, bigint, string, bigint])[] = [
  ["movements", 0n, "mostUnits", mostUnits],
  ["movements", 0x08n, "mostUnits", mostUnits],
  ["movements", 0x04n, "mostUnits, which has no receiver to judge", mostUnits],
  ["movements", 0x02n, "leastHolding of the sender, which a mint has not", leastKept],
  ["movements", 0x80n, "mostUnits", mostUnits],
  ["side", 0n, "mostUnits", mostUnits],
  ["side", 2n, "mostPerMovement", mostPerMovement],
  ["side", 3n, "countryIn", countryIn],
  ["provision", 1n, "mostUnits", mostUnits],
  ["liftedBy", 1n, "spenderRegistered", encodeRule(rule({ kind: "spenderRegistered", side: "spender", limit: 0n }))],
  ["modes", 1n, "mostUnits", mostUnits],
  ["modes", 2n, "mostUnits", mostUnits],
  ["modes", 6n, "mostHolders", holders],
  ["modes", 8n, "mostHolders", holders],
  ["lanes", 0xffn, "mostUnits", mostUnits],
  ["lanes", 1n, "a rule on the movement", mostPerMovement],
  ["countrySet", 2n, "mostUnits", mostUnits],
  ["countrySet", 5n, "mostUnits, with no set 1", mostUnits],
  ["countrySet", 1n, "a rule on the movement", mostPerMovement],
  ["liftedBy", 1n, "mostHolders", holders],
  ["liftedBy", 1n, "a rule on the movement", mostPerMovement],
  ["otherLanes", 0xffn, "mostUnits", mostUnits],
  ["otherLanes", 1n, "mostHolders", holders],
  ["otherCountrySet", 6n, "mostUnits", mostUnits],
  ["otherCountrySet", 1n, "a rule on the movement", mostPerMovement],
  ["otherBits", 1n << 23n, "mostUnits", mostUnits],
  ["otherBits", 1n << 24n, "a rule on the movement", mostPerMovement],
  ["window", 1n, "mostUnits", mostUnits],
  ["window", 0n, "mostShare", share],
  ["window", 10_001n, "mostShare", share],
  ["limit", 0n, "mostShare", share],
  ["limit", 0n, "mostPerMovement", mostPerMovement],
  ["limit", 1n << 32n, "mostHolders", holders],
  ["limit", 1n, "countryIn, with no set 1", countryIn],
  ["limit", 0n, "forbiddenStates", encodeRule(rule({ kind: "forbiddenStates", limit: 1n }))],
  ["limit", 256n, "forbiddenStates", encodeRule(rule({ kind: "forbiddenStates", limit: 1n }))],
  ["limit", 0n, "requiredStatuses", encodeRule(rule({ kind: "requiredStatuses", limit: 1n }))],
  ["limit", 1n << 32n, "requiredStatuses", encodeRule(rule({ kind: "requiredStatuses", limit: 1n }))],
  ["limit", 0n, "laneInSet", encodeRule(rule({ kind: "laneInSet", limit: 1n }))],
  ["limit", 255n, "laneInSet", encodeRule(rule({ kind: "laneInSet", limit: 1n }))],
  ["limit", 2n, "evidenceFresh", encodeRule(rule({ kind: "evidenceFresh", limit: 1n }))],
  ["limit", 0n, "leastHolding", encodeRule(rule({ kind: "leastHolding", limit: 1n }))],
  ["limit", 0n, "notBefore", encodeRule(rule({ kind: "notBefore", limit: 1n }))],
  ["limit", 1n << 48n, "notAfter", encodeRule(rule({ kind: "notAfter", limit: 1n }))],
];

describe("decodeProgram", () => {
  it("behavior: the largest counts pass, and the bytes that others are broken from", () => {
    expect(decodeProgram(good).rules).to.have.length(1);
    expect(decodeProgram(bytes({ rules: limits(256), header: { needs: 2n } })).rules).to.have.length(256);
    const sets = many(32).map((one) => setOf(Number(one)));
    const rules = many(32).map((one) => withField(countryIn, "limit", one));
    expect(decodeProgram(bytes({ sets, rules })).countrySets).to.have.length(32);
    const provisions = many(128).map((one) => withField(mostPerMovement, "provision", one));
    expect(decodeProgram(bytes({ rules: provisions, provisions: many(128) })).provisions).to.have.length(128);
  });

  for (const [kind, most, error] of [
    ["mostOutflow", 16, "MeteredAboveMost"],
    ["plugIn", 2, "PlugInsAboveMost"],
    ["positionLimit", 1, "PositionLimitsAboveMost"],
  ] as const)
    it(`behavior: ${most} rules of kind ${kind} pass, one more does not`, () => {
      const one = encodeRule(
        rule({ kind, side: kind === "mostOutflow" ? "sender" : "token", movements: 1, window: 1 }),
      );
      // Without the needs that they have, which are looked at next.
      const fault = (count: number) =>
        invalid(bytes({ rules: many(count).map((n) => withField(one, "limit", n + 1n)) })).fault;
      expect(fault(most).error).to.equal("NeedsWrong");
      expect(fault(most + 1)).to.deep.include({ error, args: [BigInt(most + 1), BigInt(most)] });
    });

  for (const [what, given, error, args] of CASES) {
    it(`error: ProgramInvalidError for ${what}`, () => {
      const { fault } = invalid(given);
      expect(fault.error).to.equal(error);
      if (error !== "HeaderInvalid") expect(fault.args).to.deep.equal(args);
      for (const text of [fault.place, fault.value, fault.remedy]) expect(text).not.to.equal("");
    });
  }

  for (const [name, value, of, base] of FIELDS) {
    it(`error: ProgramInvalidError for ${name} ${value} of ${of}`, () => {
      const sets = base === countryIn ? [setOf(1)] : [];
      const { fault } = invalid(bytes({ sets, rules: [withField(base, name, value)] }));
      expect(fault.error).to.equal("RuleFieldInvalid");
      expect(fault.args).to.deep.equal([0n, field(name), value]);
      expect(fault.place).to.contain(`field ${name}`);
    });
  }

  it("behavior: a fault names the rule, its kind, the field and what it must be", () => {
    expect(invalid(bytes({ rules: [withField(mostUnits, "lanes", 255n)] })).message).to.equal(
      [
        "The program is invalid at rule 0 (mostUnits), field lanes: 255.",
        "",
        "The field must be 0 for all lanes, or a mask of some of them.",
        "",
        "Docs: docs/errors.md#program-invalid",
      ].join("\n"),
    );
  });
});

function invalid(given: Hex): ProgramInvalidError {
  try {
    decodeProgram(given);
  } catch (error) {
    if (error instanceof ProgramInvalidError) return error;
    throw error;
  }
  throw new RangeError("the bytes were taken");
}
