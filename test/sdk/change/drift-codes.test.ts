import { expect } from "chai";
import { type Address, type Hex, keccak256 } from "viem";
import { configureManager, deployClone, drift, type DriftParameters, observe } from "../../../sdk/change/index.js";
import { RUNTIME_CODES } from "../../../sdk/change/runtimeCodes.js";
import { ContractInvalidError } from "../../../sdk/errors/index.js";
import { type Reader } from "../../../sdk/reader/index.js";
import { enforceRulebook } from "../../fixtures/enforceRulebook.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { freshWalks, NOTICE, STEWARD_DELAY, type Walk } from "../../fixtures/walk.js";
import { expectedOf, memberOf, placesOf, recode, scheduledBySteward } from "./plants.js";

const readerOf = ({ connection }: Walk) => connection.provider as unknown as Reader;
/** The code with other 32 bytes from a place on. */
const written = (code: string, place: number, word: string) =>
  `${code.slice(0, 2 + 2 * place)}${word}${code.slice(2 + 2 * (place + 32))}`;
const ANOTHER = `${"00".repeat(12)}${"be".repeat(20)}`;

describe("drift of code and authorities", () => {
  const fresh = freshWalks();
  let w: Walk;
  let snapshot: Awaited<ReturnType<Walk["networkHelpers"]["takeSnapshot"]>>;

  before(async () => {
    w = await fresh();
    await enforceRulebook(w, fundOfTest());
    snapshot = await w.networkHelpers.takeSnapshot();
  });
  afterEach(() => snapshot.restore());

  const ask = async (some: Partial<DriftParameters> = {}) => {
    const all = { token: w.at.token, rulebook: fundOfTest(), expected: expectedOf(w), ...some };
    return (await drift(readerOf(w), all)).differences;
  };

  describe("behavior: code", () => {
    it("every contract of the token is looked at", async () => {
      const { codes } = await observe(readerOf(w), { token: w.at.token, factory: w.at.factory });
      const found = Object.fromEntries(codes.map(({ contract, address }) => [contract, address.toLowerCase()]));
      const places = { ...(await placesOf(w)), TokenFactory: w.at.factory };
      expect(found).to.deep.equal(
        Object.fromEntries(Object.entries(places).map(([contract, address]) => [contract, address.toLowerCase()])),
      );
      for (const { contract, hash } of codes) expect(hash, contract).to.equal(RUNTIME_CODES[contract].hash);
    });

    it("says which code was found", async () => {
      await recode(w, "WeighbridgeAdmin", (code) => `${code}00`);
      const found = keccak256((await w.ethers.provider.getCode(await w.engine.admin())) as Hex);
      expect(await ask()).to.deep.equal([
        { path: "code.WeighbridgeAdmin", wanted: RUNTIME_CODES.WeighbridgeAdmin.hash, found },
      ]);
    });

    it("an immutable that says two things, one to whoever asks and one to who enforces", async () => {
      // The engine, at the last of its places: the view reads another.
      const [, places] = RUNTIME_CODES.SecurityToken.immutables;
      await recode(w, "SecurityToken", (code) => written(code, places.at(-1) ?? 0, ANOTHER));
      expect(await w.token.engine()).to.equal(w.at.engine);
      expect((await ask()).map(({ path }) => path)).to.deep.equal(["code.SecurityToken"]);
    });

    it("no code where the third half should be, and nothing is looked for behind it", async () => {
      await recode(w, "WeighbridgeEnrolment", () => "0x");
      expect(await ask()).to.deep.equal([
        { path: "code.WeighbridgeEnrolment", wanted: RUNTIME_CODES.WeighbridgeEnrolment.hash, found: null },
      ]);
    });

    it("a half that the engine enters, at another address, with other code", async () => {
      const [places] = RUNTIME_CODES.Weighbridge.immutables;
      const other = `0x${ANOTHER.slice(24)}`;
      await w.networkHelpers.setCode(other, `${await w.ethers.provider.getCode(await w.engine.admin())}fe`);
      await recode(w, "Weighbridge", (code) => places.reduce((all, place) => written(all, place, ANOTHER), code));
      expect((await ask()).map(({ path }) => path)).to.deep.equal(["code.WeighbridgeAdmin"]);
    });

    it("a clone in place of the engine is another contract", async () => {
      const copy = `0x${"ab".repeat(20)}`;
      await w.networkHelpers.setCode(copy, await w.ethers.provider.getCode(w.at.engine));
      await recode(w, "Weighbridge", () => `0x363d3d373d3d3d363d73${copy.slice(2)}5af43d82803e903d91602b57fd5bf3`);
      expect((await ask()).map(({ path }) => path)).to.deep.equal(["code.Weighbridge"]);
    });

    it("error: ContractInvalidError, where the engine does not even answer", async () => {
      await recode(w, "Weighbridge", () => "0x5f5ffd");
      expect(await errorOf(ask())).to.be.instanceOf(ContractInvalidError);
    });
  });

  describe("behavior: clones", () => {
    const clone = async () => {
      const implementation = (await w.factory.implementation()) as Address;
      const { address, call } = deployClone({
        ...{ factory: w.at.factory, implementation, deployer: w.admin.address as Address },
        ...{ initialAuthority: w.at.manager, name: "Clone", symbol: "CLN", decimals: 0 },
      });
      await w.send(w.admin, call);
      await w.engine.connect(w.admin).admit(w.registry, address, w.at.manager, NOTICE);
      return { token: address, implementation };
    };

    it("a clone that nobody has set up: its program is missing, and its functions are the administrator's", async () => {
      const { token } = await clone();
      const found = await ask({ token });
      expect(found.filter(({ path }) => !path.startsWith("functions.token.")).map(({ path }) => path)).to.deep.equal([
        "program.id",
      ]);
      expect(found).to.deep.include({ path: "functions.token.mint", wanted: "transferAgent", found: "admin" });
    });

    it("a clone that is set up does not differ; its implementation's code counts", async () => {
      const { token, implementation } = await clone();
      const { engine, manager } = w.at;
      const calls = configureManager({ engine, manager, tokens: [token], members: [] });
      for (const call of calls) await w.send(w.admin, call);
      await enforceRulebook({ ...w, at: { ...w.at, token } }, fundOfTest());
      expect(await ask({ token })).to.deep.equal([]);
      await w.networkHelpers.setCode(implementation, `${await w.ethers.provider.getCode(implementation)}00`);
      expect((await ask({ token })).map(({ path }) => path)).to.deep.equal(["code.SecurityToken"]);
    });
  });

  describe("behavior: authorities", () => {
    const handOver = async (authority: string) => {
      const data = w.engine.interface.encodeFunctionData("setTokenAuthority", [w.at.token, authority]);
      await scheduledBySteward(w, data);
      await w.networkHelpers.time.increase(STEWARD_DELAY);
      await w.steward.sendTransaction({ to: w.at.engine, data });
    };

    it("the token under another manager, set up in the same way: one difference, or two for who states nothing", async () => {
      const other = (await (await w.ethers.deployContract("AccessManager", [w.admin])).getAddress()) as Address;
      const members = Object.entries(expectedOf(w).roles ?? {}).flatMap(([role, list]) =>
        list.map(({ member: account, delay }) => ({ role, account, delay }) as const),
      ) as Parameters<typeof configureManager>[0]["members"];
      const calls = configureManager({ manager: other, engine: w.at.engine, tokens: [w.at.token], members });
      for (const call of calls) await w.send(w.admin, call);
      await handOver(other);
      expect(await ask()).to.deep.equal([{ path: "authority", wanted: w.at.manager, found: other }]);
      expect((await ask({ expected: undefined })).map(({ path }) => path)).to.deep.equal([
        ...["authority", "registry.authority"],
      ]);
      expect(await ask({ expected: { ...expectedOf(w), manager: other } })).to.deep.equal([]);
    });

    it("the token under a manager that nobody has set up: nobody but its administrator may call", async () => {
      await handOver(await (await w.ethers.deployContract("AccessManager", [w.stranger])).getAddress());
      const found = await ask({ expected: { ...expectedOf(w), roles: { admin: [memberOf(w.admin)] } } });
      expect(found.map(({ path }) => path)).to.include.members([
        ...["authority", "functions.engine.schedule", "roles.steward.guardian"],
        ...[`roles.admin.${w.admin.address}`, `roles.admin.${w.stranger.address}`],
      ]);
    });

    it("error: ContractInvalidError, where the token's authority is no AccessManager", async () => {
      const authority = await (await w.ethers.deployContract("HostileAuthority")).getAddress();
      await handOver(authority);
      const error = await errorOf(ask());
      expect(error).to.be.instanceOf(ContractInvalidError);
      expect(error.shortMessage).to.equal(
        `The contract at ${authority} is no AccessManager of OpenZeppelin: it does not answer \`expiration\` as one does.`,
      );
    });
  });
});
