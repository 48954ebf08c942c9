import { expect } from "chai";
import fc from "fast-check";
import type { Rule } from "../../../sdk/kinds/index.js";
import { evaluate, type Facts } from "../../../sdk/program/index.js";
import { type Finding, type Movement, remedy } from "../../../sdk/verdict/index.js";
import { facts, movement, parts, rule, walletState } from "../program/build.js";

/** The finding against a movement and, if its remedy is to move less, the finding against the reduced one and one more unit. */
function reduced(one: Rule, someFacts: Partial<Facts>, some: Partial<Movement>) {
  const program = parts([one]);
  const judge = (amount: bigint): Finding | null => {
    const decision = evaluate(program, facts(someFacts), movement({ ...some, amount }));
    return decision.allowed ? null : decision.first;
  };
  const amount = some.amount ?? 100n;
  const found = judge(amount);
  if (found === null) return null;
  const scheme = { lanes: [], evidence: [], roles: [], states: [] };
  const asked = movement({ ...some, amount });
  const help = remedy(found, { movement: asked, audience: "agent", decimals: 0, symbol: "WBF", scheme, program });
  if (help.type !== "reduce") return { found, help };
  return { found, help, amount: help.amount, at: judge(help.amount), above: judge(help.amount + 1n) };
}

const RICH = { senderBalance: 10n ** 9n, senderHolding: 10n ** 9n, supply: 10n ** 10n };
const holding = fc.bigInt(0n, 2000n);
const amount = fc.bigInt(1n, 4000n);

describe("remedy", () => {
  it("behavior: the reduced amount passes, and one unit more does not", () => {
    const kinds = fc.constantFrom(
      rule({ kind: "mostUnits", limit: 1500n }),
      rule({ kind: "mostShare", window: 1, limit: 15_000_000n }),
      rule({ kind: "mostPerMovement", side: "token", limit: 900n }),
    );
    let seen = 0;
    fc.assert(
      fc.property(kinds, holding, amount, (one, receiverHolding, asked) => {
        const result = reduced(one, { ...RICH, supply: 0n, receiverHolding }, { amount: asked });
        if (result?.amount === undefined) return;
        seen++;
        expect(result.amount > 0n && result.amount < asked).to.equal(true);
        expect(result.at).to.equal(null);
        expect(result.above?.kind).to.equal(one.kind);
      }),
    );
    expect(seen).to.be.greaterThan(0);
  });

  it("behavior: a sender may move so much that the least remains", () => {
    const one = rule({ kind: "leastHolding", side: "sender", limit: 500n });
    expect(reduced(one, {}, { amount: 700n })).to.deep.include({ amount: 500n, at: null });
    expect(reduced(one, {}, { amount: 1000n })).to.equal(null);
  });

  it("behavior: a smaller mint makes a smaller supply, and the reduced amount still passes", () => {
    let seen = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.bigInt(1n, 20_000n),
        fc.bigInt(0n, 20_000n),
        fc.bigInt(0n, 2000n),
        amount,
        (window, floor, supply, held, asked) => {
          const one = rule({ kind: "mostShare", window, limit: floor });
          const receiverHolding = held < supply ? held : supply;
          const result = reduced(one, { supply, receiverHolding }, { kind: "mint", amount: asked });
          if (result?.amount === undefined) return;
          seen++;
          expect(result.amount > 0n && result.amount < asked).to.equal(true);
          expect(result.at).to.equal(null);
        },
      ),
      { numRuns: 500 },
    );
    expect(seen).to.be.greaterThan(0);
  });

  it("behavior: what is free may leave", () => {
    const none = rule({ kind: "notBefore", side: "token", limit: 1n });
    const locked = { senderState: walletState({ frozen: 300, held: 200 }) };
    expect(reduced(none, locked, { amount: 501n })).to.deep.include({ amount: 500n, at: null });
  });
});
