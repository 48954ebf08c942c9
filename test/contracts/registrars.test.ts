import { expect } from "chai";
import { make } from "../fixtures/attempt.js";
import { enrol, recordOf, recordWith, someWallet } from "../fixtures/registers.js";
import { FACTS, freshWalks, someFacts, type Walk } from "../fixtures/walk.js";

const [BLOCKED, RESTRICTED] = [1, 2];
/** Bits of the walk's two registrars: a verifier's evidence and a role, a desk's block. */
const VERIFIER = { statuses: 0x0100_0005, states: 0 };
const DESK = { statuses: 0, states: BLOCKED };
const UNTIL = 2_000_000_000n;
const ALICE = 1n;

describe("registrars with bits of their own", () => {
  const fresh = freshWalks();
  type Bits = { readonly statuses: number; readonly states: number };
  type Account = Walk["stranger"];
  const give = (w: Walk, account: Account, { statuses, states }: Bits) =>
    w.engine.connect(w.admin).setRegistrar(w.registry, account.address, statuses, states);
  const write = (w: Walk, account: Account, { statuses = 0, states = 0 }: Partial<Bits>, until = 0n, of = w.alice) =>
    w.engine.connect(account).updateBits(w.registry, of.address, statuses, states, until);

  /** The spender verifies, the stranger screens; alice has a bit of neither, and lapses at UNTIL. */
  async function two() {
    const w = await fresh();
    await give(w, w.spender, VERIFIER);
    await give(w, w.stranger, DESK);
    const facts = { ...FACTS.alice, statuses: 0x8000_0002, states: RESTRICTED, statusUntil: UNTIL, region: 7 };
    await w.engine.connect(w.registrar).update(w.registry, w.alice.address, facts);
    return { w, facts };
  }

  it("default: writes its own bits in every wallet, and says what they were", async () => {
    const { w, facts } = await two();
    const after = { ...facts, statuses: 0x8100_0007 };
    const values = (some: typeof facts) => Object.values(some).map(BigInt);
    const call = write(w, w.spender, { statuses: 0x0100_0005 });
    await expect(call).to.emit(w.engine, "BitsUpdated").withArgs(w.registry, ALICE, w.spender.address);
    await expect(call)
      .to.emit(w.engine, "InvestorUpdated")
      .withArgs(w.registry, ALICE, Object.values(orderOf(facts)).map(BigInt), values(orderOf(after)));
    for (const wallet of [w.alice, w.alice2]) {
      expect(await recordOf(w, wallet.address)).to.deep.equal(recordWith(after, { investor: ALICE, wallets: 2 }));
    }
  });

  it("behavior: two registrars never touch each other's bits, nor any other fact", async () => {
    const { w, facts } = await two();
    await write(w, w.spender, { statuses: 0x0100_0001 });
    await write(w, w.stranger, { states: BLOCKED }, 0n, w.alice2);
    const states = RESTRICTED | BLOCKED;
    const now = async () => recordOf(w, w.alice.address);
    const wanted = (statuses: number, withStates: number) =>
      recordWith({ ...facts, statuses, states: withStates }, { investor: ALICE, wallets: 2 });
    expect(await now()).to.deep.equal(wanted(0x8100_0003, states));
    await write(w, w.spender, { statuses: 0 });
    expect(await now(), "the verifier clears its own").to.deep.equal(wanted(0x8000_0002, states));
    await write(w, w.stranger, { states: 0 });
    expect(await now(), "the desk ends its block").to.deep.equal(wanted(0x8000_0002, RESTRICTED));
  });

  it("behavior: who has no block among its bits leaves one as it is, and it acts at once", async () => {
    const { w } = await two();
    await make(w, { kind: "mint", to: w.alice, amount: 5n });
    await write(w, w.stranger, { states: BLOCKED });
    await write(w, w.spender, { statuses: 5 });
    await expect(w.token.connect(w.alice2).transfer(w.bob.address, 0n)).to.be.revertedWithCustomError(
      w.reasons,
      "InvestorBlocked",
    );
    await write(w, w.stranger, {});
    await w.token.connect(w.alice).transfer(w.bob.address, 1n);
  });

  it("error: BitsOutsideOwn, for each bit that is not its own", async () => {
    const { w } = await two();
    for (let bit = 0; bit < 32; bit++) {
      const statuses = 2 ** bit;
      if ((VERIFIER.statuses & statuses) !== 0) continue;
      await expect(write(w, w.spender, { statuses: statuses + 1 }), String(bit))
        .to.be.revertedWithCustomError(w.engine, "BitsOutsideOwn")
        .withArgs(w.spender.address, statuses + 1, 0, VERIFIER.statuses, 0);
    }
    for (let bit = 1; bit < 8; bit++) {
      await expect(write(w, w.stranger, { states: 2 ** bit }), String(bit))
        .to.be.revertedWithCustomError(w.engine, "BitsOutsideOwn")
        .withArgs(w.stranger.address, 0, 2 ** bit, 0, BLOCKED);
    }
    await write(w, w.spender, { statuses: VERIFIER.statuses });
  });

  it("error: RegistrarUnknown, for who never had bits, in another registry, and at once when they are taken away", async () => {
    const { w } = await two();
    const refused = (call: Promise<unknown>, registry: number, account: Account) =>
      expect(call).to.be.revertedWithCustomError(w.engine, "RegistrarUnknown").withArgs(registry, account.address);
    await refused(write(w, w.registrar, { statuses: 1 }), w.registry, w.registrar);
    await w.engine.createRegistry(w.at.manager, `0x${"00".repeat(32)}`);
    await refused(w.engine.connect(w.spender).updateBits(2, w.alice.address, 1, 0, 0), 2, w.spender);
    await expect(give(w, w.spender, { statuses: 0, states: 0 }))
      .to.emit(w.engine, "RegistrarSet")
      .withArgs(w.registry, w.spender.address, Object.values(VERIFIER), [0, 0]);
    await refused(write(w, w.spender, {}), w.registry, w.spender);
    expect([...(await w.engine.registrarBits(w.registry, w.spender.address))]).to.deep.equal([0n, 0n]);
    await write(w, w.stranger, {});
    await give(w, w.stranger, { statuses: 1, states: 0 });
    await expect(write(w, w.stranger, { states: BLOCKED })).to.be.revertedWithCustomError(w.engine, "BitsOutsideOwn");
  });

  it("error: WalletNotRecorded, and RegistryUnknown where there is no registry to give bits in", async () => {
    const { w } = await two();
    await expect(write(w, w.spender, { statuses: 1 }, 0n, w.stranger))
      .to.be.revertedWithCustomError(w.engine, "WalletNotRecorded")
      .withArgs(w.registry, w.stranger.address);
    await expect(w.engine.connect(w.admin).setRegistrar(9, w.spender.address, 1, 0))
      .to.be.revertedWithCustomError(w.engine, "RegistryUnknown")
      .withArgs(9);
  });

  describe("the expiry of the statuses, which all share", () => {
    const expiry = async (w: Walk) => (await recordOf(w, w.alice.address)).statusUntil;

    it("behavior: 0 leaves it as it is", async () => {
      const { w } = await two();
      await write(w, w.spender, { statuses: 1 }, 0n);
      expect(await expiry(w)).to.equal(UNTIL);
    });

    it("behavior: who has an evidence bit brings it forward, or sets what stands", async () => {
      const { w } = await two();
      await write(w, w.spender, { statuses: 1 }, UNTIL);
      expect(await expiry(w)).to.equal(UNTIL);
      await write(w, w.spender, { statuses: 1 }, UNTIL - 1n);
      expect(await expiry(w)).to.equal(UNTIL - 1n);
      await write(w, w.spender, {}, 1n);
      expect(await expiry(w)).to.equal(1n);
    });

    it("error: StatusUntilShared, when it is put off while evidence of others is set; not once that is cleared", async () => {
      const { w, facts } = await two();
      await expect(write(w, w.spender, { statuses: 1 }, UNTIL + 1n))
        .to.be.revertedWithCustomError(w.engine, "StatusUntilShared")
        .withArgs(w.registry, ALICE, UNTIL + 1n, UNTIL, 2);
      // A role is no evidence, and lapses with nothing.
      await w.engine.connect(w.registrar).update(w.registry, w.alice.address, { ...facts, statuses: 0x8000_0000 });
      await write(w, w.spender, { statuses: 1 }, UNTIL + 1n);
      expect(await expiry(w)).to.equal(UNTIL + 1n);
      await write(w, w.spender, { statuses: 5 }, 2n ** 32n - 1n);
      expect(await expiry(w)).to.equal(2n ** 32n - 1n);
    });

    it("error: StatusUntilShared, in either direction, for who has states and roles alone", async () => {
      const { w } = await two();
      await give(w, w.stranger, { statuses: 0xff00_0000, states: BLOCKED });
      for (const until of [UNTIL - 1n, UNTIL, UNTIL + 1n]) {
        await expect(write(w, w.stranger, { states: BLOCKED }, until))
          .to.be.revertedWithCustomError(w.engine, "StatusUntilShared")
          .withArgs(w.registry, ALICE, until, UNTIL, 2);
      }
      await write(w, w.stranger, { statuses: 0x8800_0000, states: BLOCKED });
      expect((await recordOf(w, w.alice2.address)).statuses).to.equal(0x8800_0002n);
    });
  });

  it("behavior: the registry's authority still writes all, and a registrar has no other power", async () => {
    const { w } = await two();
    await write(w, w.spender, { statuses: 5 });
    await w.engine.connect(w.registrar).update(w.registry, w.alice.address, someFacts({ country: 840, lane: 2 }));
    expect((await recordOf(w, w.alice.address)).statuses).to.equal(0n);
    const engine = w.engine.connect(w.spender);
    for (const call of [
      engine.update(w.registry, w.alice.address, someFacts()),
      engine.setRegistrar(w.registry, w.spender.address, 7, 7),
      engine.merge(w.registry, w.alice.address, w.bob.address, []),
    ]) {
      await expect(call).to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized");
    }
    await enrol(w, [someWallet(0)]);
    await write(w, w.spender, { statuses: 4 }, 0n, { address: someWallet(0) } as Account);
    expect((await recordOf(w, someWallet(0))).statuses).to.equal(4n);
  });

  /** In the order of the ABI. */
  const orderOf = ({ country, region, lane, statuses, states, kycUntil, statusUntil }: typeof FACTS.alice) => ({
    ...{ country, region, lane, statuses, states, kycUntil, statusUntil },
  });
});
