import { expect } from "chai";
import { enrol } from "../../sdk/change/index.js";
import { STATES } from "../../sdk/kinds/index.js";
import { filed, INSTRUMENT, make } from "../fixtures/attempt.js";
import { LOTS_RULE, lotsOf, scheduleLots, setLots, today } from "../fixtures/lots.js";
import { freshWalks, someFacts, type Walk } from "../fixtures/walk.js";

const ESTATE = "0x000000000000000000000000000000000000E57a";
const OTHER_ESTATE = "0x000000000000000000000000000000000000e57b";
const SUSPENSE = someFacts({ country: 840, lane: 7, states: 1 << STATES.suspense });

describe("lots in the suspense account", () => {
  const fresh = freshWalks();

  /** Alice's 100 units are 900 days old, bob's 100 of today; the token's own address is its suspense account. */
  async function kept(): Promise<{ w: Walk; old: bigint; day: bigint; account: Walk["alice"] }> {
    const w = await fresh();
    for (const to of [w.alice, w.bob]) await make(w, { kind: "mint", to, amount: 100n });
    const { engine, token } = w.at;
    await w.send(w.registrar, enrol({ engine, registry: w.registry, wallets: [token], facts: SUSPENSE }));
    await scheduleLots(w, [LOTS_RULE]);
    const day = await today(w);
    const old = day - 900n;
    await setLots(w, w.alice, [[old, 1n, 100n]]);
    await setLots(w, w.bob, [[day, 1n, 100n]]);
    return { w, old, day, account: { address: token } as Walk["alice"] };
  }
  const enter = (w: Walk, { address }: Walk["alice"], estate: string) =>
    filed(w, "forcedTransferToSuspense", [address, estate, 100n, INSTRUMENT]);
  const release = (w: Walk, estate: string, amount: bigint) =>
    filed(w, "releaseFromSuspense", [estate, w.carol.address, amount, INSTRUMENT]);

  it("default: the units of an estate keep their clock, in and out", async () => {
    const { w, old } = await kept();
    await enter(w, w.alice, ESTATE);
    await release(w, ESTATE, 60n);
    expect(await lotsOf(w, w.carol)).to.deep.equal([[old, 1n, 60n]]);
  });

  it("behavior: of two estates the oldest units leave first, whosesoever; the transfer agent mends it", async () => {
    const { w, old, day, account } = await kept();
    await enter(w, w.alice, ESTATE);
    await enter(w, w.bob, OTHER_ESTATE);
    await release(w, OTHER_ESTATE, 100n);
    expect(await lotsOf(w, w.carol), "alice's clock, bob's units").to.deep.equal([[old, 1n, 100n]]);
    expect(await lotsOf(w, account)).to.deep.equal([[day, 1n, 100n]]);
    await setLots(w, w.carol, [[day, 1n, 100n]]);
    await setLots(w, account, [[old, 1n, 100n]]);
    await filed(w, "releaseFromSuspense", [ESTATE, w.alice.address, 100n, INSTRUMENT]);
    expect(await lotsOf(w, w.alice)).to.deep.equal([[old, 1n, 100n]]);
  });
});
