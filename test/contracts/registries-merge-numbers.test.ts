import { expect } from "chai";
import { type Address, type Hex } from "viem";
import * as change from "../../sdk/change/index.js";
import { recordOf, someWallet } from "../fixtures/registers.js";
import { DAY, freshWalks, LONG_FRESH, someFacts, type Walk } from "../fixtures/walk.js";

/** Of the chain that the tests run on. */
const CHAIN = 31337n;
const [ALICE, BOB] = [1n, 2n];

describe("what was attested or reserved under a number that a merge retires", () => {
  const fresh = freshWalks();

  /** The spender vouches for bits 0 to 2. */
  async function listed(): Promise<Walk> {
    const w = await fresh();
    await w.engine.connect(w.admin).setAttester(w.registry, w.spender.address, { mask: 7, enrols: true });
    return w;
  }
  const merge = (w: Walk, kept: { readonly address: string }, gone: { readonly address: string }) =>
    w.engine.connect(w.registrar).merge(w.registry, kept.address, gone.address, []);

  /** Signed for this number, as of so many seconds ago. */
  async function signed(w: Walk, investor: bigint, age: bigint, nonce = 0n) {
    const now = await w.now();
    const attestation = {
      ...{ registry: w.registry, investor, statuses: 5, statusUntil: LONG_FRESH },
      ...{ asOf: now - age, nonce, deadline: now + DAY },
    };
    const { domain, types, message } = change.attestationData({ chainId: CHAIN, engine: w.at.engine, ...attestation });
    return { attestation, signature: (await w.spender.signTypedData(domain, types as never, message)) as Hex };
  }
  const bring = (w: Walk, { attestation, signature }: Awaited<ReturnType<typeof signed>>, wallet: Address) => {
    const attester = w.spender.address as Address;
    const { to, data } = change.attestInvestor({ engine: w.at.engine, attestation, wallet, attester, signature });
    return w.stranger.sendTransaction({ to, data });
  };

  it("behavior: an attestation of the number that goes reaches nobody, neither its wallets nor the others", async () => {
    const w = await listed();
    const waiting = await signed(w, BOB, 0n);
    await merge(w, w.alice, w.bob);
    for (const [wallet, found] of [
      [w.bob, ALICE],
      [w.alice, ALICE],
      [w.carol, 3n],
    ] as const) {
      await expect(bring(w, waiting, wallet.address as Address))
        .to.be.revertedWithCustomError(w.engine, "InvestorMismatch")
        .withArgs(wallet.address, BOB, found);
    }
    await w.engine.connect(w.registrar).unbind(w.registry, w.bob.address);
    await expect(bring(w, waiting, w.bob.address as Address)).to.be.revertedWithCustomError(
      w.engine,
      "WalletNotRecorded",
    );
  });

  it("behavior: of the one who stays, what is older than the latest word on either is stale", async () => {
    const w = await listed();
    const [older, same, later] = [
      await signed(w, ALICE, 50n),
      await signed(w, ALICE, 40n),
      await signed(w, ALICE, 39n),
    ];
    const latest = await signed(w, BOB, 40n);
    await bring(w, latest, w.bob.address as Address);
    await merge(w, w.alice, w.bob);
    expect([...(await w.engine.attestationState(w.registry, ALICE))]).to.deep.equal([0n, latest.attestation.asOf]);
    for (const stale of [older, { ...same, attestation: { ...same.attestation, asOf: latest.attestation.asOf } }]) {
      await expect(bring(w, stale, w.bob.address as Address)).to.be.revertedWithCustomError(
        w.engine,
        "AttestationStale",
      );
    }
    await bring(w, later, w.bob.address as Address);
    for (const wallet of [w.alice, w.alice2, w.bob])
      expect((await recordOf(w, wallet.address)).statuses, "in all wallets").to.equal(5n);
  });

  it("behavior: nor does an older word on the one who goes make that on the other older", async () => {
    const w = await listed();
    const [hers, his] = [await signed(w, ALICE, 10n), await signed(w, BOB, 40n)];
    await bring(w, hers, w.alice.address as Address);
    await bring(w, his, w.bob.address as Address);
    await merge(w, w.alice, w.bob);
    expect([...(await w.engine.attestationState(w.registry, ALICE))]).to.deep.equal([1n, hers.attestation.asOf]);
  });

  it("behavior: a reserved number that was claimed and merged is claimed for ever; one that was not stays to be claimed", async () => {
    const w = await listed();
    const numbers = [4n, 5n];
    const enrolments = numbers.map((number) => ({
      wallets: [someWallet(Number(number))],
      facts: someFacts({ country: 250 }),
    }));
    const at = { engine: w.at.engine, registry: w.registry };
    const leaves = enrolments.map((one, i) =>
      change.enrolmentLeaf({ chainId: CHAIN, ...at, number: numbers[i]!, ...one }),
    );
    const { root, proof } = change.enrolmentTree({ leaves });
    await w.engine.connect(w.registrar).publishRoot(w.registry, root, 4n, 2n, (await w.now()) + DAY);
    const claim = (index: number) => {
      const whole = { ...at, root, number: numbers[index]!, proof: proof(index), ...enrolments[index]! };
      const { to, data } = change.claimEnrolment(whole);
      return w.stranger.sendTransaction({ to, data });
    };
    await claim(0);
    await merge(w, w.bob, { address: someWallet(4) });
    await expect(claim(0)).to.be.revertedWithCustomError(w.engine, "NumberClaimed").withArgs(w.registry, 4n);
    await claim(1);
    expect((await recordOf(w, someWallet(4))).investor).to.equal(BOB);
    expect((await recordOf(w, someWallet(5))).investor).to.equal(5n);
    expect(await w.engine.aliasOf(w.registry, 4n)).to.equal(BOB);
  });
});
