import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { concatHex, type Hex, keccak256, numberToHex } from "viem";
import { decodeProgram, type Program } from "../../sdk/program/index.js";
import { asMovement, expectAllowed, expectRefused, make } from "../fixtures/attempt.js";
import { someProgram } from "../fixtures/rules.js";
import { freshWalks, NOTICE, type Walk } from "../fixtures/walk.js";

/** At most so many units a movement. */
const capped = (limit: bigint): Program => someProgram([{ kind: "mostPerMovement", side: "token", limit }]);

describe("programs of a token", () => {
  const fresh = freshWalks();
  const published = async (w: Walk, ...programs: readonly Program[]) => {
    for (const { bytes } of programs) await (await w.engine.connect(w.stranger).publish(bytes)).wait();
  };
  const schedule = (w: Walk, { id }: { readonly id: Hex }, from: bigint, token: string = w.at.token) =>
    w.engine.connect(w.author).schedule(token, id, from, { gasLimit: 1_000_000 });
  /** Runs it in a block of this time, and goes back. */
  const at = async (w: Walk, time: bigint, run: () => Promise<unknown>) => {
    const snapshot = await w.networkHelpers.takeSnapshot();
    await w.networkHelpers.time.setNextBlockTimestamp(time);
    await run();
    await snapshot.restore();
  };
  const movement = (w: Walk, amount: bigint) => ({ kind: "transfer", from: w.alice, to: w.bob, amount }) as const;

  /** Alice and bob hold 100 units each. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    for (const to of [w.alice, w.bob]) await make(w, { kind: "mint", to, amount: 100n });
    return w;
  }

  /** A token that has no program yet. */
  async function withoutProgram() {
    const w = await fresh();
    const token = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Further", "FUR", 0]);
    const address = await token.getAddress();
    await (await w.engine.connect(w.admin).admit(w.registry, address, w.at.manager, NOTICE)).wait();
    const bound = async () => {
      const { allowed, first } = await w.engine.check({ ...asMovement(w, movement(w, 0n)), token: address });
      return allowed ? "allowed" : w.reasons.interface.parseError(first.reason + "00".repeat(128))?.name;
    };
    return { w, address, bound };
  }

  describe("schedule", () => {
    it("default: notice is given: one second too short, on the second, and one more", async () => {
      const w = await fresh();
      await published(w, capped(5n));
      const now = (await w.now()) + 100n;
      const earliest = now + NOTICE;
      await at(w, now, () =>
        expect(schedule(w, capped(5n), earliest - 1n))
          .to.be.revertedWithCustomError(w.engine, "NoticeTooShort")
          .withArgs(earliest - 1n, earliest),
      );
      for (const from of [earliest, earliest + 1n, 2n ** 48n - 1n]) {
        await at(w, now, async () => {
          await expect(schedule(w, capped(5n), from))
            .to.emit(w.engine, "ProgramScheduled")
            .withArgs(w.at.token, capped(5n).id, from, w.author.address);
          const [current, next, nextFrom, notice] = await w.engine.programsOf(w.at.token);
          expect([current, next]).to.deep.equal([
            await w.engine.programAddress(someProgram([]).id),
            await w.engine.programAddress(capped(5n).id),
          ]);
          expect([nextFrom, notice]).to.deep.equal([from, NOTICE]);
        });
      }
    });

    it("behavior: a first program needs no notice, and is in force in the same block", async () => {
      const { w, address, bound } = await withoutProgram();
      expect(await bound()).to.equal("ProgramMissing");
      const now = (await w.now()) + 100n;
      await at(w, now, () =>
        expect(schedule(w, someProgram([]), now - 1n, address))
          .to.be.revertedWithCustomError(w.engine, "NoticeTooShort")
          .withArgs(now - 1n, now),
      );
      await at(w, now, async () => {
        const program = await w.engine.programAddress(someProgram([]).id);
        await expect(schedule(w, someProgram([]), now, address))
          .to.emit(w.engine, "ProgramSettled")
          .withArgs(address, program, now);
        expect(await bound()).to.equal("allowed");
        expect([...(await w.engine.programsOf(address))]).to.deep.equal([program, ZeroAddress, 0n, NOTICE]);
      });
    });

    it("behavior: until a first program takes effect nothing moves", async () => {
      const { w, address, bound } = await withoutProgram();
      const from = (await w.now()) + 1000n;
      await schedule(w, someProgram([]), from, address);
      const [current, next] = await w.engine.programsOf(address);
      expect([current, next]).to.deep.equal([ZeroAddress, await w.engine.programAddress(someProgram([]).id)]);
      await w.networkHelpers.time.increaseTo(from - 1n);
      expect(await bound()).to.equal("ProgramMissing");
      await at(w, from, async () => {
        await w.networkHelpers.mine();
        expect(await bound()).to.equal("allowed");
      });
      await at(w, from + 5n, async () => {
        await w.networkHelpers.mine();
        // In force, though nobody has settled it: the next one needs notice.
        const attempt = schedule(w, someProgram([]), from + 100n, address);
        await expect(attempt).to.be.revertedWithCustomError(w.engine, "NoticeTooShort");
      });
    });

    it("behavior: a first program that is cancelled leaves none, and another needs no notice", async () => {
      const { w, address, bound } = await withoutProgram();
      const from = (await w.now()) + 1000n;
      await schedule(w, someProgram([]), from, address);
      await (await w.engine.connect(w.guardian).cancel(address)).wait();
      await w.networkHelpers.time.increaseTo(from);
      expect(await bound()).to.equal("ProgramMissing");
      await at(w, from + 10n, async () => {
        await schedule(w, someProgram([]), from + 10n, address);
        expect(await bound()).to.equal("allowed");
      });
    });

    it("error: ProgramWaiting, while another waits; not once that is in force, settled or not", async () => {
      const w = await fresh();
      await published(w, capped(5n), capped(6n));
      const from = (await w.now()) + NOTICE + 100n;
      await schedule(w, capped(5n), from);
      await expect(schedule(w, capped(6n), from + NOTICE))
        .to.be.revertedWithCustomError(w.engine, "ProgramWaiting")
        .withArgs(w.at.token, from);
      await at(w, from - 1n, () =>
        expect(schedule(w, capped(6n), from + NOTICE)).to.be.revertedWithCustomError(w.engine, "ProgramWaiting"),
      );
      await at(w, from, async () => {
        const [first, second] = await Promise.all([5n, 6n].map((n) => w.engine.programAddress(capped(n).id)));
        await expect(schedule(w, capped(6n), from + NOTICE))
          .to.emit(w.engine, "ProgramSettled")
          .withArgs(w.at.token, first, from);
        expect([...(await w.engine.programsOf(w.at.token))]).to.deep.equal([first, second, from + NOTICE, NOTICE]);
      });
    });

    it("error: ProgramUnknown, for what this engine has not published", async () => {
      const w = await fresh();
      const other = await w.ethers.deployContract("Weighbridge", [await w.engine.admin(), await w.engine.metersHalf()]);
      const elsewhere = await w.ethers.getContractAt("IWeighbridge", await other.getAddress());
      const { id, bytes } = capped(5n);
      await elsewhere.publish(bytes);
      const copy = await elsewhere.programAddress(id);
      expect(await w.ethers.provider.getCode(copy), "a program of another engine").to.equal(concatHex(["0x00", bytes]));
      const from = (await w.now()) + NOTICE + 100n;
      for (const unknown of [
        id,
        ZeroHash,
        keccak256(concatHex(["0x00", bytes])),
        numberToHex(BigInt(copy), { size: 32 }),
      ]) {
        await expect(schedule(w, { id: unknown as Hex }, from))
          .to.be.revertedWithCustomError(w.engine, "ProgramUnknown")
          .withArgs(unknown);
      }
    });

    it("error: TokenUnknown, for schedule and cancel; settle finds nothing to do", async () => {
      const w = await fresh();
      const stranger = w.stranger.address;
      for (const attempt of [
        () => schedule(w, someProgram([]), 2n ** 40n, stranger),
        () => w.engine.connect(w.guardian).cancel(stranger),
      ]) {
        await expect(attempt()).to.be.revertedWithCustomError(w.engine, "TokenUnknown").withArgs(stranger);
      }
      await expect(w.engine.settle(stranger)).not.to.emit(w.engine, "ProgramSettled");
      expect([...(await w.engine.programsOf(stranger))]).to.deep.equal([ZeroAddress, ZeroAddress, 0n, 0n]);
    });
  });

  describe("effect", () => {
    /** Waits for `from`: then at most 5 units move. */
    async function waiting() {
      const w = await held();
      await published(w, capped(5n));
      const from = (await w.now()) + NOTICE + 100n;
      await schedule(w, capped(5n), from);
      return { w, from };
    }
    const refusal = { reason: "MovementAboveMost", rule: 0, subject: 0n, measured: 6n, limit: 5n };

    it("default: not one second before, exactly at its second, settled or not", async () => {
      const { w, from } = await waiting();
      await at(w, from - 1n, () => make(w, movement(w, 6n)));
      await at(w, from, () =>
        expect(w.token.connect(w.alice).transfer(w.bob.address, 6n, { gasLimit: 500_000 }))
          .to.be.revertedWithCustomError(w.reasons, "MovementAboveMost")
          .withArgs(0, 0n, 6n, 5n),
      );
      await w.networkHelpers.time.increaseTo(from - 1n);
      expect((await w.engine.check(asMovement(w, movement(w, 6n)))).allowed).to.be.true;
      await w.networkHelpers.time.increaseTo(from);
      await expectRefused(w, movement(w, 6n), refusal);
      await expectAllowed(w, movement(w, 5n));
    });

    it("behavior: settling, by anybody, changes no decision; before its second it does nothing", async () => {
      const { w, from } = await waiting();
      const answers = async () => ({
        checks: [...(await w.engine.checkMany([5n, 6n].map((amount) => asMovement(w, movement(w, amount)))))],
        explained: await w.engine.explain(asMovement(w, movement(w, 6n))),
        programs: [...(await w.engine.programsOf(w.at.token))],
      });
      const program = await w.engine.programAddress(capped(5n).id);
      await w.networkHelpers.time.increaseTo(from - 10n);
      const before = await answers();
      await expect(w.engine.connect(w.stranger).settle(w.at.token)).not.to.emit(w.engine, "ProgramSettled");
      expect(await answers()).to.deep.equal(before);
      await w.networkHelpers.time.increaseTo(from);
      const unsettled = await answers();
      expect(unsettled).not.to.deep.equal(before);
      await expect(w.engine.connect(w.stranger).settle(w.at.token))
        .to.emit(w.engine, "ProgramSettled")
        .withArgs(w.at.token, program, from);
      expect(await answers()).to.deep.equal(unsettled);
      await expect(w.engine.connect(w.stranger).settle(w.at.token)).not.to.emit(w.engine, "ProgramSettled");
      await expectRefused(w, movement(w, 6n), refusal);
    });

    it("behavior: cancelled one second before, it never takes effect, and another may be scheduled", async () => {
      const { w, from } = await waiting();
      const program = await w.engine.programAddress(capped(5n).id);
      await w.networkHelpers.time.setNextBlockTimestamp(from - 1n);
      await expect(w.engine.connect(w.guardian).cancel(w.at.token, { gasLimit: 500_000 }))
        .to.emit(w.engine, "ProgramCancelled")
        .withArgs(w.at.token, program, from, w.guardian.address);
      await w.networkHelpers.time.increaseTo(from + 1n);
      const current = await w.engine.programAddress(someProgram([]).id);
      expect([...(await w.engine.programsOf(w.at.token))]).to.deep.equal([current, ZeroAddress, 0n, NOTICE]);
      await expectAllowed(w, movement(w, 6n));
      await schedule(w, capped(5n), from + 2n * NOTICE);
    });

    it("error: NothingScheduled, when cancelled at its second, after it, twice, or with nothing waiting", async () => {
      const { w, from } = await waiting();
      const refused = () =>
        expect(w.engine.connect(w.guardian).cancel(w.at.token, { gasLimit: 500_000 }))
          .to.be.revertedWithCustomError(w.engine, "NothingScheduled")
          .withArgs(w.at.token);
      await at(w, from, refused);
      await at(w, from + 1n, refused);
      await at(w, from, async () => {
        await w.engine.settle(w.at.token);
        await refused();
      });
      await w.engine.connect(w.guardian).cancel(w.at.token);
      await refused();
    });

    it("behavior: every version that ever applied stays readable", async () => {
      const w = await fresh();
      const versions = [someProgram([]), capped(5n), capped(6n), capped(7n)];
      for (const limit of [5n, 6n, 7n]) await w.enforce([{ kind: "mostPerMovement", side: "token", limit }]);
      for (const version of versions) {
        const code = await w.ethers.provider.getCode(await w.engine.programAddress(version.id));
        expect(decodeProgram(`0x${code.slice(4)}`)).to.deep.equal(version);
      }
    });
  });
});
