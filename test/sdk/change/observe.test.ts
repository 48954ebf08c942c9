import { expect } from "chai";
import { type Address, type Hex, zeroHash } from "viem";
import { observe } from "../../../sdk/change/index.js";
import {
  ContractInvalidError,
  DeploymentMissingError,
  ParameterInvalidError,
  ReaderError,
  TokenUnknownError,
  WrongChainError,
} from "../../../sdk/errors/index.js";
import { type Program } from "../../../sdk/program/index.js";
import { type Reader } from "../../../sdk/reader/index.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { someProgram } from "../../fixtures/rules.js";
import { DAY, freshWalks, NOTICE, STEWARD_DELAY, type Walk } from "../../fixtures/walk.js";

const addressOf = (account: { readonly address: string }) => account.address as Address;
const readerOf = ({ connection }: Walk): Reader => connection.provider as unknown as Reader;
const seenOf = (walk: Walk) => observe(readerOf(walk), { token: walk.at.token });
const logsOf = ({ ethers }: Walk, address: string) => ethers.provider.getLogs({ address, fromBlock: 0 });
const ordered = <Item extends { readonly member: Address }>(items: readonly Item[]) =>
  [...items].sort((a, b) => (a.member.toLowerCase() < b.member.toLowerCase() ? -1 : 1));

