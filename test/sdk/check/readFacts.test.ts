import { expect } from "chai";
import { type Address } from "viem";
import { checkTransfer, readFacts } from "../../../sdk/check/index.js";
import { ContractInvalidError } from "../../../sdk/errors/index.js";
import { decodeRecord, evaluate } from "../../../sdk/program/index.js";
import { pin } from "../../../sdk/reader/index.js";
import { type Movement } from "../../../sdk/verdict/index.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

const fresh = freshWalks();

const transfer = (w: Walk, amount: bigint): Movement => ({
  kind: "transfer",
  token: w.at.token,
  from: w.alice.address as Address,
  to: w.bob.address as Address,
  amount,
});

describe("readFacts", () => {
  it("default: all that the decision turns on, and the program", async () => {
    const w = await fresh();
    await w.token.connect(w.agent).mint(w.alice, 50n);
    await w.token.connect(w.agent).mint(w.alice2, 7n);
    const programId = await w.enforce([{ kind: "mostUnits", limit: 30n }]);
    const { facts, program, at } = await readFacts(w.connection.provider, transfer(w, 31n));
    expect(at).to.deep.equal(await pin(w.connection.provider));
    expect(program?.id).to.equal(programId);
    const {
      time,
      paused,
      importing,
      senderBalance,
      senderHolding,
      receiverBalance,
      supply,
      senderHolds,
      receiverHolds,
    } = facts;
    expect({
      time,
      paused,
      importing,
      senderBalance,
      senderHolding,
      receiverBalance,
      supply,
      senderHolds,
      receiverHolds,
    }).to.deep.equal({
      ...{
        time: at.time,
        paused: false,
        importing: 0n,
        senderBalance: 50n,
        senderHolding: 57n,
        receiverBalance: 0n,
        supply: 57n,
      },
      ...{ senderHolds: true, receiverHolds: false },
    });
    expect(decodeRecord(facts.sender)).to.deep.include({ investor: 1n, country: 840, lane: 2 });
  });

  it("behavior: evaluate says what the chain says", async () => {
    const w = await fresh();
    await w.token.connect(w.agent).mint(w.alice, 50n);
    await w.enforce([
      { kind: "mostUnits", limit: 30n },
      { kind: "leastHolding", side: "sender", limit: 25n },
    ]);
    const reader = w.connection.provider;
    for (const amount of [0n, 1n, 25n, 26n, 30n, 31n, 50n, 51n]) {
      const movement = transfer(w, amount);
      const { facts, program } = await readFacts(reader, movement);
      const decision = evaluate(program, facts, movement);
      const verdict = await checkTransfer(reader, movement);
      expect(decision.allowed, `${amount}`).to.equal(verdict.allowed);
      if (!decision.allowed && !verdict.allowed) expect(decision.first).to.deep.equal(verdict.first);
    }
  });

  it("behavior: no program, no facts", async () => {
    const w = await fresh();
    const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
    const token = (await other.getAddress()) as Address;
    const { facts, program } = await readFacts(w.connection.provider, { ...transfer(w, 1n), token });
    expect(program).to.equal(null);
    expect(facts.time).to.equal(0n);
  });

  it("error: ContractInvalidError", async () => {
    const w = await fresh();
    const movement = { ...transfer(w, 1n), token: w.at.manager };
    expect(await errorOf(readFacts(w.connection.provider, movement))).to.be.instanceOf(ContractInvalidError);
  });
});
