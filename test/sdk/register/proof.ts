import { expect } from "chai";
import { type Address, keccak256, zeroAddress } from "viem";
import { BUILT_IN_RULE, COUNT_BITS, LANES, maskOf, MODES, RULE_KINDS } from "../../../sdk/kinds/index.js";
import { type Program } from "../../../sdk/program/index.js";
import { countrySetDigits } from "../../../sdk/program/countrySetWords.js";
import {
  type Holder,
  type HolderImpact,
  type Impact,
  type Register,
  type SaleAnswer,
} from "../../../sdk/register/index.js";
import { type Finding } from "../../../sdk/verdict/index.js";
import { explainer } from "../../fixtures/explained.js";
import { type Walk } from "../../fixtures/walk.js";

export type Proof = {
  readonly register: Register;
  readonly impact: Impact;
  readonly program: Program;
  /** Wallets of other investors, also of some who hold nothing: buyers. */
  readonly buyers: readonly Address[];
  /** Who sells to a holder to see what stands against it as a receiver. */
  readonly sellers: readonly Address[];
};

/** How often what was said and held to the chain. */
export type Seen = Map<string, number>;
const note = (seen: Seen, what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

/**
 * The chain says of every holder what the impact said, now that the program is in force: findings of a mint and of burns, who may sell to whom, who is
 * over and by how much, and the counts.
 */
export async function expectImpact(w: Walk, proof: Proof, seen: Seen): Promise<void> {
  const { register, impact, program } = proof;
  const { at, ask } = await explainer(w, program);
  expect(at.time).to.equal(impact.asOf);
  for (const holder of register.holders) {
    const said = impact.holders.find((one) => one.holder === holder.investor)!;
    await expectMovements(holder, said, proof, ask, seen);
    await expectOver(holder, proof, ask, seen);
  }
  await expectCounts(w, proof, seen);
}

type Ask = Awaited<ReturnType<typeof explainer>>["ask"];

/** The one with the most units; the others are empty, or receive only. */
const walletOf = ({ wallets }: Holder): Address =>
  wallets.reduce((most, one) => (one.units > most.units ? one : most)).address;

async function expectMovements(holder: Holder, said: HolderImpact, proof: Proof, ask: Ask, seen: Seen): Promise<void> {
  const wallet = walletOf(holder);
  const { receive, redeem, sell } = said.after;
  const why = `investor ${holder.investor}`;
  expect(
    await ask({ kind: "mint", from: zeroAddress, to: wallet, amount: receive.amount }),
    `${why} receives`,
  ).to.deep.equal(receive.findings);
  note(seen, receive.findings.length > 0 ? "receives nothing" : "receives");
  for (const [name, answer] of Object.entries(redeem ?? {})) {
    const found = await ask({ kind: "burn", from: wallet, to: zeroAddress, amount: answer.amount });
    expect(found, `${why} redeems ${name}`).to.deep.equal(answer.findings);
    note(seen, `${name} ${found.length > 0 ? "not " : ""}redeemed`);
  }
  for (const [name, answer] of Object.entries(sell ?? {})) {
    const others = proof.buyers.filter((buyer) => !holder.wallets.some(({ address }) => address === buyer));
    for (const to of others) {
      const found = await ask({ kind: "transfer", from: wallet, to, amount: answer.amount });
      expectSale(answer, found, proof.program, `${why} sells ${name} to ${to}: ${answer.to}`);
    }
    note(seen, `${name} sold to ${answer.to}`);
  }
}

const ofSeller = ({ party, rule }: Finding) => party === "sender" || (party === "token" && rule !== BUILT_IN_RULE);

function expectSale(
  { to, findings, amount }: SaleAnswer,
  found: readonly Finding[],
  program: Program,
  why: string,
): void {
  const word = ({ rule }: Finding) => program.rules[rule];
  const own = found.filter(ofSeller);
  expect(amount > 0n).to.be.true;
  switch (to) {
    case "anybody":
      expect(own, why).to.deep.equal([]);
      expect(
        found.filter((one) => (word(one)?.path ?? 0) > 0),
        why,
      ).to.deep.equal([]);
      return;
    case "nobody":
      expect(findings, why).not.to.deep.equal([]);
      expect(found, why).to.deep.include.members([...findings]);
      return;
    case "some":
      for (const one of own) {
        const rule = word(one);
        const turnsOnBuyer =
          rule !== undefined &&
          (rule.path > 0 ||
            rule.kind === "fewestHolders" ||
            rule.otherBits !== 0 ||
            rule.otherLanes !== 0 ||
            rule.otherCountrySet !== null);
        expect(turnsOnBuyer || RULE_KINDS[rule!.kind].judgedOn === "amount", why).to.be.true;
      }
  }
}

/** Who is over, from what the chain says of one unit more, bought from somebody: by what it measures less that unit. */
async function expectOver(holder: Holder, { impact, program, sellers }: Proof, ask: Ask, seen: Seen): Promise<void> {
  const units = holder.wallets.reduce((sum, one) => sum + one.units, 0n);
  if (units === 0n || (holder.states & 8) !== 0) return;
  const from = sellers.find((seller) => !holder.wallets.some(({ address }) => address === seller))!;
  const found = await ask({ kind: "transfer", from, to: walletOf(holder), amount: 1n });
  const over = impact.over.filter((one) => one.holder === holder.investor && one.party === "receiver");
  const wanted = program.rules.flatMap((rule, index) => {
    const { judgedOn } = RULE_KINDS[rule.kind];
    const narrowed = rule.otherBits !== 0 || rule.otherLanes !== 0 || rule.otherCountrySet !== null;
    if (rule.side !== "receiver" || rule.path > 0 || narrowed || (rule.movements & 1) === 0) return [];
    const finding = found.find((one) => one.rule === index);
    if (judgedOn === "record") return finding === undefined ? [] : [finding];
    if (judgedOn !== "holding") return [];
    if (rule.kind === "leastHolding") return []; // a unit more may end it: below
    if (finding === undefined || finding.measured - 1n <= finding.limit) return [];
    return [{ ...finding, measured: finding.measured - 1n }];
  });
  const plain = over
    .filter(({ kind }) => kind !== "leastHolding")
    .map(({ holder: _holder, isNew: _isNew, excess: _excess, cure: _cure, until: _until, ...finding }) => finding);
  expect(plain, `investor ${holder.investor} is over`).to.deep.equal(wanted);
  for (const { kind, measured, limit, excess } of over) {
    if (kind === "mostUnits" || kind === "mostShare") expect(excess).to.equal(measured - limit);
    if (kind === "leastHolding") expect({ measured, excess }).to.deep.equal({ measured: units, excess: limit - units });
    note(seen, `over ${kind}`);
  }
  for (const { rule, kind } of impact.over.filter((one) => one.holder === holder.investor && one.party === "sender"))
    note(seen, `seller ${kind} ${String(program.rules[rule]?.kind === kind)}`);
}

async function expectCounts({ engine, at: { token } }: Walk, { impact, program }: Proof, seen: Seen): Promise<void> {
  const lanesOf = (word: bigint, lanes: number) =>
    Array.from({ length: LANES }, (_, lane) => lane)
      .filter((lane) => lanes === 0 || (lanes >> lane) & 1)
      .reduce((sum, lane) => sum + Number(BigInt.asUintN(COUNT_BITS, word >> BigInt(lane * COUNT_BITS))), 0);
  for (const { rule: index, country, now } of Object.values(impact.counts)) {
    const { modes, lanes, countrySet } = program.rules[index]!;
    const is = (mode: keyof typeof MODES) => (modes & maskOf(MODES, [mode])) !== 0;
    const totals = lanesOf(await engine.totals(token), lanes);
    const expected = async () => {
      if (country !== null) return lanesOf(await engine.counts(token, country), lanes);
      if (is("together")) return lanesOf(await engine.groupCounts(token, hashOf(program, countrySet!.set)), lanes);
      if (!is("beneficial")) return totals;
      const { owners, lookedThrough } = await engine.ownersOf(token, zeroAddress);
      return totals + lanesOf(owners, lanes) - lanesOf(lookedThrough, lanes);
    };
    expect(now, `rule ${index} counts`).to.equal(await expected());
    note(seen, `counted ${modes}`);
  }
}

const hashOf = ({ countrySets }: Program, set: number): string =>
  keccak256(`0x${countrySetDigits(countrySets[set] ?? [])}`);