describe("observe", () => {
  const freshWalk = freshWalks();

  it("default: the token, its registry, its program and who may change them", async () => {
    const walk = await freshWalk();
    const { at, admin, author, registrar, agent, agent2, guardian, steward } = walk;
    const seen = await observe(readerOf(walk), { token: at.token });
    const { engine, token, symbol, decimals, manager, registry, registryAuthority, notice, next, roles } = seen;
    expect({ engine, token, symbol, decimals, manager, registry, registryAuthority, notice, next }).to.deep.equal({
      ...{ engine: at.engine, token: at.token, symbol: "FND", decimals: 0, manager: at.manager },
      ...{ registry: 1, registryAuthority: at.manager, notice: NOTICE, next: null },
    });
    expect(seen.program?.rules).to.deep.equal([]);
    expect(seen.at.time).to.equal(await walk.now());
    expect(roles).to.deep.equal([
      { role: "admin", member: addressOf(admin), delay: 0n },
      { role: "ruleAuthor", member: addressOf(author), delay: 0n },
      { role: "registrar", member: addressOf(registrar), delay: 0n },
      ...ordered([agent, agent2].map((one) => ({ role: "transferAgent" as const, member: addressOf(one), delay: 0n }))),
      { role: "guardian", member: addressOf(guardian), delay: 0n },
      { role: "steward", member: addressOf(steward), delay: STEWARD_DELAY },
    ]);
  });

  it("args: block: as it was", async () => {
    const walk = await freshWalk();
    const block = BigInt(await walk.networkHelpers.time.latestBlock());
    await walk.enforce([{ kind: "mostUnits", limit: 5n }]);
    await walk.manager.connect(walk.admin).grantRole(2n, walk.stranger, 0n);
    const [before, now] = [await observe(readerOf(walk), { token: walk.at.token, block }), await seenOf(walk)];
    expect([before.program?.rules.length, now.program?.rules.length]).to.deep.equal([0, 1]);
    expect([before.roles.length, now.roles.length]).to.deep.equal([7, 8]);
  });

  it("args: fromBlock: the manager's own block gives the same", async () => {
    const walk = await freshWalk();
    const whole = await seenOf(walk);
    const [first] = await logsOf(walk, walk.at.manager);
    const fromBlock = BigInt(first?.blockNumber ?? 0);
    expect(await observe(readerOf(walk), { token: walk.at.token, fromBlock })).to.deep.equal(whole);
    const error = await errorOf(observe(readerOf(walk), { token: walk.at.token, fromBlock: fromBlock + 1n }));
    expect(error).to.be.instanceOf(ParameterInvalidError);
    expect(error.shortMessage).to.contain(`fromBlock\` is ${fromBlock + 1n},`);
  });

  it("behavior: a program that waits, and one that awaits lots as well", async () => {
    const walk = await freshWalk();
    const { engine, author, at, alice, agent } = walk;
    const from = (await walk.now()) + 2n * NOTICE;
    const wait = async (program: Program) => {
      await engine.connect(author).publish(program.bytes);
      await engine.connect(author).schedule(at.token, program.id, from);
      return (await seenOf(walk)).next;
    };
    const plain = someProgram([{ kind: "mostUnits", limit: 5n }]);
    expect(await wait(plain)).to.deep.equal({ programId: plain.id, program: plain, from, awaits: false });
    await engine.connect(walk.guardian).cancel(at.token);
    expect((await seenOf(walk)).next).to.equal(null);
    await walk.token.connect(agent).mint(alice, 5n);
    const lots = someProgram([{ kind: "holdingPeriod", side: "sender", window: 12, limit: 1n }]);
    expect(await wait(lots)).to.deep.include({ programId: lots.id, awaits: true });
    await walk.networkHelpers.time.increaseTo(from);
    expect(await seenOf(walk)).to.deep.include({ next: { programId: lots.id, program: lots, from, awaits: true } });
  });

  it("behavior: who will have a role has none yet", async () => {
    const walk = await freshWalk();
    const { manager, admin, stranger, networkHelpers } = walk;
    await networkHelpers.time.increase(5n * DAY);
    await manager.connect(admin).grantRole(5n, stranger, 60n);
    const since = (await walk.now()) + STEWARD_DELAY;
    const isStranger = ({ member }: { readonly member: Address }) => member === stranger.address;
    const grant = { roleId: 5n, role: "steward", member: stranger.address, since, delay: 60n, nextDelay: null };
    const before = await seenOf(walk);
    expect(before.grants.filter(isStranger)).to.deep.equal([grant]);
    expect(before.roles.filter(isStranger)).to.deep.equal([]);
    await networkHelpers.time.increaseTo(since - 1n);
    expect((await seenOf(walk)).roles.filter(isStranger)).to.deep.equal([]);
    await networkHelpers.time.increaseTo(since);
    expect((await seenOf(walk)).roles.filter(isStranger)).to.deep.equal([
      { role: "steward", member: stranger.address, delay: 60n },
    ]);
  });

  it("behavior: a published register until it expires or is revoked", async () => {
    const walk = await freshWalk();
    const { engine, registrar, guardian, registry } = walk;
    const until = (await walk.now()) + DAY;
    const publish = async (root: Hex) => {
      const { investors } = await engine.registryInfo(registry);
      await engine.connect(registrar).publishRoot(registry, root, investors + 1n, 5n, until);
      return { root, first: investors + 1n, count: 5, until };
    };
    const roots = [await publish(`0x${"11".repeat(32)}`), await publish(`0x${"22".repeat(32)}`)];
    expect((await seenOf(walk)).roots).to.deep.equal(roots);
    await engine.connect(guardian).revokeRoot(registry, roots[0]?.root ?? "0x");
    expect((await seenOf(walk)).roots).to.deep.equal(roots.slice(1));
    await walk.networkHelpers.time.increaseTo(until);
    expect((await seenOf(walk)).roots).to.deep.equal([]);
  });

  it("behavior: a node that gives the events of a few blocks only, and takes no block hash", async () => {
    const walk = await freshWalk();
    const inner = readerOf(walk);
    let refused = 0;
    const narrow: Reader = {
      request: ({ method, params }) => {
        const [first, second] = params as readonly [Record<string, Hex>?, unknown?];
        const span = method === "eth_getLogs" ? Number(first?.["toBlock"]) - Number(first?.["fromBlock"]) : 0;
        const byHash = typeof second === "object" && second !== null;
        if (span <= 3 && !byHash) return inner.request({ method, params });
        refused += 1;
        return Promise.reject(new Error(byHash ? "invalid argument" : "query exceeds max block range"));
      },
    };
    expect(await observe(narrow, { token: walk.at.token })).to.deep.equal(await seenOf(walk));
    expect(refused).to.be.greaterThan(10);
  });

  it("behavior: nothing but the pinned block is asked of, and nothing is sent", async () => {
    const walk = await freshWalk();
    const asked: { readonly method: string; readonly block: unknown }[] = [];
    const spy: Reader = {
      request: ({ method, params }) => {
        const [first, block] = params as readonly [Record<string, unknown>?, unknown?];
        asked.push({ method, block: method === "eth_getLogs" ? first?.["toBlock"] : block });
        return readerOf(walk).request({ method, params });
      },
    };
    const { at } = await observe(spy, { token: walk.at.token });
    const [number, blockHash] = [`0x${at.number.toString(16)}`, at.hash];
    for (const { method, block } of asked) {
      if (method === "eth_getLogs") expect(block).to.equal(number);
      if (method === "eth_call" || method === "eth_getCode") expect(block).to.deep.equal({ blockHash });
    }
    const methods = new Set(asked.map(({ method }) => method));
    expect([...methods].sort()).to.deep.equal([
      ...["eth_call", "eth_chainId", "eth_getBlockByNumber", "eth_getCode", "eth_getLogs"],
    ]);
    expect(asked.length).to.be.lessThan(50);
  });

  describe("errors", () => {
    it("error: TokenUnknownError, of a token that no registry has admitted", async () => {
      const walk = await freshWalk();
      await walk.factory.connect(walk.admin).clone(zeroHash, walk.at.manager, "A", "B", 0);
      const args = [walk.admin.address, zeroHash, walk.at.manager, "A", "B", 0] as const;
      const token = (await walk.factory.predictClone(...args)) as Address;
      expect(await errorOf(observe(readerOf(walk), { token }))).to.be.instanceOf(TokenUnknownError);
    });

    it("error: DeploymentMissingError, ContractInvalidError, WrongChainError", async () => {
      const walk = await freshWalk();
      const token = addressOf(walk.stranger);
      expect(await errorOf(observe(readerOf(walk), { token }))).to.be.instanceOf(DeploymentMissingError);
      const manager = { token: walk.at.manager };
      expect(await errorOf(observe(readerOf(walk), manager))).to.be.instanceOf(ContractInvalidError);
      const chain = { token: walk.at.token, chainId: 1 };
      expect(await errorOf(observe(readerOf(walk), chain))).to.be.instanceOf(WrongChainError);
    });

    it("error: ReaderError, where the node has forgotten the first events, and so perhaps others", async () => {
      const walk = await freshWalk();
      for (const forgotten of [walk.at.manager, walk.at.engine]) {
        const pruned: Reader = {
          request: async ({ method, params }) => {
            const answer = await readerOf(walk).request({ method, params });
            const [filter] = params as readonly [{ readonly address?: string }?];
            const isForgotten = method === "eth_getLogs" && filter?.address === forgotten;
            return isForgotten ? (answer as readonly unknown[]).slice(1) : answer;
          },
        };
        const error = await errorOf(observe(pruned, { token: walk.at.token }));
        expect(error).to.be.instanceOf(ReaderError);
        expect(error.shortMessage).to.contain(`the first events of ${forgotten}`);
      }
    });
  });
});
