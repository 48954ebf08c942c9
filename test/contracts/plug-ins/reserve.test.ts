import { expect } from "chai";
import { MOST_UNITS, MOVEMENTS } from "../../../sdk/kinds/index.js";
import { asMovement, type Attempt, expectAllowed, expectRefused, make } from "../../fixtures/attempt.js";
import { DAY, freshWalks, type Walk } from "../../fixtures/walk.js";

/** More than the wallet has, and nothing else stands against it. */
const FREE = 101n;
const MOST = { movements: 1 << MOVEMENTS.mint, side: "token" } as const;

describe("ReservePlugIn", () => {
  const fresh = freshWalks();

  /** A token that may be issued only as far as carol says that it is covered, and at most 60 units at once. */
  async function covered() {
    const w = await fresh();
    const reserve = await w.ethers.deployContract("ReservePlugIn", [w.carol.address, DAY]);
    const limit = BigInt(await reserve.getAddress());
    await w.enforce([
      { kind: "plugIn", ...MOST, limit },
      { kind: "mostPerMovement", ...MOST, limit: 60n },
    ]);
    return { w, reserve, state: (units: bigint) => reserve.connect(w.carol).state(w.at.token, units) };
  }

  const mint = (w: Walk, amount: bigint): Attempt => ({ kind: "mint", to: w.alice, amount });
  const refusal = (measured: bigint, limit: bigint) => ({
    ...{ reason: "PlugInRefused", rule: 1, subject: 0n, measured, limit },
  });
  const roomOf = async (w: Walk, attempt: Attempt) => {
    const { room } = await w.engine.headroom(asMovement(w, attempt));
    const { least, most, whole, proven, tried, binding } = room;
    return { least, most, whole, proven, tried, rule: binding.rule, measured: binding.measured, limit: binding.limit };
  };

  it("default: the last covered unit is issued, and none more", async () => {
    const { w, reserve, state } = await covered();
    await expectRefused(w, mint(w, 1n), refusal(1n, 0n));
    await expect(state(100n)).to.emit(reserve, "ReserveStated").withArgs(w.at.token, 0n, 100n);
    await expectAllowed(w, mint(w, 60n));
    await expectRefused(w, mint(w, 41n), refusal(101n, 100n));
    await expectAllowed(w, mint(w, 40n));
    await expectRefused(w, mint(w, 1n), refusal(101n, 100n));
    await expectAllowed(w, { kind: "burn", from: w.alice, amount: 30n });
    await expectAllowed(w, mint(w, 30n));
    await expectAllowed(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 100n });
  });

  it("behavior: a statement that is a day old covers nothing", async () => {
    const { w, reserve, state } = await covered();
    await state(100n);
    const { asOf } = await reserve.reserves(w.at.token);
    await w.networkHelpers.time.setNextBlockTimestamp(asOf + DAY - 1n);
    await make(w, mint(w, 1n));
    await w.networkHelpers.time.increaseTo(asOf + DAY);
    await expectRefused(w, mint(w, 1n), refusal(2n, 0n));
  });

  it("error: CustodianOnly", async () => {
    const { w, reserve } = await covered();
    await expect(reserve.connect(w.alice).state(w.at.token, 1n))
      .to.be.revertedWithCustomError(reserve, "CustodianOnly")
      .withArgs(w.alice.address, w.carol.address);
  });

  it("behavior: headroom takes its word, and asks it about both ends", async () => {
    const { w, state } = await covered();
    const none = { least: 0n, most: 0n, whole: false, proven: false, tried: 1n, rule: 1n, measured: 1n, limit: 0n };
    expect(await roomOf(w, mint(w, 0n))).to.deep.equal(none);
    await state(100n);
    const byRule = { least: 1n, most: 60n, tried: 61n, rule: 0n, measured: 61n, limit: 60n };
    expect(await roomOf(w, mint(w, 0n))).to.deep.equal({ ...none, ...byRule });
    await make(w, mint(w, 60n));
    const byReserve = { least: 1n, most: 40n, tried: 41n, rule: 1n, measured: 101n, limit: 100n };
    expect(await roomOf(w, mint(w, 0n))).to.deep.equal({ ...none, ...byReserve });
    await expectAllowed(w, mint(w, 40n));
    const transfer = await roomOf(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 0n });
    expect(transfer, "it is not asked of transfers").to.deep.include({ most: 100n, whole: true, proven: true });
  });

  it("behavior: a claim that is not borne out is no promise", async () => {
    const { w } = await covered();
    const plugIn = await w.ethers.deployContract("ClaimingPlugIn");
    await w.enforce([]);
    await make(w, mint(w, 100n));
    await w.enforce([{ kind: "plugIn", side: "token", limit: BigInt(await plugIn.getAddress()) }]);
    const room = async () => roomOf(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 0n });
    // What it allows, from and to; what it says that it would.
    const cases = [
      [[1n, MOST_UNITS], [1n, MOST_UNITS], { least: 1n, most: 100n, whole: true, tried: 101n }],
      [[20n, 50n], [20n, 50n], { least: 20n, most: 50n, whole: false, tried: 51n }],
      [[20n, 50n], [1n, 50n], { least: 0n, most: 0n, whole: false, tried: 1n }],
      [[20n, 50n], [20n, 51n], { least: 0n, most: 0n, whole: false, tried: 51n }],
      [[20n, 50n], [30n, 40n], { least: 30n, most: 40n, whole: false, tried: 0n }],
      [[20n, 50n], [60n, 40n], { least: 0n, most: 0n, whole: false, tried: 1n }],
      [[1n, 50n], [60n, 40n], { least: 0n, most: 0n, whole: false, tried: 0n }],
      [[100n, 100n], [100n, 100n], { least: 100n, most: 100n, whole: true, tried: 101n }],
      [[100n, 100n], [0n, 0n], { least: 0n, most: 0n, whole: true, tried: 1n }],
      [[1n, 99n], [0n, 2n ** 256n - 1n], { least: 0n, most: 0n, whole: false, tried: 100n }],
    ] as const;
    for (const [allows, claims, wanted] of cases) {
      await plugIn.set(...allows, ...claims);
      const refused = wanted.tried !== 0n && wanted.tried !== FREE;
      expect(await room(), `allows ${allows}, claims ${claims}`).to.deep.equal({
        ...{ ...wanted, proven: false, rule: 0n },
        ...(refused ? { measured: wanted.tried, limit: allows[1] } : { measured: 0n, limit: 0n }),
      });
    }
    for (const broken of [0, 1, 2]) {
      await plugIn.set(20n, 50n, 20n, 50n);
      await plugIn.breakRoom(broken);
      expect(await room(), "no claim").to.deep.include({
        least: 0n,
        most: 0n,
        whole: false,
        proven: false,
        tried: 100n,
      });
    }
  });
});
