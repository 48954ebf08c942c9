import { expect } from "chai";
import { network } from "hardhat";
import {
  type AbiFunction,
  type AbiParameter,
  encodeAbiParameters,
  encodeFunctionData,
  getAddress,
  type Hex,
  parseAbi,
} from "viem";
import { weighbridgeAbi } from "../../sdk/abis/index.js";
import {
  hasReceiver,
  hasSender,
  isWeighed,
  MOVEMENT_NAMES,
  type MovementKind,
  readField,
  RECORD_WORD,
  RULE_KIND_NAMES,
  type RuleKind,
} from "../../sdk/kinds/index.js";
import { bookkeeping, type Books, evaluate, type Facts } from "../../sdk/program/index.js";
import type { Decision } from "../../sdk/verdict/index.js";
import { type Case, randomCase } from "./cases.js";
import { encodeCase, findingWords, splitOutcomes, word } from "./encode.js";
import { seeded } from "./random.js";

const CASES = Number(process.env["DIFFERENTIAL_CASES"] ?? 20_000);
const SEED = Number(process.env["DIFFERENTIAL_SEED"] ?? 20_261_125);
/** Cases in one call: more are slower in process. */
const BATCH = 20;
/** How often each kind must be seen deciding, on each side of its limit. */
const LEAST_HITS = Math.floor(CASES / 200);
/** How often each kind of movement must be allowed. */
const LEAST_ALLOWED = Math.floor(CASES / 500);

const run = parseAbi(["function run(bytes[]) returns (bytes[])"])[0];

describe("evaluate and the engine", () => {
  it(`behavior: ${CASES} cases, none judged differently, all findings, facts and books alike (seed ${SEED})`, async () => {
    const { ethers, provider } = await network.create("fuzz");
    const harness = await ethers.deployContract("DifferentialHarness");
    const token = getAddress(await harness.getAddress());
    const now = await harness.time();
    const random = seeded(SEED);
    const hits = new Map<RuleKind, { refused: number; passed: number }>();
    const allowed = new Map<MovementKind, number>();
    for (let done = 0; done < CASES; done += BATCH) {
      const cases = Array.from({ length: Math.min(BATCH, CASES - done) }, (_, i) => {
        const target = RULE_KIND_NAMES[(done + i) % RULE_KIND_NAMES.length] as RuleKind;
        return randomCase(random, target, token, now);
      });
      const data = encodeFunctionData({ abi: [run], args: [cases.map(encodeCase)] });
      const answer = (await provider.request({ method: "eth_call", params: [{ to: token, data }, "latest"] })) as Hex;
      const outcomes = splitOutcomes(answer);
      cases.forEach((one, i) => {
        const decision = evaluate(one.program, one.facts, one.movement);
        note(hits, one, decision);
        if (decision.allowed) allowed.set(one.movement.kind, (allowed.get(one.movement.kind) ?? 0) + 1);
        const expected = expectedOutcome(one, decision);
        const outcome = outcomes[i] ?? "";
        if (outcome !== expected) expect(differing(outcome, expected), describeCase(one, done + i)).to.deep.equal([]);
      });
    }
    for (const kind of MOVEMENT_NAMES.filter(isWeighed))
      expect(allowed.get(kind) ?? 0, `${kind} is allowed`).to.be.at.least(LEAST_ALLOWED);
    for (const kind of RULE_KIND_NAMES) {
      const { refused, passed } = hits.get(kind) ?? { refused: 0, passed: 0 };
      expect(refused, `${kind} decides and refuses`).to.be.at.least(LEAST_HITS);
      expect(passed, `${kind} decides and passes`).to.be.at.least(LEAST_HITS);
    }
  });
});

/** A case counts for its target only where that rule alone decides. */
function note(hits: Map<RuleKind, { refused: number; passed: number }>, { target }: Case, decision: Decision): void {
  const seen = hits.get(target) ?? { refused: 0, passed: 0 };
  hits.set(target, seen);
  if (decision.allowed) seen.passed++;
  else if (decision.rest.length === 0 && decision.first.kind === target) seen.refused++;
}

