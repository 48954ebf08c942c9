import { expect } from "chai";
import { numberToHex } from "viem";
import { SLOTS } from "../../fixtures/slots.js";
import { freshWalks } from "../../fixtures/walk.js";
import { broken } from "./checks.js";
import { readState } from "./state.js";
import { freshMemory, openWorld, type World } from "./world.js";

describe("the invariants, where the books are wrong", () => {
  const fresh = freshWalks();
  let world: World | undefined;
  let snapshot: { readonly restore: () => Promise<void> } | undefined;

  beforeEach(async () => {
    if (world === undefined) world = await openWorld(await fresh());
    if (snapshot !== undefined) await snapshot.restore();
    snapshot = await world.w.networkHelpers.takeSnapshot();
  });

  /** What the checks say once the word at this place of the engine is another. */
  async function wrongWith(place: (opened: World) => bigint, change: (word: bigint) => bigint): Promise<string> {
    const opened = world!;
    const { engine } = opened.w.at;
    expect(broken(await readState(opened, freshMemory()), freshMemory(), opened), "before").to.deep.equal([]);
    const slot = place(opened);
    const word = BigInt(await opened.w.ethers.provider.getStorage(engine, slot));
    await opened.w.networkHelpers.setStorageAt(engine, numberToHex(slot, { size: 32 }), change(word));
    return broken(await readState(opened, freshMemory()), freshMemory(), opened).join("\n");
  }

  const first = ({ tokens }: World) => tokens[0];
  const alice = ({ w }: World) => w.alice.address;

  it("behavior: a holder bit that is not set is found", async () => {
    expect(
      await wrongWith(
        (opened) => SLOTS.holders(first(opened), 1),
        (word) => word ^ 4n,
      ),
    ).to.include("holderBitsAreRight");
  });

  it("behavior: a count that is one too many is found", async () => {
    expect(
      await wrongWith(
        (opened) => SLOTS.totals(first(opened)),
        (word) => word + 1n,
      ),
    ).to.include("countsAreRight");
  });

  it("behavior: a record with another number of tokens is found", async () => {
    const wrong = await wrongWith(
      (opened) => SLOTS.record(1, opened.w.bob.address),
      (word) => word + (1n << 91n),
    );
    expect(wrong).to.include("tokensHeldAreRight");
  });

  it("behavior: two wallets of one investor with other facts are found", async () => {
    expect(
      await wrongWith(
        (opened) => SLOTS.record(1, alice(opened)),
        (word) => word ^ (1n << 64n),
      ),
    ).to.include("recordsAgree");
  });

  it("behavior: held units without a hold are found", async () => {
    const wrong = await wrongWith(
      (opened) => SLOTS.walletState(first(opened), alice(opened)),
      (word) => word + (1n << 112n),
    );
    expect(wrong).to.include("boundUnitsAreWithin");
  });
});
