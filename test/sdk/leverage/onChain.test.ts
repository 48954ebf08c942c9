import { expect } from "chai";
import { type Address } from "viem";
import { setLeverageSource } from "../../../sdk/change/index.js";
import { LeverageQuestionError } from "../../../sdk/errors/index.js";
import * as sdk from "../../../sdk/leverage/index.js";
import { make } from "../../fixtures/attempt.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { CLASS } from "../../fixtures/leverage.js";
import { BROKER, CLOSE_AGE, DOLLAR, OPEN_AGE, soldOneByOne, vaultOf } from "../../fixtures/marginVault.js";
import { DAY, freshWalks } from "../../fixtures/walk.js";

describe("an on-chain venue asked by the SDK", () => {
  const fresh = freshWalks();

  /** Alice has pledged 100 tokens at 100 dollars to a broker's vault: half of it may be lent, a quarter is kept. */
  async function lent() {
    const w = await fresh();
    const v = await vaultOf(w, { ...BROKER, terms: { ...BROKER.terms, rate: 0 } });
    await v.pledge(100n);
    const reader = w.connection.provider;
    const place = { leverage: v.at, venue: Number(v.id), registry: w.registry, wallet: w.alice.address as Address };
    return { w, v, reader, place, asks: v.vault.connect(w.alice) };
  }

  it("buyingPower: what may be drawn against the pledge, to the cent; nothing on a stale price", async () => {
    const { w, reader, place, asks } = await lent();
    const { powers } = await sdk.buyingPower(reader, place);
    expect(powers.map(({ class: of, most, proven, binding }) => [of, most, proven, binding[0]?.reason])).to.deep.equal([
      [CLASS.marginSecurity, 500_000n, true, "InitialMarginShort"],
    ]);
    await asks.borrow(5_000n * DOLLAR);
    expect((await sdk.buyingPower(reader, place)).powers[0]).to.include({ most: 0n, proven: true });
    await w.networkHelpers.time.increase(OPEN_AGE + 1);
    const [stale] = (await sdk.buyingPower(reader, place)).powers;
    expect(stale?.binding.map(({ reason }) => reason)).to.deep.equal(["PriceStale", "InitialMarginShort"]);
  });

  it("explainIncrease: a draw that is refused, and what would make it pass", async () => {
    const { w, reader, place } = await lent();
    const { findings, counted } = await sdk.explainIncrease(reader, { ...place, drawn: 500_001n, audience: "agent" });
    expect(findings.map(({ sentence, remedy }) => [sentence, remedy])).to.deep.equal([
      [
        "Net equity at the venue would be 4,999.99; its table asks 5,000.00 of initial margin.",
        { type: "deposit", cents: 1n, where: "here" },
      ],
    ]);
    expect(counted).to.equal(499_999n);
    await w.networkHelpers.time.increase(OPEN_AGE + 1);
    const late = await sdk.explainIncrease(reader, { ...place, drawn: 1n });
    expect(late.findings[0]?.sentence).to.match(
      /^The price is [\d,]+ seconds old; for an increase it may be 1 hour\.$/,
    );
  });

  it("closeOutQuote: from when, and the smallest number of units that cures", async () => {
    const { w, v, reader, place, asks } = await lent();
    await asks.borrow(5_000n * DOLLAR);
    expect(await sdk.closeOutQuote(reader, place)).to.include({ units: 0n, price: 0n, from: null });
    await v.price(6_000n);
    await w.send(w.stranger, sdk.markPosition({ ...place }));
    const { calls } = await sdk.marginCalls(reader, place);
    const [call] = calls;
    expect([calls.length, call?.equity]).to.deep.equal([1, 100_000n]);
    const soon = await sdk.closeOutQuote(reader, place);
    expect([soon.units, soon.from]).to.deep.equal([0n, (call?.until ?? 0n) + DAY]);
    await w.networkHelpers.time.increaseTo((call?.until ?? 0n) + DAY);
    await v.price(6_000n);
    const { units, price } = await sdk.closeOutQuote(reader, place);
    const one = soldOneByOne(100n, 6_000n, 500_000n, { cure: 2_500n, discount: 500n });
    expect([units, price, one > 0n]).to.deep.equal([one, 6_000n, true]);
    await w.networkHelpers.time.increase(CLOSE_AGE + 1);
    expect((await sdk.closeOutQuote(reader, place)).units).to.equal(0n);
  });

  it("transferLeverage: what stands behind a refusal of a transfer to who is leveraged", async () => {
    const { w, v, reader, place, asks } = await lent();
    const { token, engine } = w.at;
    const { wallet } = place;
    expect(await sdk.transferLeverage(reader, { token, wallet })).to.equal(null);
    await w.send(w.admin, setLeverageSource({ engine, token, source: v.at }));
    await asks.borrow(4_000n * DOLLAR);
    await w.enforce([{ kind: "mostLeverage", limit: 15_000n }]);
    await expect(make(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 1n })).to.be.revertedWithCustomError(
      w.reasons,
      "LeverageAboveLimit",
    );
    const behind = await sdk.transferLeverage(reader, { token, wallet });
    expect([behind?.leverage, behind?.all.notional, behind?.all.equity]).to.deep.equal([v.at, 1_000_000n, 600_000n]);
    expect(behind?.shares.map(({ venue, kind, counted, because }) => [venue, kind, counted, because])).to.deep.equal([
      [place.venue, "brokerDealer", 600_000n, "onChain"],
    ]);
    await w.send(w.admin, setLeverageSource({ engine, token, source: w.at.manager }));
    expect(await sdk.transferLeverage(reader, { token, wallet })).to.equal(null);
  });

  it("error: LeverageQuestionError", async () => {
    const { v, w, reader, place } = await lent();
    const attested = Number(await v.venue(w.stranger, 1));
    const error = await errorOf(sdk.closeOutQuote(reader, { ...place, venue: attested }));
    expect(error).to.be.instanceOf(LeverageQuestionError);
    expect((error as LeverageQuestionError).errorName).to.equal("ModeMismatch");
  });
});
