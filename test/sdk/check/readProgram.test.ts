import { expect } from "chai";
import { type Address, zeroAddress } from "viem";
import { readProgram } from "../../../sdk/check/index.js";
import { ProgramInvalidError, ProgramUnknownError } from "../../../sdk/errors/index.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { freshWalks } from "../../fixtures/walk.js";

const fresh = freshWalks();

describe("readProgram", () => {
  it("default: what was published, named by its bytes", async () => {
    const w = await fresh();
    const programId = await w.enforce([{ kind: "mostUnits", limit: 30n }]);
    const address = (await w.engine.programAddress(programId)) as Address;
    const program = await readProgram(w.connection.provider, { address });
    expect(program.id).to.equal(programId);
    expect(program.rules.map(({ kind, limit }) => ({ kind, limit }))).to.deep.equal([
      { kind: "mostUnits", limit: 30n },
    ]);
  });

  it("error: ProgramUnknownError", async () => {
    const w = await fresh();
    for (const address of [zeroAddress, w.at.engine])
      expect(await errorOf(readProgram(w.connection.provider, { address }))).to.be.instanceOf(ProgramUnknownError);
  });

  it("error: ProgramInvalidError", async () => {
    const w = await fresh();
    const address = `0x${"77".repeat(20)}` as const;
    const override = { [address]: { code: "0x0057425031" } } as const;
    expect(await errorOf(readProgram(w.connection.provider, { address, override }))).to.be.instanceOf(
      ProgramInvalidError,
    );
  });
});
