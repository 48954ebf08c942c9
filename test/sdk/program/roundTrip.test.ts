import { expect } from "chai";
import fc from "fast-check";
import { keccak256 } from "viem";
import { ProgramInvalidError } from "../../../sdk/errors/index.js";
import {
  assembleProgram,
  decodeProgram,
  decodeRule,
  encodeProgram,
  encodeRule,
  findProgramFault,
  needsOf,
} from "../../../sdk/program/index.js";
import { anyProgram, anyRule } from "./arbitrary.js";
import { DE, FR, parts, PROVISION, rule, RULEBOOK, US } from "./build.js";

/** Of a guard: until the end of time; as many units as there may be. */
const ALWAYS = ((2n ** 48n - 1n) << 187n).toString(16);
const ANY_UNITS = ((2n ** 112n - 1n) << 112n).toString(16);

describe("encodeProgram", () => {
  it("default", () => {
    const program = parts([rule({ kind: "mostUnits", limit: 1000n })]);
    const word = (digits: string) => digits.padStart(64, "0");
    expect(encodeProgram(program)).to.equal(
      [
        "0x",
        `574250310100020001000100${"0".repeat(38)}07`, // WBP1, version 1, needs receiverHolding, 1 rule, 0 sets, 1 provision, 7 words of guards
        // The spender's guard, those of a burn, a mint and a transfer, each of receivers before senders, by lane: the second stands for who receives.
        word(`1${"1".repeat(16)}${"2".repeat(8)}${"1".repeat(8)}${"2".repeat(8)}${"1".repeat(8)}`),
        ...[word(ALWAYS), word(ANY_UNITS), word(ANY_UNITS)],
        ...[word(ALWAYS), word((1000n << 112n).toString(16)), word(ANY_UNITS)],
        word(((1000n << 144n) | (1n << 16n) | (0x43n << 8n) | 16n).toString(16)),
        PROVISION.slice(2),
        RULEBOOK.slice(2),
      ].join(""),
    );
  });

  it("behavior: decoding gives the program back, and encoding it the bytes", () => {
    fc.assert(
      fc.property(anyProgram, (program) => {
        expect(decodeProgram(encodeProgram(program))).to.deep.equal(program);
        expect(encodeProgram(decodeProgram(program.bytes))).to.equal(program.bytes);
        expect(program.id).to.equal(keccak256(program.bytes));
        expect(findProgramFault(program.bytes)).to.equal(undefined);
      }),
      { numRuns: 100 },
    );
  });

  it("behavior: an empty program has 64 bytes", () => {
    const empty = { rules: [], countrySets: [], provisions: [], rulebook: RULEBOOK };
    expect(encodeProgram(empty)).to.have.length(2 + 2 * 64);
    expect(decodeProgram(encodeProgram(empty)).rules).to.deep.equal([]);
  });

  it("behavior: upper case changes neither program nor id", () => {
    const { bytes } = assembleProgram(parts([rule({ kind: "countryIn", limit: 0n })], [[US]]));
    const upper: `0x${string}` = `0x${bytes.slice(2).toUpperCase()}`;
    expect(decodeProgram(upper)).to.deep.equal(decodeProgram(bytes));
  });

  for (const [what, broken, place] of [
    ["a country that no code can have", parts([rule({ kind: "countryIn", limit: 0n })], [[1024]]), "country set 0"],
    ["a provision that is no hash", { ...parts([]), provisions: ["0x12"] as const }, "provision 0"],
    ["a rulebook that is no hash", { ...parts([]), provisions: [], rulebook: "0x" as const }, "the rulebook"],
    [
      "a limit that no word holds",
      parts([rule({ kind: "mostUnits", limit: 1n << 112n })]),
      "rule 0 (mostUnits), field limit",
    ],
    ["a negative limit", parts([rule({ kind: "mostUnits", limit: -1n })]), "rule 0 (mostUnits), field limit"],
    ["half a lane", parts([rule({ kind: "mostUnits", lanes: 0.5 })]), "rule 0 (mostUnits), field lanes"],
  ] as const) {
    it(`error: ProgramInvalidError for ${what}`, () => {
      expect(() => encodeProgram(broken))
        .to.throw(ProgramInvalidError)
        .with.nested.property("fault.place", place);
    });
  }
});

