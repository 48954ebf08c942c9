import { expect } from "chai";
import { network } from "hardhat";
import { type Hash } from "viem";
import {
  BlockUnknownError,
  ChainUnreachableError,
  ParameterInvalidError,
  ReaderError,
  WrongChainError,
} from "../../../sdk/errors/index.js";
import { pin, type Reader } from "../../../sdk/reader/index.js";
import { errorOf } from "../../fixtures/errorOf.js";

const HASH = `0x${"ab".repeat(32)}` as const;
const HEADER = { number: "0x7", hash: HASH, timestamp: "0x64" };

/** A node that answers this, by method. */
const node = (answers: Readonly<Record<string, unknown>>): Reader => ({
  request: ({ method }) => {
    const known: Readonly<Record<string, unknown>> = { eth_chainId: "0x1", ...answers };
    const answer = known[method];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  },
});

describe("pin", () => {
  it("default: the last block, with the chain's id and time", async () => {
    const { provider, networkHelpers } = await network.create();
    await networkHelpers.mine(3);
    const at = await pin(provider);
    expect({ ...at, hash: at.hash.length }).to.deep.equal({
      chainId: 31337,
      number: 3n,
      hash: 66,
      time: BigInt(await networkHelpers.time.latest()),
    });
  });

  it("behavior: by number, by tag, by hash, and by what was pinned before", async () => {
    const { provider, networkHelpers } = await network.create();
    await networkHelpers.mine(3);
    const second = await pin(provider, { block: 2n });
    expect(second.number).to.equal(2n);
    expect(await pin(provider, { block: { hash: second.hash } })).to.deep.equal(second);
    expect(
      await pin(provider, { block: { hash: second.hash.toUpperCase().replace("0X", "0x") as Hash } }),
    ).to.deep.equal(second);
    expect(await pin(provider, { block: second })).to.deep.equal(second);
    expect(await pin(provider, { block: "latest", chainId: 31337 })).to.deep.equal(await pin(provider));
  });

  it("error: WrongChainError", async () => {
    const error = await errorOf(pin(node({ eth_getBlockByNumber: HEADER }), { chainId: 10 }));
    expect(error).to.be.instanceOf(WrongChainError);
    expect(error.shortMessage).to.equal("The node serves chain 1, not chain 10.");
  });

  it("error: BlockUnknownError", async () => {
    const { provider } = await network.create();
    const errors = [
      await errorOf(pin(node({ eth_getBlockByNumber: null }), { block: 9n })),
      await errorOf(pin(provider, { block: { hash: HASH } })),
    ];
    for (const error of errors) expect(error).to.be.instanceOf(BlockUnknownError);
    expect(errors[0]?.shortMessage).to.equal("The node has no block 9.");
  });

  it("error: ParameterInvalidError", async () => {
    for (const block of [-1n, { hash: "0x12" as Hash }])
      expect(await errorOf(pin(node({}), { block }))).to.be.instanceOf(ParameterInvalidError);
  });

  it("error: ReaderError, where the node lies or talks nonsense", async () => {
    const cases = [
      pin(node({ eth_getBlockByNumber: HEADER }), { block: 8n }),
      pin(node({ eth_getBlockByHash: HEADER }), { block: { hash: `0x${"cd".repeat(32)}` } }),
      pin(node({ eth_getBlockByNumber: { ...HEADER, hash: null } })),
      pin(node({ eth_getBlockByNumber: HEADER, eth_chainId: "one" })),
      pin(node({ eth_getBlockByNumber: new Error("rate limited") })),
    ];
    for (const one of cases) expect(await errorOf(one)).to.be.instanceOf(ReaderError);
  });

  it("error: ChainUnreachableError", async () => {
    const refused = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    const failed = new TypeError("fetch failed", { cause: new AggregateError([refused]) });
    for (const silence of [refused, failed, Object.assign(new Error("disconnected"), { code: 4900 })]) {
      const error = await errorOf(pin(node({ eth_chainId: silence, eth_getBlockByNumber: HEADER })));
      expect(error).to.be.instanceOf(ChainUnreachableError);
    }
  });
});
