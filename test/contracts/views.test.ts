import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import { MOST_UNITS, MOVEMENTS } from "../../sdk/kinds/index.js";
import { seeded } from "../differential/random.js";
import { answersTo, type EngineMovement } from "../fixtures/answers.js";
import { make } from "../fixtures/attempt.js";
import { admitFurther } from "../fixtures/further.js";
import { impersonate, rawMovement, revertDataOf, sendRaw } from "../fixtures/raw.js";
import { enrol, someWallet, someWallets } from "../fixtures/registers.js";
import { type SomeRule } from "../fixtures/rules.js";
import { FACTS, freshWalks, type Walk } from "../fixtures/walk.js";

/** As `HostileToken.Answers`. */
const HOSTILE = { Word: 0, Reverts: 1, Nothing: 2, Short: 3, Long: 4, BurnsGas: 5, Bomb: 6, AsksBack: 7 };
const KINDS = Object.values(MOVEMENTS).filter((kind) => kind !== MOVEMENTS.settlement);
const BUILT_IN = 0xffffn;
type Four = [string, string, string, string];

describe("views", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each. */
  async function held(): Promise<Walk> {
    const w = await fresh();
    for (const to of [w.alice, w.bob]) await make(w, { kind: "mint", to, amount: 100n });
    return w;
  }
  const movement = (w: Walk, some: Partial<EngineMovement> = {}): EngineMovement => ({
    ...rawMovement(w, { kind: "transfer", from: w.alice.address, to: w.bob.address, amount: 1n }),
    ...some,
  });
  const selector = (w: Walk, name: string) => w.reasons.interface.getError(name as "TokenPaused")!.selector;

  it("behavior: what is no token of the engine has no program", async () => {
    const w = await held();
    const program = (await w.engine.programsOf(w.at.token)).current;
    const plain = await (await w.ethers.deployContract("PlainToken", ["Plain", "PLN"])).getAddress();
    const precompile = `0x${"00".repeat(19)}02`;
    for (const token of [ZeroAddress, w.stranger.address, w.at.engine, w.at.manager, program, plain, precompile]) {
      const expected = {
        reason: selector(w, "ProgramMissing"),
        rule: BUILT_IN,
        subject: BigInt(token),
        measured: 0n,
        limit: 0n,
      };
      for (const kind of KINDS) {
        for (const amount of [0n, 1n, MaxUint256]) {
          const { findings } = await answersTo(w, movement(w, { token, kind, amount }), `${token}, kind ${kind}`);
          expect(findings).to.deep.equal([expected]);
        }
      }
    }
    const { found } = await w.engine.facts(movement(w, { token: plain }));
    expect(
      new Set(Array.from(found as unknown as Iterable<unknown>, Number)),
      "of whom nothing is known all is zero",
    ).to.deep.equal(new Set([0]));
  });

  it("behavior: no settlement is weighed, and no kind from 8 to 255, of whatever token", async () => {
    const w = await held();
    for (const kind of [MOVEMENTS.settlement, ...Array.from({ length: 248 }, (_, i) => 8 + i)]) {
      for (const token of kind % 50 === 8 ? [w.at.token, w.stranger.address] : [w.at.token]) {
        const { findings } = await answersTo(w, movement(w, { kind, token }), `kind ${kind}`);
        const expected = { reason: selector(w, "KindUnsupported"), rule: BUILT_IN, subject: BigInt(token) };
        expect(findings).to.deep.equal([{ ...expected, measured: BigInt(kind), limit: 7n }]);
      }
    }
  });

  it("behavior: amounts around and far above capacity", async () => {
    const w = await held();
    await w.enforce([
      { kind: "mostUnits", limit: 500n },
      { kind: "mostShare", limit: 1000n, window: 5000 },
    ]);
    const spender = w.spender.address;
    const most = MOST_UNITS;
    for (const [kind, amount, expected] of [
      [0, most, ["UnitsNotFree", "HoldingAboveLimit", "ShareAboveLimit"]],
      [1, most, ["SupplyAboveCapacity"]],
      [1, most - 200n, ["HoldingAboveLimit", "ShareAboveLimit"]],
      [1, most - 199n, ["SupplyAboveCapacity"]],
      [2, most, ["UnitsNotFree"]],
      [3, most, ["UnitsNotFree"]],
      ...KINDS.flatMap((each) =>
        [most + 1n, MaxUint256].map((above) => [each, above, ["AmountAboveCapacity"]] as const),
      ),
    ] as const) {
      const { reasons } = await answersTo(w, movement(w, { kind, amount }), `kind ${kind}`);
      expect(reasons, `kind ${kind} of ${amount}`).to.deep.equal(expected);
      if (kind !== MOVEMENTS.transfer) continue;
      const spent = await answersTo(w, movement(w, { kind, amount, spender }), `spent`);
      expect(spent.reasons).to.deep.equal(["ERC20InsufficientAllowance", ...expected]);
    }
  });

  it("behavior: a party that the kind does not have is ignored", async () => {
    const w = await held();
    for (const stranger of [w.stranger.address, ZeroAddress, w.at.token]) {
      expect((await answersTo(w, movement(w, { kind: MOVEMENTS.mint, from: stranger }))).allowed).to.be.true;
      expect((await answersTo(w, movement(w, { kind: MOVEMENTS.burn, to: stranger }))).allowed).to.be.true;
      for (const kind of [MOVEMENTS.mint, MOVEMENTS.burn, MOVEMENTS.forced]) {
        expect((await answersTo(w, movement(w, { kind, spender: stranger }))).allowed, "nobody spends").to.be.true;
      }
      const both = await answersTo(w, movement(w, { from: stranger, to: w.spender.address }));
      expect(both.reasons).to.deep.equal(["WalletUnknown", "WalletUnknown"]);
    }
  });

  it("behavior: whatever a token answers to whichever read, of whoever has eight wallets", async () => {
    const w = await held();
    const token = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await admitFurther(w, token, [
      { kind: "mostShare", limit: 1n, window: 1 },
      { kind: "leastHolding", side: "sender", limit: 2n },
    ]);
    await enrol(w, someWallets(0, 8));
    await enrol(w, someWallets(8, 16));
    for (const [name, answers] of Object.entries(HOSTILE)) {
      for (const word of [0n, 1n, MOST_UNITS, MOST_UNITS + 1n, MaxUint256]) {
        await token.answerWith(answers, word);
        for (const kind of KINDS) {
          for (const amount of [0n, 1n, MOST_UNITS]) {
            const asked = {
              token: at,
              kind,
              amount,
              from: someWallet(0),
              to: someWallet(15),
              spender: w.spender.address,
            };
            const { first } = await answersTo(w, movement(w, asked), `${name} ${word}, kind ${kind}, amount ${amount}`);
            // What answers every read by one word, and that a balance, is believed; all else is unreadable.
            const readable = answers === HOSTILE.Word && word <= MOST_UNITS;
            const subject = BigInt(at);
            if (!readable)
              expect([first.reason, first.subject]).to.deep.equal([selector(w, "TokenUnreadable"), subject]);
            else expect(first.reason).not.to.equal(selector(w, "TokenUnreadable"));
          }
        }
      }
    }
  });

  describe("of a token that is silent on some reads", () => {
    const share = { kind: "mostShare", limit: 1000n, window: 1000 } as const;

    /** 900 units are alice's, in the second wallet, and 500 bob's; the other rules come after the share rule, or before. */
    async function mute(rules: readonly SomeRule[] = []) {
      const w = await fresh();
      const token = await w.ethers.deployContract("MuteToken", [w.at.surfaces]);
      const at = await admitFurther(w, token, [{ ...share, movements: 1 }, ...rules]);
      await token.mint(w.alice2.address, 900n);
      await token.mint(w.bob.address, 500n);
      await impersonate(w, [w.agent.address]);
      /** What the views say is what happens. */
      const outcome = async (from: string, to: string, amount: bigint) => {
        const attempt = { kind: "transfer", from, to, amount } as const;
        const { allowed, first, reasons } = await answersTo(w, rawMovement(w, attempt, at), `${amount}`);
        const snapshot = await w.networkHelpers.takeSnapshot();
        const reverted = await sendRaw(w, attempt, at);
        await snapshot.restore();
        expect(reverted).to.equal(allowed ? undefined : revertDataOf(first));
        return reasons;
      };
      return { w, token, at, outcome };
    }

    it("behavior: the supply is asked for only where a share turns on it", async () => {
      const { w, token, outcome } = await mute();
      const [bob, carol] = [w.bob.address, w.carol.address];
      // 10 % of 1,400 units in all are 140; of the floor, 100.
      for (const [amount, heard, unheard] of [
        [100n, [], []],
        [101n, [], ["TokenUnreadable"]],
        [140n, [], ["TokenUnreadable"]],
        [141n, ["ShareAboveLimit"], ["TokenUnreadable"]],
      ] as const) {
        await token.mute(false, ZeroAddress);
        expect(await outcome(bob, carol, amount), `heard, ${amount}`).to.deep.equal(heard);
        await token.mute(true, ZeroAddress);
        expect(await outcome(bob, carol, amount), `unheard, ${amount}`).to.deep.equal(unheard);
      }
    });

    it("behavior: a mint asks for it always, a burn never", async () => {
      const { w, token, at } = await mute();
      await token.mute(true, ZeroAddress);
      const to = w.bob.address;
      const mint = await answersTo(w, movement(w, { token: at, kind: MOVEMENTS.mint, to }));
      expect(mint.reasons).to.deep.equal(["TokenUnreadable"]);
      await expect(token.mint(to, 1n)).to.be.revertedWithCustomError(w.reasons, "TokenUnreadable");
      expect((await answersTo(w, movement(w, { token: at, kind: MOVEMENTS.burn, from: to }))).allowed).to.be.true;
    });

    it("behavior: rules before the share rule speak first, in check, explain and enforcement", async () => {
      const { w, token, outcome } = await mute([
        { kind: "requiredStatuses", limit: 4n, movements: 1 },
        { kind: "mostPerMovement", limit: 90n, movements: 1 },
      ]);
      const [bob, carol] = [w.bob.address, w.carol.address];
      expect(await outcome(bob, carol, 141n)).to.deep.equal(["StatusMissing", "ShareAboveLimit", "MovementAboveMost"]);
      expect(await outcome(bob, carol, 101n)).to.deep.equal(["StatusMissing", "MovementAboveMost"]);
      await token.mute(true, ZeroAddress);
      expect(await outcome(bob, carol, 100n)).to.deep.equal(["StatusMissing", "MovementAboveMost"]);
      expect(await outcome(bob, carol, 101n)).to.deep.equal(["StatusMissing", "TokenUnreadable"]);
    });

    it("behavior: another wallet of a party is asked for only where its holding matters", async () => {
      const { w, token, at, outcome } = await mute();
      const [alice, alice2, bob, carol] = [w.alice, w.alice2, w.bob, w.carol].map(({ address }) => address) as Four;
      await token.mint(alice, 20n);
      await token.mute(false, alice2);
      expect(await outcome(bob, alice, 1n), "her share").to.deep.equal(["TokenUnreadable"]);
      expect(await outcome(alice, carol, 19n), "she keeps a unit in this wallet").to.deep.equal([]);
      expect(await outcome(alice, carol, 20n), "it empties: does she still hold?").to.deep.equal(["TokenUnreadable"]);
      const { found, readable } = await w.engine.facts(movement(w, { token: at }));
      expect([readable, found.senderBalance, found.senderHolding]).to.deep.equal([false, 20n, 0n]);
      await token.mute(false, ZeroAddress);
      const heard = await w.engine.facts(movement(w, { token: at }));
      expect([heard.readable, heard.found.senderHolding]).to.deep.equal([true, 920n]);
    });
  });

  it("behavior: checkMany judges each alone, whatever its neighbours are", async () => {
    const w = await held();
    await w.enforce([
      { kind: "mostPerMovement", side: "token", limit: 50n },
      { kind: "mostHolders", limit: 2n },
    ]);
    const hostile = await w.ethers.deployContract("HostileToken", [w.at.engine]);
    const at = await admitFurther(w, hostile);
    const random = seeded(5);
    const wallets = [w.alice, w.alice2, w.bob, w.carol, w.stranger].map(({ address }) => address);
    const batch = Array.from({ length: 60 }, () =>
      movement(w, {
        ...{ kind: random.int(6), token: random.pick([w.at.token, w.at.token, at, w.stranger.address]) },
        ...{
          from: random.pick(wallets),
          to: random.pick(wallets),
          amount: random.pick([0n, 1n, 50n, 51n, 100n, 101n]),
        },
        spender: random.pick([ZeroAddress, w.spender.address]),
      }),
    );
    for (const answers of [HOSTILE.Word, HOSTILE.BurnsGas, HOSTILE.Bomb, HOSTILE.AsksBack]) {
      await hostile.answerWith(answers, 7n);
      const many = await w.engine.checkMany(batch);
      expect(many).to.have.length(batch.length);
      for (const [index, { allowed, first, program }] of many.entries()) {
        const one = await w.engine.check(batch[index]!);
        expect([allowed, first, program], `item ${index}`).to.deep.equal([one.allowed, one.first, one.program]);
      }
    }
    expect([...(await w.engine.checkMany([]))]).to.deep.equal([]);
  });

  it("behavior: explain goes on where check stops, in the order of the program", async () => {
    const w = await held();
    await w.enforce([
      { kind: "forbiddenStates", limit: 2n },
      { kind: "requiredStatuses", limit: 1n },
      { kind: "requiredStatuses", limit: 2n },
      { kind: "mostUnits", limit: 10n },
      { kind: "leastHolding", side: "sender", limit: 90n },
      { kind: "mostPerMovement", side: "token", limit: 5n },
    ]);
    await w.engine.connect(w.registrar).update(w.registry, w.bob.address, { ...FACTS.bob, states: 3, statuses: 2 });
    await w.token.connect(w.agent).setWalletFrozen(w.alice.address, true);
    await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 95n);
    await w.token.connect(w.guardian).pause();
    const engine = ["TokenPaused", "InvestorBlocked", "WalletFrozen", "UnitsNotFree"];
    const rules = ["ForbiddenState", "StatusMissing", "HoldingAboveLimit", "HoldingBelowLeast", "MovementAboveMost"];
    const { reasons, findings } = await answersTo(w, movement(w, { amount: 20n }));
    expect(reasons).to.deep.equal([...engine, ...rules]);
    expect(findings.map(({ rule }) => rule)).to.deep.equal([...engine.map(() => BUILT_IN), 0n, 1n, 3n, 4n, 5n]);
    const forced = await answersTo(w, movement(w, { kind: MOVEMENTS.forced, amount: 101n }));
    expect(forced.reasons).to.deep.equal(["InvestorBlocked", "UnitsNotFree"]);
    const whole = await answersTo(w, movement(w, { amount: 100n }));
    expect(whole.reasons, "a whole exit keeps too little of nothing").not.to.include("HoldingBelowLeast");
  });
});
