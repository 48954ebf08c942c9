import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { keccak256, numberToHex } from "viem";
import * as change from "../../sdk/change/index.js";
import { expectAllowed } from "../fixtures/attempt.js";
import {
  enrol,
  LARGEST_FACTS,
  NO_RECORD,
  recordOf,
  recordWith,
  someWallet,
  someWallets,
  walletsOf,
} from "../fixtures/registers.js";
import { FACTS, freshWalks, someFacts, type Walk } from "../fixtures/walk.js";

/** Investors 1 to 3 are alice, with two wallets, bob and carol. */
const NEXT = 4n;

describe("enrolment by a registrar", () => {
  const fresh = freshWalks();
  const asRegistrar = (w: Walk) => w.engine.connect(w.registrar);

  describe("enrol", () => {
    for (const count of [1, 2, 3, 4, 5, 6, 7, 8]) {
      it(`default: ${count} wallets, each with all facts, in the order given`, async () => {
        const w = await fresh();
        const wallets = someWallets(0, count);
        const facts = someFacts({ country: 392, region: 11, lane: 6, statuses: 0x8100_0005, states: 2, kycUntil: 7n });
        const enrolled = asRegistrar(w).enrol(w.registry, { wallets: [...wallets], facts });
        await expect(enrolled)
          .to.emit(w.engine, "InvestorEnrolled")
          .withArgs(w.registry, NEXT, Object.values(facts).map(BigInt));
        for (const wallet of wallets) {
          await expect(enrolled).to.emit(w.engine, "WalletBound").withArgs(w.registry, NEXT, wallet);
          expect(await recordOf(w, wallet)).to.deep.equal(recordWith(facts, { investor: NEXT, wallets: count }));
          expect(await walletsOf(w, wallet)).to.deep.equal(wallets);
          expect(await w.engine.tokensOf(w.registry, wallet)).to.equal(0n);
        }
        expect(await recordOf(w, someWallet(count))).to.deep.equal(NO_RECORD);
        expect(await walletsOf(w, someWallet(count))).to.deep.equal([]);
      });
    }

    it("behavior: facts may be as large as their fields, and none spills into another", async () => {
      const w = await fresh();
      const names = ["country", "region", "lane", "statuses", "states", "kycUntil", "statusUntil"] as const;
      const nothing = someFacts({ kycUntil: 0n, statusUntil: 0n });
      for (const [index, name] of names.entries()) {
        const facts = { ...nothing, [name]: LARGEST_FACTS[name] };
        const investor = await enrol(w, [someWallet(index)], facts);
        expect(await recordOf(w, someWallet(index)), name).to.deep.equal(recordWith(facts, { investor, wallets: 1 }));
      }
      const investor = await enrol(w, [someWallet(99)], LARGEST_FACTS);
      expect(await recordOf(w, someWallet(99))).to.deep.equal(recordWith(LARGEST_FACTS, { investor, wallets: 1 }));
    });

    for (const [field, [name, most]] of [
      ["country", 1023] as const,
      ["region", 1023] as const,
      ["lane", 7] as const,
    ].entries()) {
      it(`error: FactOutOfRange, for a ${name} above ${most}`, async () => {
        const w = await fresh();
        const facts = (value: number) => ({ wallets: [someWallet(0)], facts: someFacts({ [name]: value }) });
        await expect(asRegistrar(w).enrol(w.registry, facts(most + 1)))
          .to.be.revertedWithCustomError(w.engine, "FactOutOfRange")
          .withArgs(field, most + 1, most);
        await asRegistrar(w).enrol(w.registry, facts(most));
        expect((await recordOf(w, someWallet(0)))[name]).to.equal(BigInt(most));
      });
    }

    it("error: without a name, for calldata in which a fact does not fit its type, one by one and in a batch", async () => {
      const w = await fresh();
      const enrolment = { wallets: [someWallet(0)], facts: LARGEST_FACTS };
      const at = { engine: w.at.engine, registry: w.registry };
      for (const [call, factsFrom] of [
        [change.enrol({ ...at, ...enrolment }), 3],
        [change.enrolBatch({ ...at, enrolments: [enrolment] }), 5],
      ] as const) {
        for (const [index, bits] of [16, 16, 8, 32, 8, 32, 32].entries()) {
          const start = 10 + 64 * (factsFrom + index);
          const word = BigInt(`0x${call.data.slice(start, start + 64)}`);
          const dirty = numberToHex(word | (1n << BigInt(bits)), { size: 32 }).slice(2);
          const data = call.data.slice(0, start) + dirty + call.data.slice(start + 64);
          const sent = w.registrar.sendTransaction({ to: call.to, data });
          await expect(sent, String(index)).to.be.revertedWithoutReason(w.ethers);
        }
        const snapshot = await w.networkHelpers.takeSnapshot();
        await w.send(w.registrar, call);
        await snapshot.restore();
      }
    });

    it("error: WalletsOutOfRange, for none and for nine", async () => {
      const w = await fresh();
      for (const count of [0, 9]) {
        await expect(enrol(w, someWallets(0, count)))
          .to.be.revertedWithCustomError(w.engine, "WalletsOutOfRange")
          .withArgs(count, 8);
      }
    });

    it("error: WalletNotFree, for one named twice, the zero address, and one of somebody else", async () => {
      const w = await fresh();
      for (const [wallets, taken, investor] of [
        [[someWallet(0), someWallet(1), someWallet(0)], someWallet(0), NEXT],
        [[someWallet(0), ZeroAddress], ZeroAddress, 0n],
        [[ZeroAddress], ZeroAddress, 0n],
        [[someWallet(0), w.alice2.address], w.alice2.address, 1n],
      ] as const) {
        await expect(enrol(w, wallets))
          .to.be.revertedWithCustomError(w.engine, "WalletNotFree")
          .withArgs(w.registry, taken, investor);
        expect(await recordOf(w, someWallet(0))).to.deep.equal(NO_RECORD);
      }
      expect(await enrol(w, [someWallet(0)]), "what was refused took no number").to.equal(NEXT);
    });

    it("behavior: numbers follow each other, and one that retired is never given again", async () => {
      const w = await fresh();
      expect(await enrol(w, [someWallet(0)])).to.equal(NEXT);
      expect(await enrol(w, someWallets(1, 4))).to.equal(NEXT + 1n);
      for (const wallet of someWallets(0, 4)) await asRegistrar(w).unbind(w.registry, wallet, []);
      expect(await enrol(w, [someWallet(0)], FACTS.bob), "a wallet set free").to.equal(NEXT + 2n);
      const { investors } = await w.engine.registryInfo(w.registry);
      expect(investors).to.equal(NEXT + 2n);
    });

    it("error: RegistryFull, after 2^32 - 1 investors", async () => {
      const w = await fresh();
      const most = 2n ** 32n - 1n;
      await setInvestors(w, most - 1n);
      const batch = someWallets(0, 2).map((wallet) => ({ wallets: [wallet], facts: someFacts() }));
      await expect(asRegistrar(w).enrolBatch(w.registry, batch))
        .to.be.revertedWithCustomError(w.engine, "RegistryFull")
        .withArgs(w.registry, most);
      expect(await enrol(w, [someWallet(0)])).to.equal(most);
      await expect(enrol(w, [someWallet(1)])).to.be.revertedWithCustomError(w.engine, "RegistryFull");
      await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 0n });
    });
  });

  describe("enrolBatch", () => {
    it("default: several, in order, under numbers that follow each other", async () => {
      const w = await fresh();
      const sizes = [1, 8, 2];
      const enrolments = sizes.map((size, index) => ({
        wallets: [...someWallets(10 * index, 10 * index + size)],
        facts: someFacts({ country: index + 1 }),
      }));
      expect(await asRegistrar(w).enrolBatch.staticCall(w.registry, enrolments)).to.equal(NEXT);
      await asRegistrar(w).enrolBatch(w.registry, enrolments);
      for (const [index, { wallets, facts }] of enrolments.entries()) {
        const expected = recordWith(facts, { investor: NEXT + BigInt(index), wallets: wallets.length });
        for (const wallet of wallets) {
          expect(await recordOf(w, wallet)).to.deep.equal(expected);
          expect(await walletsOf(w, wallet)).to.deep.equal(wallets);
        }
      }
    });

    it("behavior: of nobody takes no number", async () => {
      const w = await fresh();
      await asRegistrar(w).enrolBatch(w.registry, []);
      expect(await enrol(w, [someWallet(0)])).to.equal(NEXT);
    });

    it("error: all or none, whatever is wrong with the last", async () => {
      const w = await fresh();
      const good = { wallets: [...someWallets(0, 2)], facts: someFacts() };
      for (const [bad, error] of [
        [{ ...good, wallets: [] }, "WalletsOutOfRange"],
        [{ wallets: [someWallet(1)], facts: someFacts() }, "WalletNotFree"],
        [{ wallets: [someWallet(5)], facts: someFacts({ lane: 8 }) }, "FactOutOfRange"],
      ] as const) {
        await expect(
          asRegistrar(w).enrolBatch(w.registry, [good, { ...bad, wallets: [...bad.wallets] }]),
        ).to.be.revertedWithCustomError(w.engine, error);
        expect(await recordOf(w, someWallet(0)), error).to.deep.equal(NO_RECORD);
      }
      expect(await enrol(w, [someWallet(0)])).to.equal(NEXT);
    });
  });
});

/** Writes how many investors registry 1 has: bits 160 to 223 of its first word, in the mapping of slot 8. */
async function setInvestors(w: Walk, investors: bigint): Promise<void> {
  const slot = keccak256(`0x${[1n, 8n].map((word) => numberToHex(word, { size: 32 }).slice(2)).join("")}`);
  const word = BigInt(await w.networkHelpers.getStorageAt(w.at.engine, slot));
  await w.networkHelpers.setStorageAt(w.at.engine, slot, (word & (2n ** 160n - 1n)) | (investors << 160n));
}
