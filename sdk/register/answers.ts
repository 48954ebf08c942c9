import { type Address, zeroAddress } from "viem";
import { BUILT_IN_RULE, fieldMax, packWord, readField, RECORD_WORD } from "../kinds/index.js";
import { evaluate, type Facts, headroomOf, type ProgramParts } from "../program/index.js";
import { type LoadedRule } from "../program/loadProgram.js";
import { asOfLater, opensFrom } from "../program/headroomOf.js";
import { type Finding, type Movement } from "../verdict/index.js";
import { type PartyFacts } from "./books.js";
import { type Part, type SaleRules } from "./sales.js";
import { type Holder } from "./types.js";

/** Whether some movement of a holder passes. */
export type Answer = {
  /** Token units. Of the whole: all that it holds. Otherwise the least that passes or, where nothing does, the amount that the rules come closest to. */
  readonly amount: bigint;
  /** What stands against it, in the engine's order; none: it passes. */
  readonly findings: readonly Finding[];
  /** Unix seconds from which it passes if only time goes by; null: it passes, or time does not help. */
  readonly from: bigint | null;
};

/** The same of a sale, to whoever path 0 of the program admits as a receiver. */
export type SaleAnswer = Answer & {
  /** `some`: only to buyers of whom a rule asks more. Findings are then those against a sale to others. */
  readonly to: "anybody" | "some" | "nobody";
};

/** What a holder may do. */
export type Standing = {
  /** By a mint to it: the issuer itself is the other party. */
  readonly receive: Answer;
  /** By a burn: of some of its units, of all of them. Null: it holds nothing. */
  readonly redeem: { readonly part: Answer; readonly whole: Answer } | null;
  /** By a transfer to somebody else. Null: it holds nothing. */
  readonly sell: { readonly part: SaleAnswer; readonly whole: SaleAnswer } | null;
};

/** A program, made ready to be asked about many holders. */
export type Judging = {
  readonly program: ProgramParts;
  readonly sales: SaleRules;
  /** Its rules on who may hold, and how much. */
  readonly standing: readonly LoadedRule[];
};

/** @param token Zero: of a register that names none. */
export function standingOf(
  holder: Holder,
  { program, sales }: Judging,
  { sender: facts, receiver }: PartyFacts,
  token: Address,
): Standing {
  const wallet = mainWallet(holder);
  const holding = facts.senderHolding;
  const receive = least(program, receiver, {
    ...({ kind: "mint", token, from: zeroAddress, to: wallet } as const),
  });
  if (holding === 0n) return { receive, redeem: null, sell: null };
  const burn = { kind: "burn", token, from: wallet, to: zeroAddress } as const;
  const sale = { kind: "transfer", token, from: wallet, to: BUYER } as const;
  const anybody = sales.toAnybody && { ...sales.toAnybody, facts: facing(facts, true) };
  const some = { ...sales.toSome, facts: facing(facts, false) };
  return {
    receive,
    redeem: { part: least(program, facts, burn), whole: whole(program, facts, { ...burn, amount: holding }) },
    sell: {
      part: saleAnswer(anybody, some, (one) => least(one.program, one.facts, sale)),
      whole: saleAnswer(anybody, some, (one) => whole(one.program, one.facts, { ...sale, amount: holding })),
    },
  };
}

/** The wallet with the most units, the first of several. */
const mainWallet = ({ wallets }: Holder): Address =>
  wallets.reduce((most, wallet) => (wallet.units > most.units ? wallet : most), wallets[0] ?? NO_WALLET).address;
const NO_WALLET = { address: zeroAddress, units: 0n };

const findingsOf = (program: ProgramParts, facts: Facts, movement: Movement): readonly Finding[] => {
  const decision = evaluate(program, facts, movement);
  return decision.allowed ? [] : [decision.first, ...decision.rest];
};

/** The least amount that passes. */
function least(program: ProgramParts, facts: Facts, movement: Omit<Movement, "amount">): Answer {
  const { least: amount, most, tried, from } = headroomOf(program, facts, movement);
  if (most > 0n) return { amount, findings: [], from: null };
  return { amount: tried, findings: findingsOf(program, facts, { ...movement, amount: tried }), from };
}

function whole(program: ProgramParts, facts: Facts, movement: Movement): Answer {
  const findings = findingsOf(program, facts, movement);
  const passes = (time: bigint) => evaluate(program, asOfLater(facts, time), movement, { most: 1 }).allowed;
  const from = findings.length === 0 ? null : opensFrom(program, findings, passes);
  return { amount: movement.amount, findings, from };
}

/** A wallet that nobody has. */
const BUYER: Address = "0xffffffffffffffffffffffffffffffffffffffff";
const NOBODYS_NUMBER = fieldMax(RECORD_WORD.investor);

/** The facts with a buyer of the seller's own country and lane: one that holds already, or one that takes the seller's place. */
function facing(facts: Facts, holds: boolean): Facts {
  const { country, lane } = RECORD_WORD;
  const receiver = packWord(RECORD_WORD, {
    ...{ investor: NOBODYS_NUMBER, wallets: 1n },
    ...{ country: readField(facts.sender, country), lane: readField(facts.sender, lane) },
  });
  const units = holds ? 1n : 0n;
  return {
    ...{ ...facts, receiver, receiverBalance: units, receiverHolding: units, receiverHolds: holds },
    receiverCounts: facts.senderCounts,
  };
}

type Facing = Part & { readonly facts: Facts };

function saleAnswer(anybody: Facing | null, some: Facing, ask: (one: Facing) => Answer): SaleAnswer {
  const strict = anybody && placed(ask(anybody), anybody);
  if (strict?.findings.length === 0) return { ...strict, to: "anybody" };
  const lenient = placed(ask(some), some);
  if (lenient.findings.length > 0) return { ...lenient, to: "nobody" };
  return { ...(strict ?? lenient), to: "some" };
}

/** Findings name rules by their places in the whole program. */
const placed = (answer: Answer, { indexes }: Part): Answer => ({
  ...answer,
  findings: answer.findings.map((finding) =>
    finding.rule === BUILT_IN_RULE ? finding : { ...finding, rule: indexes[finding.rule] ?? finding.rule },
  ),
});
