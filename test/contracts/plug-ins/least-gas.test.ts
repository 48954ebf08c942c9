import { expect } from "chai";
import { type Hex, hexToBytes, slice } from "viem";
import { asMovement } from "../../fixtures/attempt.js";
import { freshWalks } from "../../fixtures/walk.js";

/** What a plug-in may use. */
const CAP = 100_000n;
const TELLS_GAS = 13;
/** Gas with which a question has not come as far as to look, nor is any near enough to be left out. */
const FAR = 1_000n;

describe("the least gas with which a plug-in is asked", () => {
  const fresh = freshWalks();

  it("behavior: it is given exactly what it may use", async () => {
    const w = await fresh();
    const plugIn = await w.ethers.deployContract("HostilePlugIn");
    const to = await plugIn.getAddress();
    await w.enforce([{ kind: "plugIn", side: "token", limit: BigInt(to) }]);
    const { current } = await w.engine.programsOf(w.at.token);
    await plugIn.answerWith(TELLS_GAS, 1n);
    const movement = asMovement(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n });
    const { first } = await w.engine.askPlugIns(movement, current);
    // Asked by nobody in between it tells what a call has left after its own price, and what it has used until it looks.
    const data = (await w.ethers.getContractAt("IPlugIn", to)).weigh.fragment.selector as Hex;
    const price = hexToBytes(data).reduce((sum, byte) => sum + (byte === 0 ? 4n : 16n), 21_000n);
    const told = BigInt(slice((await w.ethers.provider.call({ to, data, gasLimit: price + CAP })) as Hex, 32, 64));
    expect(first.measured).to.equal(told);
    expect(told).to.be.within(CAP - 500n, CAP);
  });

  it("error: GasTooLow, with one unit less than the least, and not with the least", async () => {
    const w = await fresh();
    const plugIn = await (await w.ethers.deployContract("HostilePlugIn")).getAddress();
    await w.enforce([{ kind: "plugIn", side: "token", limit: BigInt(plugIn) }]);
    const { current } = await w.engine.programsOf(w.at.token);
    const movement = asMovement(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n });
    /** By how many units there was too little; undefined: it was asked. */
    const lackOf = async (gasLimit: bigint): Promise<bigint | undefined> => {
      try {
        await w.engine.askPlugIns(movement, current, { gasLimit });
        return undefined;
      } catch (error) {
        const { data } = error as { data?: Hex };
        if (data === undefined || data === "0x") return FAR;
        const [left, least] = w.engine.interface.parseError(data)!.args as unknown as bigint[];
        return least! - left!;
      }
    };
    // Of a unit more that a call is given 63/64 arrive: no lack is left out on the way down.
    let gas = 100_000n;
    const lacks = new Set<bigint>();
    for (let lack = await lackOf(gas); lack !== undefined; lack = await lackOf(gas)) {
      lacks.add(lack);
      gas += lack > 2n ? lack - 2n : 1n;
    }
    expect([lacks.has(1n), lacks.has(0n)]).to.deep.equal([true, false]);
  });
});
