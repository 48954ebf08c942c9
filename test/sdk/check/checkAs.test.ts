import { expect } from "chai";
import { type Address, type Hex, zeroHash } from "viem";
import { checkAs, checkTransfer, checkTransfers, NO_PROGRAM, readFacts } from "../../../sdk/check/index.js";
import {
  ContractInvalidError,
  DeploymentMissingError,
  ParameterInvalidError,
  ProgramUnknownError,
} from "../../../sdk/errors/index.js";
import { evaluate } from "../../../sdk/program/index.js";
import { type Reader } from "../../../sdk/reader/index.js";
import { type Movement } from "../../../sdk/verdict/index.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { published, scheduled } from "../../fixtures/rehearsals.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

describe("checkAs", () => {
  const fresh = freshWalks();
  const mint = (w: Walk, amount: bigint): Movement => {
    const [from, to] = [w.stranger.address as Address, w.bob.address as Address];
    return { kind: "mint", token: w.at.token, from, to, amount };
  };
  const nobody: Reader = { request: () => Promise.reject(new Error("was asked")) };

  it("default: under a program that is scheduled, at its effectiveFrom; allowed one second before", async () => {
    const w = await fresh();
    const next = await published(w, [{ kind: "mostUnits", limit: 100n }]);
    const from = await scheduled(w, next);
    const reader = w.connection.provider;
    const now = await checkTransfer(reader, mint(w, 101n));
    expect(await checkAs(reader, { ...mint(w, 101n), asOf: from - 1n })).to.deep.equal(now);
    const then = await checkAs(reader, { ...mint(w, 101n), asOf: from });
    expect(then).to.deep.equal({
      allowed: false,
      programId: next.id,
      at: now.at,
      first: {
        ...{ rule: 0, kind: "mostUnits", party: "receiver", subject: 2n, measured: 101n, limit: 100n, unit: "units" },
        provision: next.provisions[0],
      },
    });
  });

  it("behavior: of now and the program in force, what checkTransfer answers; with either, checkTransfer and checkTransfers answer alike", async () => {
    const w = await fresh();
    const programId = await w.enforce([
      { kind: "mostUnits", limit: 100n },
      { kind: "notAfter", limit: 4_000_000_000n },
    ]);
    const reader = w.connection.provider;
    for (const amount of [100n, 101n]) {
      const now = await checkTransfer(reader, mint(w, amount));
      for (const some of [{}, { programId }, { asOf: now.at.time }])
        expect(await checkAs(reader, { ...mint(w, amount), ...some })).to.deep.equal(now);
      for (const some of [{ asOf: 4_000_000_001n }, { programId, asOf: 4_000_000_001n }, { programId }]) {
        const then = await checkAs(reader, { ...mint(w, amount), ...some });
        expect(then.allowed).to.equal(amount === 100n && !("asOf" in some));
        expect(await checkTransfer(reader, { ...mint(w, amount), ...some })).to.deep.equal(then);
        const movements = Array.from({ length: 3 }, () => mint(w, amount));
        expect(await checkTransfers(reader, { movements, ...some })).to.deep.equal([then, then, then]);
      }
    }
  });

  it("behavior: what evaluate says of the facts of now at the other time", async () => {
    const w = await fresh();
    await w.enforce([
      { kind: "notBefore", limit: 3_000_000_000n },
      { kind: "evidenceFresh", limit: 0n },
    ]);
    const reader = w.connection.provider;
    const { facts, program } = await readFacts(reader, mint(w, 1n));
    for (const asOf of [1n, 2_999_999_999n, 3_000_000_000n, 3_999_999_999n, 4_000_000_000n, 253_402_300_799n]) {
      const decision = evaluate(program!, { ...facts, time: asOf }, mint(w, 1n));
      const verdict = await checkAs(reader, { ...mint(w, 1n), asOf });
      expect(verdict.allowed ? null : verdict.first).to.deep.equal(decision.allowed ? null : decision.first);
    }
  });

  it("behavior: on the block that is asked about, as of any time", async () => {
    const w = await fresh();
    const next = await published(w, [{ kind: "mostUnits", limit: 0n }]);
    const block = BigInt(await w.ethers.provider.getBlockNumber());
    const asOf = await scheduled(w, next);
    const reader = w.connection.provider;
    expect((await checkAs(reader, { ...mint(w, 1n), asOf, block })).allowed, "nobody had scheduled it").to.be.true;
    expect((await checkAs(reader, { ...mint(w, 1n), asOf })).allowed).to.be.false;
  });

  it("behavior: a token that the engine does not know is refused by programMissing, whichever program is asked about", async () => {
    const w = await fresh();
    const { id } = await published(w, []);
    const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
    const token = (await other.getAddress()) as Address;
    for (const some of [{}, { programId: id }, { asOf: 1n }]) {
      const verdict = await checkAs(w.connection.provider, { ...mint(w, 1n), token, ...some });
      expect([verdict.programId, verdict.allowed ? null : verdict.first.kind]).to.deep.equal([
        ...[NO_PROGRAM, "programMissing"],
      ]);
    }
  });

  it("error: ProgramUnknownError, from every function that takes an id", async () => {
    const w = await fresh();
    const programId: Hex = `0x${"ab".repeat(32)}`;
    const reader = w.connection.provider;
    for (const asked of [
      checkAs(reader, { ...mint(w, 1n), programId }),
      checkTransfer(reader, { ...mint(w, 1n), programId, asOf: 1n }),
      checkTransfers(reader, { movements: [mint(w, 1n)], programId }),
    ]) {
      const error = await errorOf(asked);
      expect(error).to.be.instanceOf(ProgramUnknownError);
      expect(error.shortMessage).to.equal(`No program ${programId} is known to the engine ${w.at.engine}.`);
    }
  });

  it("error: ParameterInvalidError, before anybody is asked", async () => {
    const w = await fresh();
    const times = [0n, -1n, 253_402_300_800n, 1_800_000_000_000n, 1_800_000_000];
    const ids = [zeroHash, "0x", w.at.engine, `0x${"ab".repeat(33)}`];
    for (const some of [
      ...times.map((asOf) => ({ asOf: asOf as bigint })),
      ...ids.map((programId) => ({ programId: programId as Hex })),
    ]) {
      const [name = "", value] = Object.entries(some)[0] ?? [];
      for (const asked of [
        checkAs(nobody, { ...mint(w, 1n), ...some }),
        checkTransfer(nobody, { ...mint(w, 1n), ...some }),
        checkTransfers(nobody, { movements: [mint(w, 1n)], ...some }),
      ]) {
        const error = await errorOf(asked);
        expect(error).to.be.instanceOf(ParameterInvalidError);
        expect(error.shortMessage.startsWith(`\`${name}\` is ${value}, and must be `), error.shortMessage).to.be.true;
      }
    }
    expect(await errorOf(checkAs(nobody, { ...mint(w, -1n) }))).to.be.instanceOf(ParameterInvalidError);
  });

  it("error: DeploymentMissingError, ContractInvalidError", async () => {
    const w = await fresh();
    const [missing, other] = [w.stranger.address as Address, w.at.manager];
    const reader = w.connection.provider;
    for (const some of [{ token: missing }, { engine: missing }])
      expect(await errorOf(checkAs(reader, { ...mint(w, 1n), ...some }))).to.be.instanceOf(DeploymentMissingError);
    for (const some of [{ token: other }, { engine: other }])
      expect(await errorOf(checkAs(reader, { ...mint(w, 1n), ...some }))).to.be.instanceOf(ContractInvalidError);
  });
});
