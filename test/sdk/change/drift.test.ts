import { expect } from "chai";
import { type Address, type Hex } from "viem";
import {
  type Difference,
  drift,
  type DriftParameters,
  type DriftReport,
  type Expected,
} from "../../../sdk/change/index.js";
import { RulebookCompileError } from "../../../sdk/errors/index.js";
import { compile } from "../../../sdk/program/index.js";
import { type Reader } from "../../../sdk/reader/index.js";
import { enforceRulebook } from "../../fixtures/enforceRulebook.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { DAY, freshWalks, NOTICE, STEWARD_DELAY, type Walk } from "../../fixtures/walk.js";
import { expectedOf, memberOf, PLANTS, publish, scheduledBySteward } from "./plants.js";

const paths = ({ differences }: DriftReport) => differences.map(({ path }) => path);
const sorted = (list: readonly string[]) => [...list].sort();

describe("drift", () => {
  const fresh = freshWalks();
  let w: Walk;
  let expected: Expected;
  let snapshot: Awaited<ReturnType<Walk["networkHelpers"]["takeSnapshot"]>>;

  before(async () => {
    w = await fresh();
    await enforceRulebook(w, fundOfTest());
    expected = expectedOf(w);
    snapshot = await w.networkHelpers.takeSnapshot();
  });
  afterEach(() => snapshot.restore());

  const ask = (some: Partial<DriftParameters> = {}) =>
    drift(w.connection.provider as unknown as Reader, { token: w.at.token, rulebook: fundOfTest(), expected, ...some });
  const only = async (some?: Partial<DriftParameters>): Promise<Difference> => {
    const { differences } = await ask(some);
    const [first] = differences;
    expect(differences).to.have.length(1);
    return first as Difference;
  };

  it("default: nothing differs after the walk, by the SDK's own calls", async () => {
    const { at, differences, compiledOn } = await ask();
    expect({ differences, compiledOn, time: at.time }).to.deep.equal({
      ...{ differences: [], compiledOn: null, time: await w.now() },
    });
  });

  describe("behavior: found is what was planted", () => {
    for (const { name, plant } of PLANTS)
      it(name, async () => {
        const planted = await plant(w);
        expect(paths(await ask())).to.deep.equal(sorted(planted));
      });

    it("all of it at once", async () => {
      const planted: string[] = [];
      for (const { plant, alone } of PLANTS) if (alone === undefined) planted.push(...(await plant(w)));
      expect(planted.length).to.be.greaterThan(30);
      expect(paths(await ask())).to.deep.equal(sorted(planted));
    });
  });

  describe("behavior: what was found, in words", () => {
    it("a member, and the delay of another", async () => {
      await w.manager.connect(w.admin).grantRole(3n, w.stranger, 3_600n);
      await w.manager.connect(w.admin).grantRole(1n, w.author, 60n);
      expect((await ask()).differences).to.deep.equal([
        {
          path: `roles.ruleAuthor.${w.author.address}.delay`,
          ...{ wanted: "0 seconds", found: "60 seconds" },
        },
        {
          path: `roles.transferAgent.${w.stranger.address}`,
          ...{ wanted: null, found: "member, delay 3600 seconds" },
        },
      ]);
    });

    it("an operation: what, by whom, when", async () => {
      const data = w.engine.interface.encodeFunctionData("setTokenAuthority", [w.at.token, w.stranger.address]);
      await w.networkHelpers.time.setNextBlockTimestamp(2_000_000_000n);
      const id = await scheduledBySteward(w, data);
      const who = `setTokenAuthority of the engine by ${w.steward.address}`;
      expect(await only()).to.deep.equal({
        path: `operations.${id}`,
        wanted: null,
        found: `${who}, from 20 May 2033 at 03:33:20 UTC until 27 May 2033 at 03:33:20 UTC`,
      });
    });

    it("a function and its roles", async () => {
      await w.manager.connect(w.admin).setTargetFunctionRole(w.at.token, ["0x40c10f19"], 2n ** 64n - 1n);
      expect(await only()).to.deep.equal({
        path: "functions.token.mint",
        ...{ wanted: "transferAgent", found: "everybody" },
      });
    });

    it("registrar and attester, wanted and found", async () => {
      await w.engine.connect(w.admin).setRegistrar(w.registry, w.carol, 1n, 2n);
      const account = w.carol.address as Address;
      const registrars = [{ account, statuses: 0x8000_0000, states: 0 }];
      const attesters = [{ account, mask: 3, enrols: true }];
      expect((await ask({ expected: { ...expected, registrars, attesters } })).differences).to.deep.equal([
        { path: `attesters.${account}`, wanted: "evidence 0x3, may enrol", found: null },
        {
          path: `registrars.${account}`,
          wanted: "statuses 0x80000000, states 0x0",
          found: "statuses 0x1, states 0x2",
        },
      ]);
    });
  });

  describe("behavior: what is none of it", () => {
    it("labels, roles that reach nothing, and operations elsewhere", async () => {
      const manager = w.manager.connect(w.admin);
      await manager.labelRole(2n, "ANOTHER");
      await manager.grantRole(99n, w.stranger, 60n);
      await manager.setTargetFunctionRole(w.stranger, ["0x12345678"], 99n);
      await w.manager.connect(w.stranger).schedule(w.stranger, "0x12345678", 0n);
      expect(paths(await ask())).to.deep.equal([]);
    });

    it("what was taken back", async () => {
      const { manager, engine, admin, registry, carol } = w;
      await manager.connect(admin).grantRole(2n, carol, 0n);
      await manager.connect(admin).revokeRole(2n, carol);
      await engine.connect(admin).setRegistrar(registry, carol, 1n, 1n);
      await engine.connect(admin).setRegistrar(registry, carol, 0n, 0n);
      await engine.connect(admin).setAttester(registry, carol, { mask: 1n, enrols: false });
      await engine.connect(admin).setAttester(registry, carol, { mask: 0n, enrols: false });
      const data = engine.interface.encodeFunctionData("setTokenAuthority", [w.at.token, w.stranger.address]);
      await scheduledBySteward(w, data);
      await manager.connect(w.guardian).cancel(w.steward, w.at.engine, data);
      expect(paths(await ask())).to.deep.equal([]);
    });

    it("a facade that somebody opened", async () => {
      const surfaces = await w.ethers.getContractAt("ISecurityTokenSurfaces", w.at.token);
      await surfaces.openFacades();
      expect(paths(await ask())).to.deep.equal([]);
    });
  });

  describe("behavior: time", () => {
    it("a grant that takes effect later is found before and after", async () => {
      const manager = w.manager.connect(w.admin);
      await w.networkHelpers.time.increase(5n * DAY);
      await manager.grantRole(5n, w.stranger, 60n);
      const path = `roles.steward.${w.stranger.address}`;
      const before = await only();
      expect(before.path).to.equal(path);
      expect(before.found).to.match(/^member, delay 60 seconds, from \d+ \w+ \d{4} at /);
      await w.networkHelpers.time.increase(STEWARD_DELAY - 2n);
      expect((await only()).found).to.equal(before.found);
      await w.networkHelpers.time.increase(2n);
      expect(await only()).to.deep.equal({ path, wanted: null, found: "member, delay 60 seconds" });
    });

    it("a delay that ends is found before and after", async () => {
      await w.manager.connect(w.admin).grantRole(5n, w.steward, 60n);
      expect((await only()).found).to.match(/^172800 seconds, 60 seconds from \d+ /);
      await w.networkHelpers.time.increase(STEWARD_DELAY);
      expect((await only()).found).to.equal("60 seconds");
    });

    it("the delays of a fresh manager are in force after five days", async () => {
      await w.networkHelpers.time.increase(5n * DAY);
      expect(paths(await ask())).to.deep.equal([]);
    });

    it("an operation that nobody executed within its week is gone", async () => {
      const data = w.engine.interface.encodeFunctionData("setTokenAuthority", [w.at.token, w.stranger.address]);
      const path = `operations.${await scheduledBySteward(w, data)}`;
      await w.networkHelpers.time.increase(STEWARD_DELAY + 7n * DAY - 1n);
      expect(paths(await ask())).to.deep.equal([path]);
      await w.networkHelpers.time.increase(1n);
      expect(paths(await ask())).to.deep.equal([]);
    });
  });

  describe("args: expected", () => {
    it("what is not stated is not compared; functions, operations, the next program and code always are", async () => {
      const planted: string[] = [];
      for (const { plant, alone } of PLANTS) if (alone === undefined) planted.push(...(await plant(w)));
      const stated = /^roles\.(?!78\.|99\.)[^.]+\.(?:0x|grantDelay)|^manager\.|^registrars\.|^attesters\.|^roots\./;
      expect(paths(await ask({ expected: undefined }))).to.deep.equal(
        sorted(planted.filter((one) => !stated.test(one))),
      );
    });

    it("one role stated, and nobody else", async () => {
      await w.manager.connect(w.admin).grantRole(2n, w.stranger, 0n);
      await w.manager.connect(w.admin).grantRole(3n, w.stranger, 0n);
      const roles = { registrar: [memberOf(w.registrar)] };
      expect(paths(await ask({ expected: { roles } }))).to.deep.equal([`roles.registrar.${w.stranger.address}`]);
    });

    it("a member who is missing, in lower case", async () => {
      const member = w.carol.address.toLowerCase() as Address;
      const roles = { guardian: [memberOf(w.guardian), { member, delay: 0n }] };
      expect(await only({ expected: { roles } })).to.deep.equal({
        path: `roles.guardian.${w.carol.address}`,
        ...{ wanted: "member, delay 0 seconds", found: null },
      });
    });

    it("next: a program that may wait, and from when", async () => {
      const programId = await publish(w, 9n);
      const from = (await w.now()) + 2n * DAY;
      await w.engine.connect(w.author).schedule(w.at.token, programId, from);
      const next = { programId: programId.toUpperCase().replace("0X", "0x") as Hex };
      expect(paths(await ask())).to.deep.equal(["next.programId"]);
      expect(paths(await ask({ expected: { next } }))).to.deep.equal([]);
      expect(paths(await ask({ expected: { next: { ...next, from } } }))).to.deep.equal([]);
      expect((await only({ expected: { next: { ...next, from: from + 1n } } })).path).to.equal("next.from");
      const other = { programId: w.token.interface.getFunction("mint").selector as Hex };
      expect(await only({ expected: { next: other } })).to.deep.equal({
        path: "next.programId",
        ...{ wanted: other.programId, found: programId },
      });
    });

    it("next: what the rulebook itself compiles to may always wait, and is not in force yet", async () => {
      const rulebook = fundOfTest({ title: "Fund of Test, second version" });
      const { id, bytes } = compile(rulebook, { asOf: await w.now() });
      await w.engine.connect(w.author).publish(bytes);
      await w.engine.connect(w.author).schedule(w.at.token, id, (await w.now()) + 2n * DAY);
      expect(paths(await ask({ rulebook }))).to.deep.equal(["program.id", "program.rulebook"]);
      await w.networkHelpers.time.increase(2n * DAY);
      expect(paths(await ask({ rulebook }))).to.deep.equal([]);
    });

    it("operations, roots, notice, engine, manager", async () => {
      const data = w.engine.interface.encodeFunctionData("setTokenAuthority", [w.at.token, w.stranger.address]);
      const id = await scheduledBySteward(w, data);
      expect(paths(await ask({ expected: { operations: [id] } }))).to.deep.equal([]);
      const other = w.stranger.address as Address;
      const wrong = { engine: other, manager: other, registryAuthority: other, notice: NOTICE + 1n, roots: [id] };
      expect(paths(await ask({ expected: { ...wrong, operations: [id] } }))).to.deep.equal([
        ...["authority", "engine", "notice", "registry.authority", `roots.${id}`],
      ]);
    });
  });

  describe("args: asOf", () => {
    /** Its rule of policy ceases to be in force at the end of 2030. */
    const passing = () => {
      const [first, ...others] = fundOfTest().provisions;
      return fundOfTest({
        provisions: [{ ...first, effective: { from: "2020-01-01", through: "2030-12-31" } }, ...others],
      });
    };
    const NEW_YEAR = 1_924_992_000n;

    it("the same rulebook, another day: its program differs, and the day is found", async () => {
      const rulebook = passing();
      const { id } = await enforceRulebook(w, rulebook);
      expect(await ask({ rulebook })).to.deep.include({ differences: [], compiledOn: null });
      expect(await ask({ rulebook, asOf: NEW_YEAR - 1n })).to.deep.include({ differences: [], compiledOn: null });
      const { differences, compiledOn } = await ask({ rulebook, asOf: NEW_YEAR });
      const wanted = compile(rulebook, { asOf: NEW_YEAR }).id;
      expect(differences).to.deep.equal([{ path: "program.id", wanted, found: id }]);
      expect(compile(rulebook, { asOf: compiledOn ?? NEW_YEAR }).id).to.equal(id);
    });

    it("default: the day of the block", async () => {
      const rulebook = passing();
      await enforceRulebook(w, rulebook);
      await w.networkHelpers.time.increaseTo(NEW_YEAR - 1n);
      expect(paths(await ask({ rulebook }))).to.deep.equal([]);
      await w.networkHelpers.time.increaseTo(NEW_YEAR);
      expect(paths(await ask({ rulebook }))).to.deep.equal(["program.id"]);
    });
  });

  it("error: RulebookCompileError", async () => {
    const error = await errorOf(ask({ rulebook: { ...fundOfTest(), scheme: "mars" } }));
    expect(error).to.be.instanceOf(RulebookCompileError);
  });
});