function expectedOutcome(one: Case, decision: Decision): string {
  const findings = decision.allowed ? [] : [decision.first, ...decision.rest];
  const [first] = findings;
  const answer = word(decision.allowed) + (first === undefined ? word(0).repeat(5) : findingWords(first));
  const list = word(findings.length) + findings.map(findingWords).join("");
  return answer + list + factsWords(one) + word(decision.allowed ? 1 : 2) + bookWords(one, decision);
}

const FACTS = (weighbridgeAbi.find((one) => "name" in one && one.name === "facts") as AbiFunction).outputs[0];
const NO_FACTS = Object.fromEntries(
  (FACTS as { components: readonly AbiParameter[] }).components.map(({ name, type }) => [
    name,
    type.endsWith("[]") ? [] : type === "bool" ? false : 0n,
  ]),
);

/** A struct of the ABI, as the harness gives it. */
function factsWords({ movement, facts }: Case): string {
  const unsupported = !isWeighed(movement.kind);
  return encodeAbiParameters([FACTS as AbiParameter], [unsupported ? NO_FACTS : facts]).slice(2);
}

function bookWords(one: Case, decision: Decision): string {
  const { program, movement, facts, tokens, metered } = one;
  const before = facts;
  const after = decision.allowed ? bookkeeping(program, facts, movement, metered) : facts;
  const list = (record: bigint, held: boolean, holds: boolean) =>
    readField(record, RECORD_WORD.wallets) < 2n ? 0 : tokens + (holds ? 1 : 0) - (held ? 1 : 0);
  const self = movement.from === movement.to;
  return [
    after.sender,
    self ? after.sender : after.receiver,
    after.senderHolds,
    self ? after.senderHolds : after.receiverHolds,
    after.senderCounts,
    after.receiverCounts,
    after.totals,
    after.senderState,
    self ? after.senderState : after.receiverState,
    list(facts.sender, before.senderHolds, after.senderHolds),
    list(facts.receiver, before.receiverHolds, after.receiverHolds),
    ...meteredWords(one, after, decision.allowed),
  ]
    .map(word)
    .join("");
}

const investorOf = (record: bigint) => readField(record, RECORD_WORD.investor);

function meteredWords(one: Case, after: Facts | Books, allowed: boolean): readonly (bigint | boolean)[] {
  const { movement, facts, metered, senderKept, receiverKept } = one;
  const within = investorOf(facts.sender) === investorOf(facts.receiver);
  const written = allowed && metered && !within && movement.amount > 0n;
  const kept = (known: boolean, has: boolean, before: boolean) => known && ((metered && before) || (written && has));
  const sender = kept(investorOf(facts.sender) !== 0n, hasSender(movement.kind), senderKept);
  const receiver = kept(investorOf(facts.receiver) !== 0n, hasReceiver(movement.kind), receiverKept);
  const lots = (words: readonly bigint[], has: boolean) =>
    Array.from({ length: 8 }, (_, i) => (has ? words[i] : 0n) ?? 0n);
  return [
    ...lots(after.senderLots, sender),
    ...lots(after.receiverLots, receiver),
    sender,
    receiver,
    after.tranches,
    ...Array.from({ length: 5 }, (_, i) => after.groups[i] ?? 0n),
    after.senderOwners,
    after.owners,
    after.lookedThrough,
  ];
}

/** The words that differ, with their index: what the chain says, and what is expected. */
function differing(outcome: string, expected: string): string[] {
  const words = (digits: string) => digits.match(/.{64}/g)?.map((each) => BigInt(`0x${each}`)) ?? [];
  const wanted = words(expected);
  return words(outcome).flatMap((each, i) => (each === wanted[i] ? [] : [`${i}: ${each}, expected ${wanted[i]}`]));
}

const describeCase = (one: Case, index: number): string =>
  `case ${index}, ${JSON.stringify({ ...one, program: one.program.rules }, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value))}`;
