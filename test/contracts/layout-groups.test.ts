import { expect } from "chai";
import type { Hex } from "viem";
import { TOKEN_FLAGS } from "../../sdk/kinds/index.js";
import { meterKeyOf } from "../../sdk/program/index.js";
import { INSTRUMENT, make } from "../fixtures/attempt.js";
import { enforceGroup, ISSUER, PLANS } from "../fixtures/groupShares.js";
import { setStatuses } from "../fixtures/lots.js";
import { someProgram } from "../fixtures/rules.js";
import { ledgerOf, SLOTS } from "../fixtures/slots.js";
import { freshWalks, type Walk } from "../fixtures/walk.js";

describe("storage of groups and halts", () => {
  const fresh = freshWalks();
  const at = async ({ ethers, at: { engine } }: Walk, slot: bigint) =>
    BigInt(await ethers.provider.getStorage(engine, slot));

  it("default: slots 30 to 32, sums, marks and stated weights, by meter and epoch", async () => {
    const w = await fresh();
    const { token } = w.at;
    await setStatuses(w, w.carol, ISSUER);
    await make(w, { kind: "mint", to: w.alice, amount: 7n });
    await make(w, { kind: "mint", to: w.carol, amount: 5n });
    const meter = (await enforceGroup(w, [PLANS], [w.alice, w.carol])) as Hex;
    expect(meter).to.equal(meterKeyOf(someProgram([PLANS]), 0));
    await w.engine.connect(w.agent).setGroupWeight(token, meter, w.alice.address, 3000n, INSTRUMENT);
    const ledger = ledgerOf(meter, 1);
    expect(await at(w, SLOTS.groupSums(token, ledger))).to.equal((5n << 128n) | 21_000n);
    expect(await at(w, SLOTS.groupSums(token, ledger) + 1n)).to.equal(12n);
    expect(await at(w, SLOTS.groupMark(token, ledger, 1))).to.equal((3000n << 16n) | 1n);
    expect(await at(w, SLOTS.groupMark(token, ledger, 3))).to.equal(0x0101n);
    expect(await at(w, SLOTS.groupWeight(token, meter, 1))).to.equal(3000n);
  });

  it("default: slot 33, who halted a token and whose word is taken, and the flag that movements read", async () => {
    const w = await fresh();
    const { token } = w.at;
    await w.engine.connect(w.admin).setHaltSource(token, w.spender.address);
    expect(await at(w, SLOTS.halt(token))).to.equal(BigInt(w.spender.address));
    await w.engine.connect(w.guardian).haltTrading(token, INSTRUMENT);
    expect(await at(w, SLOTS.halt(token))).to.equal((1n << 208n) | BigInt(w.spender.address));
    expect((await at(w, SLOTS.tokenConfig(token))) >> 240n).to.equal(BigInt(1 << TOKEN_FLAGS.halted));
  });
});