describe("encodeRule", () => {
  it("behavior: decoding gives the rule back", () => {
    fc.assert(
      fc.property(anyRule, (one) => {
        expect(decodeRule(encodeRule(one))).to.deep.equal(one);
      }),
    );
  });

  it("error: ProgramInvalidError", () => {
    expect(() => encodeRule(rule({ kind: "mostUnits", lanes: 255 }))).to.throw(ProgramInvalidError, "field lanes");
    expect(() => decodeRule(0n)).to.throw(ProgramInvalidError, "kind 0");
  });
});

describe("assembleProgram", () => {
  const provisions = [`0x${"bb".repeat(32)}`, `0x${"aa".repeat(32)}`, `0x${"cc".repeat(32)}`] as const;
  const rules = [
    rule({ kind: "mostPerMovement", side: "token", limit: 9n, provision: 1 }),
    rule({ kind: "countryIn", limit: 1n, provision: 0, countrySet: { set: 0, outside: true } }),
  ];

  it("default", () => {
    const program = assembleProgram({
      rules,
      countrySets: [
        [FR, US],
        [DE, FR],
        [1, 2],
      ],
      provisions,
      rulebook: RULEBOOK,
    });
    // As numbers of 1,024 bits: both have FR in the first word, and DE stands in the second. What no rule names is left out.
    expect(program.countrySets).to.deep.equal([
      [FR, US],
      [FR, DE],
    ]);
    expect(program.provisions).to.deep.equal([provisions[1], provisions[0]]);
    expect(program.rules.map(({ kind, provision }) => [kind, provision])).to.deep.equal([
      ["countryIn", 1],
      ["mostPerMovement", 0],
    ]);
    const [first] = program.rules;
    expect(program.countrySets[Number(first!.limit)]).to.deep.equal([FR, DE]);
    expect(program.countrySets[first!.countrySet!.set]).to.deep.equal([FR, US]);
  });

  it("behavior: the order of the parts does not matter", () => {
    fc.assert(
      fc.property(anyProgram, fc.boolean(), (program, twice) => {
        const last = program.provisions.length - 1;
        const turned = {
          ...program,
          provisions: program.provisions.toReversed(),
          rules: program.rules.toReversed().map((one) => ({ ...one, provision: last - one.provision })),
        };
        const given = twice ? { ...turned, rules: [...turned.rules, ...turned.rules] } : turned;
        expect(assembleProgram(given)).to.deep.equal(program);
      }),
      { numRuns: 50 },
    );
  });

  it("error: ProgramInvalidError for an index to nothing", () => {
    const given = {
      rules: [rule({ kind: "mostUnits", provision: 3 })],
      countrySets: [],
      provisions,
      rulebook: RULEBOOK,
    };
    expect(() => assembleProgram(given)).to.throw(ProgramInvalidError, "field provision");
  });
});

describe("needsOf", () => {
  it("default", () => {
    expect(needsOf([])).to.equal(0);
    expect(needsOf([rule({ kind: "leastHolding", side: "sender" })])).to.equal(1);
    expect(needsOf([rule({ kind: "leastHolding", side: "receiver" })])).to.equal(2);
    expect(needsOf([rule({ kind: "mostUnits", side: "receiver" })])).to.equal(2);
    expect(needsOf([rule({ kind: "mostShare", side: "receiver" })])).to.equal(6);
    expect(needsOf([rule({ kind: "mostHolders", side: "receiver" })])).to.equal(0);
    expect(needsOf([rule({ kind: "requiredStatuses", side: "spender" })])).to.equal(8);
    expect(needsOf([rule({ kind: "holdingPeriod", side: "sender" })])).to.equal(16);
    expect(needsOf([rule({ kind: "trancheClosedSince", side: "sender" })])).to.equal(48);
    expect(needsOf([rule({ kind: "mostHolders", modes: 8 })])).to.equal(64);
    expect(needsOf([rule({ kind: "mostHolders", modes: 4 })])).to.equal(128);
  });
});
