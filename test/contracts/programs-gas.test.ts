import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { someProgram } from "../fixtures/rules.js";
import { freshWalks } from "../fixtures/walk.js";

// In a file of its own: what turns on gas to the unit says nothing of code that takes more.
describe("programs, with too little gas", () => {
  const fresh = freshWalks();

  it("error: CodeNotStored, with too little gas, and the same bytes may come again", async () => {
    const w = await fresh();
    const { id, bytes } = someProgram(Array.from({ length: 60 }, (_, n) => ({ kind: "mostUnits", limit: BigInt(n) })));
    const needed = await w.engine.publish.estimateGas(bytes);
    const outcomes = new Set<string>();
    for (let less = 5_000n; less < 200_000n; less += 15_000n) {
      const attempt = w.engine.publish.staticCall(bytes, { gasLimit: needed - less });
      const data = await attempt.then(
        () => "published",
        (error: { readonly data?: string }) => error.data ?? "0x",
      );
      outcomes.add(data === "0x" ? "out of gas" : (w.engine.interface.parseError(data)?.name ?? data));
      await expect(w.engine.publish(bytes, { gasLimit: needed - less })).to.revert(w.ethers);
      expect(await w.engine.programAddress(id)).to.equal(ZeroAddress);
    }
    expect(outcomes, "either way, not half of it").to.deep.equal(new Set(["out of gas", "CodeNotStored"]));
    await (await w.engine.publish(bytes)).wait();
    expect(await w.engine.programAddress(id)).not.to.equal(ZeroAddress);
  });
});
