import { expect } from "chai";
import { concat, encodeAbiParameters, type Hex, toFunctionSelector, zeroAddress } from "viem";
import { reasonsAbi } from "../../../sdk/abis/index.js";
import {
  BUILT_IN_RULE,
  type MovementKind,
  REASON_NAMES,
  REASONS,
  type Rule,
  RULE_KIND_NAMES,
  RULE_KINDS,
} from "../../../sdk/kinds/index.js";
import { decodeRefusal } from "../../../sdk/reader/index.js";
import { someRule } from "../../fixtures/rules.js";

const [FROM, TO, TOKEN] = [
  "0x1111111111111111111111111111111111111111",
  "0x2222222222222222222222222222222222222222",
  "0x3333333333333333333333333333333333333333",
] as const;
const SUBJECTS = {
  token: [TOKEN, "token"],
  spender: [TO, "spender"],
  sender: [FROM, "sender"],
  receiver: [TO, "receiver"],
  wallet: [TO, "receiver"],
} as const;
const PROVISIONS: readonly Hex[] = [`0x${"01".repeat(32)}`, `0x${"02".repeat(32)}`];

const movement = (kind: MovementKind = "transfer", from: Hex = FROM, to: Hex = TO) => ({ kind, from, to });
const programOf = (...rules: Rule[]) => ({ rules, provisions: PROVISIONS });

function refusal(error: string, subject: Hex | bigint, rule: number = BUILT_IN_RULE): Hex {
  const who = typeof subject === "bigint" ? "uint64" : "address";
  const types = ["uint16", who, "uint256", "uint256"];
  return concat([
    toFunctionSelector(`${error}(${types.join(",")})`),
    encodeAbiParameters(
      types.map((type) => ({ type })),
      [rule, subject, 12n, 10n],
    ),
  ]);
}

describe("decodeRefusal", () => {
  for (const [index, kind] of RULE_KIND_NAMES.entries()) {
    it(`behavior: ${kind}: party and provision are the rule's`, () => {
      const { error, unit, sides } = RULE_KINDS[kind];
      const rules = RULE_KIND_NAMES.map((name, number) => {
        const side = RULE_KINDS[name].sides.at(-1) ?? "receiver";
        return someRule({ kind: name, side, provision: number % 2 });
      });
      const context = { movement: movement(), program: programOf(...rules) };
      expect(decodeRefusal(refusal(error, 7n, index), context)).to.deep.equal({
        rule: index,
        kind,
        party: sides.at(-1),
        subject: 7n,
        measured: 12n,
        limit: 10n,
        unit,
        provision: PROVISIONS[index % 2],
      });
    });
  }

  for (const kind of REASON_NAMES.filter((name) => name !== "allowanceTooLow")) {
    it(`behavior: ${kind}: needs no program`, () => {
      const { error, unit, subject } = REASONS[kind];
      const [address, party] = SUBJECTS[subject];
      expect(decodeRefusal(refusal(error, address), { movement: movement(), program: null })).to.deep.equal({
        rule: BUILT_IN_RULE,
        kind,
        party,
        subject: BigInt(address),
        measured: 12n,
        limit: 10n,
        unit,
        provision: null,
      });
    });
  }

  it("behavior: OpenZeppelin's own error on allowances", () => {
    const data = concat([
      toFunctionSelector("ERC20InsufficientAllowance(address,uint256,uint256)"),
      encodeAbiParameters([{ type: "address" }, { type: "uint256" }, { type: "uint256" }], [TO, 3n, 5n]),
    ]);
    expect(decodeRefusal(data, { movement: movement(), program: null })).to.deep.equal({
      rule: BUILT_IN_RULE,
      kind: "allowanceTooLow",
      party: "spender",
      subject: BigInt(TO),
      measured: 3n,
      limit: 5n,
      unit: "units",
      provision: null,
    });
  });

  it("behavior: a wallet is the sender's, unless it is only the receiver's", () => {
    const party = (wallet: Hex, asked: ReturnType<typeof movement>) =>
      decodeRefusal(refusal("WalletFrozen", wallet), { movement: asked, program: null })?.party;
    expect(party(FROM, movement())).to.equal("sender");
    expect(party(TO, movement())).to.equal("receiver");
    expect(party(FROM, movement("transfer", FROM, FROM))).to.equal("sender");
    expect(party(TO, movement("mint", TO, TO))).to.equal("receiver");
    expect(party(zeroAddress, movement("burn", zeroAddress, zeroAddress))).to.equal("sender");
  });

  it("behavior: what is no refusal, or of another program, is undefined", () => {
    const context = { movement: movement(), program: programOf(someRule({ kind: "mostUnits" })) };
    const data = [
      "0x",
      "0x1234",
      toFunctionSelector("WalletFrozen(uint16,address,uint256,uint256)"),
      refusal("Unheard", FROM),
      refusal("WalletFrozen", FROM, 3),
      refusal("HoldingAboveLimit", 7n, 1),
      refusal("HoldingBelowLeast", 7n, 0),
    ] as const;
    expect(data.map((one) => decodeRefusal(one, context))).to.deep.equal(data.map(() => undefined));
    const rule = refusal("HoldingAboveLimit", 7n, 0);
    expect(decodeRefusal(rule, { ...context, program: null })).to.equal(undefined);
    expect(decodeRefusal(rule, context)?.kind).to.equal("mostUnits");
  });

  it("behavior: every error of IReasons is in the table of kinds", () => {
    const errors = [...REASON_NAMES.map((name) => REASONS[name]), ...RULE_KIND_NAMES.map((name) => RULE_KINDS[name])];
    const names = new Set(errors.map(({ error }) => error));
    expect(reasonsAbi.filter(({ name }) => !names.has(name))).to.deep.equal([]);
  });
});
