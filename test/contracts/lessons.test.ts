import { type Address } from "viem";
import { expect } from "chai";
import { updateInvestor } from "../../sdk/change/index.js";
import { STATES } from "../../sdk/kinds/index.js";
import { asMovement, type Attempt, expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { DAY, FACTS, freshWalks, type Walk } from "../fixtures/walk.js";

// The lessons of docs/lessons.md that no other test is.
describe("lessons", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    return w;
  }

  it("a burn elsewhere makes a holder's share too large: no exit is refused, the next increase is", async () => {
    const w = await held();
    await w.enforce([{ kind: "mostShare", window: 5_000, limit: 1n }]);
    await expectAllowed(w, { kind: "burn", from: w.bob, amount: 60n });
    // 100 of 140.
    const refusal = { reason: "ShareAboveLimit", rule: 0, subject: 1n, measured: 101n, limit: 70n };
    await expectRefused(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 1n }, refusal);
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.carol, amount: 1n });
    await expectAllowed(w, { kind: "burn", from: w.alice, amount: 1n });
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.alice2, amount: 50n });
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.carol, amount: 48n });
  });

  it("a pause, a freeze and a block come before what lifts a rule", async () => {
    const w = await held();
    const [engine, registry, wallet] = [w.at.engine, w.registry, w.bob.address as Address];
    const record = (facts: Partial<typeof FACTS.bob>) =>
      w.send(w.registrar, updateInvestor({ engine, registry, wallet, facts: { ...FACTS.bob, ...facts } }));
    await w.enforce([{ kind: "mostUnits", limit: 100n, liftedBy: 1 }]);
    const buy: Attempt = { kind: "transfer", from: w.alice, to: w.bob, amount: 1n };
    const capped = { reason: "HoldingAboveLimit", rule: 0, subject: 2n, measured: 101n, limit: 100n };
    await expectRefused(w, buy, capped);
    await record({ statuses: 1 });
    await expectAllowed(w, buy);
    await w.token.connect(w.agent).setWalletFrozen(wallet, true);
    expect((await w.engine.check(asMovement(w, buy))).allowed, "frozen").to.be.false;
    await expect(make(w, buy)).to.be.revertedWithCustomError(w.reasons, "WalletFrozen");
    await w.token.connect(w.agent).setWalletFrozen(wallet, false);
    await record({ statuses: 1, states: 1 << STATES.blocked });
    await expectRefused(w, buy, { reason: "InvestorBlocked", subject: w.bob, measured: 1n, limit: 0n });
    await record({ statuses: 1 });
    await w.token.connect(w.guardian).pause();
    await expect(make(w, buy)).to.be.revertedWithCustomError(w.reasons, "TokenPaused");
    await w.token.connect(w.agent).unpause();
    await expectAllowed(w, buy);
  });

  it("no kind of wallet escapes a lock-up: with the marks of every role it is as locked as another", async () => {
    const w = await held();
    const until = (await w.now()) + 100n * DAY;
    await w.enforce([{ kind: "notBefore", side: "sender", limit: until }]);
    const [engine, registry, wallet] = [w.at.engine, w.registry, w.bob.address as Address];
    for (let bit = 24; bit < 32; bit += 1) {
      const facts = { ...FACTS.bob, statuses: 2 ** bit };
      await w.send(w.registrar, updateInvestor({ engine, registry, wallet, facts }));
      const sale: Attempt = { kind: "transfer", from: w.bob, to: w.carol, amount: 1n };
      expect((await w.engine.check(asMovement(w, sale))).allowed, `bit ${bit}`).to.be.false;
      await expect(make(w, sale)).to.be.revertedWithCustomError(w.reasons, "MovementTooEarly");
    }
  });

  it("however little gas is sent, what is refused is never allowed, by a check or by a transfer", async () => {
    const w = await held();
    await make(w, { kind: "mint", to: w.alice2, amount: 50n });
    await w.enforce([{ kind: "mostUnits", limit: 160n }]);
    // Alice has 150 in two wallets: without the word on the other, 111 would seem to be all.
    const data = w.token.interface.encodeFunctionData("transfer", [w.alice.address, 11n]);
    const movement = asMovement(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 11n });
    const asked = w.engine.interface.encodeFunctionData("check", [movement]);
    let answers = 0;
    for (let gasLimit = 30_000n; gasLimit <= 200_000n; gasLimit += 2_500n) {
      const sent = w.ethers.provider.call({ to: w.at.token, from: w.bob.address, data, gasLimit });
      expect(
        await sent.then(
          () => "moved",
          () => "refused",
        ),
        `${gasLimit} gas`,
      ).to.equal("refused");
      const answer = await w.ethers.provider.call({ to: w.at.engine, data: asked, gasLimit }).catch(() => undefined);
      if (answer === undefined) continue;
      answers += 1;
      expect(w.engine.interface.decodeFunctionResult("check", answer)["allowed"], `${gasLimit} gas`).to.be.false;
    }
    expect(answers).to.be.greaterThan(10);
    await expectAllowed(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 10n });
  });
});
