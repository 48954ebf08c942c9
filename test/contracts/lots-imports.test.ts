import { expect } from "chai";
import { INSTRUMENT } from "../fixtures/attempt.js";
import { LOTS_RULE, lotWord, TERMS, today } from "../fixtures/lots.js";
import { someProgram } from "../fixtures/rules.js";
import { freshWalks, NOTICE, type Walk } from "../fixtures/walk.js";

describe("lots of a token that is being imported", () => {
  const fresh = freshWalks();
  type Named = { readonly address: string };

  /** Each of these wallets holds 100 units; a program that judges lots is the token's first. */
  async function importing(holders: (w: Walk) => readonly Named[]) {
    const w = await fresh();
    const wallets = holders(w).map(({ address }) => address);
    const token = await w.ethers.deployContract("HeldToken", [w.at.engine, wallets, 100n]);
    const at = await token.getAddress();
    await w.engine.connect(w.admin).admit(w.registry, at, w.at.manager, NOTICE);
    const { id, bytes } = someProgram([LOTS_RULE], [], TERMS);
    await w.engine.publish(bytes);
    await w.engine.connect(w.author).schedule(at, id, (await w.now()) + 60n);
    const seed = (...those: readonly Named[]) =>
      w.engine.connect(w.registrar).seed(
        at,
        those.map(({ address }) => address),
      );
    const setLots = ({ address }: Named, units: bigint, day: bigint) =>
      w.engine.connect(w.agent).setLots(at, address, [lotWord([day, 1n, units])], INSTRUMENT);
    const units = async ({ address }: Named) =>
      (await w.engine.lotsOf(at, address)).reduce((sum, word) => sum + (word & ((1n << 112n) - 1n)), 0n);
    return { w, token, at, seed, setLots, units };
  }

  it("attack: lots brought before a wallet with units is bound would leave its units without a clock", async () => {
    const { w, at, seed, setLots, units } = await importing(({ bob, stranger }) => [bob, stranger]);
    await seed(w.bob);
    await expect(setLots(w.bob, 100n, (await today(w)) - 400n))
      .to.be.revertedWithCustomError(w.reasons, "TokenImporting")
      .withArgs(0xffff, at, 100, 200);
    await w.engine.connect(w.registrar).bind(w.registry, w.bob.address, w.stranger.address);
    await seed(w.stranger);
    expect(await units(w.bob), "all of the holding").to.equal(200n);
    await setLots(w.bob, 200n, await today(w));
    expect(await units(w.bob)).to.equal(200n);
  });

  for (const [what, first] of [
    ["before the one who stays", "carol"],
    ["before the one who goes", "bob"],
  ] as const) {
    it(`attack: a merge while only one of the two is seeded, ${what}, leaves no unit without a lot`, async () => {
      const { w, at, seed, units } = await importing(({ bob, carol }) => [bob, carol]);
      await seed(w[first]);
      await w.engine
        .connect(w.registrar)
        .merge(w.registry, w.bob.address, w.carol.address, first === "carol" ? [at] : []);
      await seed(first === "carol" ? w.bob : w.carol);
      expect((await w.engine.importState(at)).importing).to.be.false;
      expect(await units(w.bob)).to.equal(200n);
    });
  }
});
