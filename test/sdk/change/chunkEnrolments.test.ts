import { expect } from "chai";
import { type Address, numberToHex } from "viem";
import { chunkEnrolments, enrolBatch, type Enrolment } from "../../../sdk/change/index.js";
import { freshWalks } from "../../fixtures/walk.js";

const CAP = 16_777_216n;
/** The dearest there are: every byte of the calldata is set; of the states all but `leveraged`, which only `updateBits` sets. */
const facts = {
  ...{ country: 1023, region: 1023, lane: 7, statuses: 0xffff_ffff, states: 0xfb },
  ...{ kycUntil: 0xffff_ffffn, statusUntil: 0xffff_ffffn },
};
let last = 2n ** 160n - 1n;
const wallet = (): Address => numberToHex((last -= 3n), { size: 20 });
const someone = (wallets: number): Enrolment => ({ wallets: Array.from({ length: wallets }, wallet), facts });
const register = (...wallets: readonly number[]) => wallets.map(someone);

describe("chunkEnrolments", () => {
  it("default: cuts in order, and loses nobody", () => {
    const enrolments = register(...Array.from({ length: 1200 }, (_, index) => (index % 8) + 1));
    const chunks = chunkEnrolments({ enrolments });
    expect(chunks.length).to.be.greaterThan(1);
    expect(chunks.flat()).to.deep.equal(enrolments);
    expect(chunks.every((chunk) => chunk.length > 0)).to.be.true;
  });

  it("args: gas", () => {
    expect(chunkEnrolments({ enrolments: register(1, 1, 1), gas: 112_000n }).map(({ length }) => length)).to.deep.equal(
      [2, 1],
    );
    expect(chunkEnrolments({ enrolments: register(1, 8, 1), gas: 1n }).map(({ length }) => length)).to.deep.equal([
      1, 1, 1,
    ]);
  });

  it("behavior: nobody is no batch", () => {
    expect(chunkEnrolments({ enrolments: [] })).to.deep.equal([]);
  });

  const fresh = freshWalks();
  for (const [name, wallets] of [
    ["one wallet", 1],
    ["two wallets", 2],
    ["eight wallets", 8],
  ] as const) {
    it(`behavior: the largest batch of investors with ${name} costs no more than was reckoned, and less than the cap`, async () => {
      const w = await fresh();
      const gas = (CAP * 9n) / 10n;
      const enrolments = register(...Array.from({ length: Math.ceil(600 / wallets) }, () => wallets));
      const [chunk] = chunkEnrolments({ enrolments, gas });
      expect(chunk!.length).to.be.lessThan(enrolments.length);
      const { to, data } = enrolBatch({ engine: w.at.engine, registry: w.registry, enrolments: chunk! });
      const { gasUsed } = (await (await w.registrar.sendTransaction({ to, data, gasLimit: CAP })).wait())!;
      expect(gasUsed <= gas, `${gasUsed} used of ${gas}`).to.be.true;
      expect(gasUsed > (gas * 9n) / 10n, `${gasUsed} used of ${gas}: reckoned too high`).to.be.true;
    });
  }
});
