import { expect } from "chai";
import { publishProgram, scheduleProgram } from "../../../sdk/change/index.js";
import { make } from "../../fixtures/attempt.js";
import { booked, positionLimit } from "../../fixtures/positionRule.js";
import { someProgram } from "../../fixtures/rules.js";
import { freshWalks, NOTICE, type Walk } from "../../fixtures/walk.js";

describe("a merge where positions are limited", () => {
  const fresh = freshWalks();

  type Named = { readonly address: string };
  const merge = (w: Walk, kept: Named, gone: Named) =>
    w.engine.connect(w.registrar).merge(w.registry, kept.address, gone.address, [w.at.token]);
  const expectOpen = (w: Walk, kept: Named, gone: Named, investor: bigint) =>
    expect(merge(w, kept, gone))
      .to.be.revertedWithCustomError(w.engine, "PositionsOpen")
      .withArgs(w.at.token, investor);

  it("error: PositionsOpen, while the one who goes holds the token; not where it holds nothing, whatever the other holds", async () => {
    const w = await booked(await fresh(), 20n);
    await expectOpen(w, w.alice, w.bob, 2n);
    await expectOpen(w, w.bob, w.alice2, 1n);
    await expect(merge(w, w.alice, w.carol)).to.emit(w.engine, "InvestorsMerged");
    await make(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 100n });
    await expect(merge(w, w.alice, w.bob)).to.emit(w.engine, "InvestorsMerged");
    expect(await Promise.all([1n, 2n].map((investor) => w.book.lotsOf(investor)))).to.deep.equal([20n, 0n]);
  });

  it("behavior: a program to come is enough; one that was in force is not", async () => {
    const w = await fresh();
    for (const to of [w.alice, w.bob]) await make(w, { kind: "mint", to, amount: 100n });
    const { engine, token } = w.at;
    const { bytes, id } = someProgram([positionLimit(w.stranger.address)]);
    await w.send(w.author, publishProgram({ engine, program: bytes }));
    const effectiveFrom = (await w.now()) + NOTICE + 60n;
    await w.send(w.author, scheduleProgram({ engine, token, programId: id, effectiveFrom }));
    await expectOpen(w, w.alice, w.bob, 2n);
    await w.networkHelpers.time.increaseTo(effectiveFrom);
    await expectOpen(w, w.alice, w.bob, 2n);
    await w.enforce([{ kind: "mostUnits", limit: 300n }]);
    await expect(merge(w, w.alice, w.bob)).to.emit(w.engine, "InvestorsMerged");
  });
});
