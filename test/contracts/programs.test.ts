import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { concatHex, getCreate2Address, type Hex, keccak256, numberToHex, size, slice } from "viem";
import { HEADER_WORD, readField } from "../../sdk/kinds/index.js";
import { assembleProgram, decodeProgram, type Program } from "../../sdk/program/index.js";
import { type Attempt, asMovement, expectAllowed } from "../fixtures/attempt.js";
import { MALFORMED } from "../fixtures/malformed.js";
import { someRule, type SomeRule } from "../fixtures/rules.js";
import { freshWalks, NOTICE, type Walk } from "../fixtures/walk.js";

const RULEBOOK: Hex = `0x${"5b".repeat(32)}`;

/** At most so many units a movement. */
const capped = (limit: bigint): Program => {
  const rules = [someRule({ kind: "mostPerMovement", side: "token", limit })];
  return assembleProgram({ rules, countrySets: [], provisions: [`0x${"01".repeat(32)}`], rulebook: RULEBOOK });
};

/** 32 sets of two countries each, of which 840 and 276 are none. */
const SETS = Array.from({ length: 32 }, (_, set) => [2 * set + 300, 2 * set + 301]);
const PROVISIONS = Array.from({ length: 128 }, (_, index) => numberToHex(index + 1, { size: 32 }));

/** The largest program there may be: 256 rules that use 32 sets and 128 provisions. */
function largest(rule: (index: number) => SomeRule): Program {
  const rules = Array.from({ length: 256 }, (_, index) => someRule({ provision: index % 128, ...rule(index) }));
  return assembleProgram({ rules, countrySets: SETS, provisions: PROVISIONS, rulebook: RULEBOOK });
}

describe("programs", () => {
  const fresh = freshWalks();
  const published = async (w: Walk, ...programs: readonly Pick<Program, "bytes">[]) => {
    for (const { bytes } of programs) await (await w.engine.connect(w.stranger).publish(bytes)).wait();
  };

  describe("publish", () => {
    it("default: stores the bytes behind a STOP, where their hash says, and names the rulebook", async () => {
      const w = await fresh();
      const { id, bytes } = capped(5n);
      expect(id).to.equal(keccak256(bytes));
      const creation = concatHex(["0x61", numberToHex(size(bytes) + 1, { size: 2 }), "0x80600a5f395ff300", bytes]);
      const place = getCreate2Address({ from: w.at.engine, salt: id, bytecode: creation });
      expect(await w.engine.programAddress(id)).to.equal(ZeroAddress);
      await expect(w.engine.connect(w.stranger).publish(bytes))
        .to.emit(w.engine, "ProgramPublished")
        .withArgs(id, place, RULEBOOK);
      expect(await w.engine.programAddress(id)).to.equal(place);
      const code = (await w.ethers.provider.getCode(place)) as Hex;
      expect(code).to.equal(concatHex(["0x00", bytes]));
      expect(decodeProgram(`0x${code.slice(4)}`)).to.deep.equal(capped(5n));
    });

    it("behavior: a second time, by somebody else, changes nothing and gives the same id", async () => {
      const w = await fresh();
      const { id, bytes } = capped(5n);
      await published(w, capped(5n));
      const place = await w.engine.programAddress(id);
      expect(await w.engine.publish.staticCall(bytes)).to.equal(id);
      await expect(w.engine.connect(w.bob).publish(bytes)).not.to.emit(w.engine, "ProgramPublished");
      expect(await w.engine.programAddress(id)).to.equal(place);
    });

    it("behavior: calling a program does nothing", async () => {
      const w = await fresh();
      await published(w, capped(5n));
      const to = await w.engine.programAddress(capped(5n).id);
      for (const data of ["0x", "0x57425031", capped(5n).bytes]) {
        expect(await w.ethers.provider.call({ to, data })).to.equal("0x");
        const receipt = await (await w.stranger.sendTransaction({ to, data })).wait();
        expect(receipt?.logs).to.deep.equal([]);
      }
    });

    it("error: what is malformed is stored nowhere", async () => {
      const w = await fresh();
      for (const [what, bytes, error] of MALFORMED.filter((_, index) => index % 7 === 0)) {
        const attempt = w.engine.publish(bytes, { gasLimit: 10_000_000 });
        await expect(attempt, what).to.be.revertedWithCustomError(w.engine, error);
        expect(await w.engine.programAddress(keccak256(bytes)), what).to.equal(ZeroAddress);
      }
    });
  });

  describe("the largest program", () => {
    const CAP = 16_777_216n;
    const set = (index: number) => ({ set: index % 32, outside: true });

    /** Publishes it within the cap, and puts it in force. */
    async function enforced(w: Walk, { id, bytes }: Program): Promise<void> {
      const guards = Number(readField(BigInt(slice(bytes, 0, 32)), HEADER_WORD.guards));
      expect(size(bytes)).to.equal(32 + 32 * 128 + 256 * 32 + 128 * 32 + 32 + guards * 32);
      const { gasUsed } = (await (await w.engine.publish(bytes, { gasLimit: CAP })).wait())!;
      expect(gasUsed < CAP).to.be.true;
      const from = (await w.now()) + NOTICE + 60n;
      await w.engine.connect(w.author).schedule(w.at.token, id, from);
      await w.networkHelpers.time.increaseTo(from);
      await w.engine.settle(w.at.token);
    }

    for (const [what, rule] of [
      // The dearest that every transfer walks: sets of both parties, roles of the other.
      [
        "that asks where both parties reside",
        (n: number) => ({
          kind: "countryNotIn",
          limit: BigInt(n % 32),
          countrySet: set(n),
          otherCountrySet: set(n + 1),
          liftedBy: n + 1,
        }),
      ],
      [
        "that adds up holders of many lanes",
        (n: number) => ({ kind: "mostHolders", limit: BigInt(n + 3), countrySet: set(n), modes: n % 2 === 0 ? 0 : 2 }),
      ],
      [
        "that asks for a share of the supply",
        (n: number) => ({ kind: "mostShare", limit: 50_000n, window: 9_744 + n, countrySet: set(n) }),
      ],
    ] as readonly (readonly [string, (index: number) => SomeRule])[]) {
      it(`default: one ${what} is published, and movements under it pass, within the cap of a transaction`, async () => {
        const w = await fresh();
        await enforced(w, largest(rule));
        for (const attempt of [
          { kind: "mint", to: w.carol, amount: 1000n },
          { kind: "mint", to: w.bob, amount: 48_000n },
          { kind: "mint", to: w.alice2, amount: 48_000n },
          { kind: "transfer", from: w.bob, to: w.alice, amount: 1000n },
          { kind: "burn", from: w.carol, amount: 1000n },
          { kind: "transfer", from: w.bob, to: w.carol, amount: 47_000n },
        ] as const satisfies readonly Attempt[]) {
          await expectAllowed(w, attempt);
        }
      });
    }

    it("behavior: explain lists 256 findings within the cap", async () => {
      const w = await fresh();
      await enforced(
        w,
        largest((n) => ({ kind: "countryIn", limit: BigInt(n % 32), countrySet: set(n), liftedBy: n + 1 })),
      );
      const asked = asMovement(w, { kind: "mint", to: w.bob, amount: 1n });
      const [findings] = await w.engine.explain(asked, { gasLimit: CAP });
      expect(findings.map(({ rule }) => rule)).to.deep.equal(Array.from({ length: 256 }, (_, index) => BigInt(index)));
      expect((await w.engine.check(asked)).first).to.deep.equal(findings[0]);
    });
  });
});
