import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { MOST_UNITS } from "../../sdk/kinds/index.js";
import { make } from "../fixtures/attempt.js";
import { admitFurther } from "../fixtures/further.js";
import { LOTS_RULE, lotsOf, scheduleLots, setLots, TERMS, today } from "../fixtures/lots.js";
import { someProgram } from "../fixtures/rules.js";
import { freshWalks, NOTICE, type Walk } from "../fixtures/walk.js";

describe("lots of two investors who are one", () => {
  const fresh = freshWalks();
  const merge = (w: Walk, token: string, kept = w.bob, gone = w.carol) =>
    w.engine.connect(w.registrar).merge(w.registry, kept.address, gone.address, [token]);

  /** Bob and carol hold 100 units each of a token that keeps lots; nobody's are written. */
  async function held(): Promise<{ w: Walk; day: bigint }> {
    const w = await fresh();
    for (const to of [w.bob, w.carol]) await make(w, { kind: "mint", to, amount: 100n });
    await scheduleLots(w, [LOTS_RULE]);
    return { w, day: await today(w) };
  }

  it("behavior: written of neither, of either or of both: together they make up the holding, and move as one list", async () => {
    for (const written of [[], ["bob"], ["carol"], ["bob", "carol"]] as const) {
      const { w, day } = await held();
      const old = day - 300n;
      for (const name of written) await setLots(w, w[name], [[old, 1n, 100n]]);
      await merge(w, w.at.token);
      const aged = 100n * BigInt(written.length);
      const lots = [
        [old, 1n, aged],
        [day, 0n, 200n - aged],
      ].filter(([, , units]) => units !== 0n);
      expect(await lotsOf(w, w.carol), written.join()).to.deep.equal(lots);
      await make(w, { kind: "transfer", from: w.carol, to: w.alice, amount: 100n });
      const left = (await lotsOf(w, w.bob)).reduce((sum, [, , units]) => sum + units, 0n);
      expect(left, written.join()).to.equal(100n);
    }
  });

  it("attack: a token that does not answer stops no merge of two whose lots are written, or not, alike", async () => {
    const w = await fresh();
    const token = await w.ethers.deployContract("MuteToken", [w.at.surfaces]);
    const at = await admitFurther(w, token);
    for (const { address } of [w.bob, w.carol]) await token.mint(address, 5n);
    const { id, bytes } = someProgram([LOTS_RULE], [], TERMS);
    await w.engine.publish(bytes);
    await w.engine.connect(w.author).schedule(at, id, (await w.now()) + 2n * NOTICE);
    const snapshot = await w.networkHelpers.takeSnapshot();
    await token.mute(false, w.carol.address);
    await merge(w, at);

    await snapshot.restore();
    await token.mint(w.bob.address, 5n);
    await token.mute(false, w.carol.address);
    await expect(merge(w, at), "what carol has is a lot that must be joined to bob's")
      .to.be.revertedWithCustomError(w.engine, "HoldingUnreadable")
      .withArgs(at, w.carol.address);
    await token.mute(false, ZeroAddress);
    await token.mint(w.carol.address, 5n);
    await token.mute(false, w.carol.address);
    await merge(w, at);
    const lots = await w.engine.lotsOf(at, w.carol.address);
    expect(lots.reduce((sum, word) => sum + (word & MOST_UNITS), 0n)).to.equal(20n);
  });
});
