import { expect } from "chai";
import { encodeFunctionData, type Hex, parseAbi } from "viem";
import {
  BlockUnknownError,
  ChainUnreachableError,
  ReaderError,
  RevertError,
  RevertUndecodedError,
} from "../../../sdk/errors/index.js";
import { call, getCode, pin, type Reader } from "../../../sdk/reader/index.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

const SUPPLY = encodeFunctionData({ abi: parseAbi(["function totalSupply()"]) });
const fresh = freshWalks();

type Asked = { readonly method: string; readonly params?: unknown };

/** The chain behind a node that takes no block hashes, and keeps a list of what it was asked. */
function numbersOnly({ connection }: Walk, asked: Asked[] = []): Reader {
  return {
    request: (request) => {
      asked.push(request);
      if (JSON.stringify(request.params).includes("blockHash")) return Promise.reject(new Error("invalid argument 1"));
      return connection.provider.request(request as { method: string; params: unknown[] });
    },
  };
}

describe("call", () => {
  it("default: on the block that was pinned, whatever came after", async () => {
    const w = await fresh();
    const reader = w.connection.provider;
    const at = await pin(reader);
    await w.token.connect(w.agent).mint(w.alice, 5n);
    const read = async (block: typeof at): Promise<Hex> => call(reader, { to: w.at.token, data: SUPPLY, at: block });
    expect(BigInt(await read(at))).to.equal(0n);
    expect(BigInt(await read(await pin(reader)))).to.equal(5n);
  });

  it("behavior: asks by number, and verifies, where the node takes no hash", async () => {
    const w = await fresh();
    const asked: Asked[] = [];
    const reader = numbersOnly(w, asked);
    const at = await pin(reader);
    expect(BigInt(await call(reader, { to: w.at.token, data: SUPPLY, at }))).to.equal(0n);
    expect(asked.map(({ method }) => method).slice(2)).to.deep.equal(["eth_call", "eth_call", "eth_getBlockByNumber"]);
  });

  it("behavior: an override is pretended", async () => {
    const w = await fresh();
    const reader = w.connection.provider;
    const at = await pin(reader);
    const to = `0x${"77".repeat(20)}` as const;
    // PUSH1 42 PUSH0 MSTORE PUSH1 32 PUSH0 RETURN
    const override = { [to]: { code: "0x602a5f5260205ff3", balance: 1n } } as const;
    expect(BigInt(await call(reader, { to, data: "0x", at, override }))).to.equal(42n);
    expect(await getCode(reader, { address: to, at, override })).to.equal("0x602a5f5260205ff3");
    expect(await getCode(reader, { address: to, at })).to.equal("0x");
  });

  it("error: RevertError", async () => {
    const w = await fresh();
    const reader = w.connection.provider;
    const data = encodeFunctionData({ abi: parseAbi(["function pause()"]) });
    const error = await errorOf(call(reader, { to: w.at.token, data, at: await pin(reader) }));
    expect(error).to.be.instanceOf(RevertError);
    const { errorName, args } = error as RevertError;
    expect({ errorName, args: Object.keys(args) }).to.deep.equal({
      errorName: "AccessManagedUnauthorized",
      args: ["caller"],
    });
  });

  it("error: RevertUndecodedError", async () => {
    const w = await fresh();
    const reader = w.connection.provider;
    const error = await errorOf(call(reader, { to: w.at.token, data: "0x12345678", at: await pin(reader) }));
    expect(error).to.be.instanceOf(RevertUndecodedError);
    expect(error.shortMessage).to.equal("The call reverted and said nothing.");
  });

  it("error: BlockUnknownError, if the block was reorganised away", async () => {
    const w = await fresh();
    const reader = numbersOnly(w);
    const at = { ...(await pin(reader)), hash: `0x${"ab".repeat(32)}` } as const;
    expect(await errorOf(call(reader, { to: w.at.token, data: SUPPLY, at }))).to.be.instanceOf(BlockUnknownError);
  });

  it("error: ReaderError", async () => {
    const at = { chainId: 1, number: 1n, hash: `0x${"ab".repeat(32)}`, time: 1n } as const;
    const to = `0x${"77".repeat(20)}` as const;
    const nodes: readonly Reader[] = [
      { request: () => Promise.resolve({ no: "hexadecimal" }) },
      { request: () => Promise.reject(new Error("missing trie node")) },
    ];
    for (const node of nodes) {
      expect(await errorOf(call(node, { to, data: "0x", at }))).to.be.instanceOf(ReaderError);
      expect(await errorOf(getCode(node, { address: to, at }))).to.be.instanceOf(ReaderError);
    }
  });

  it("error: ChainUnreachableError, without asking again", async () => {
    let asked = 0;
    const dead: Reader = {
      request: () => {
        asked++;
        return Promise.reject(
          Object.assign(new Error("no"), { name: "HttpRequestError", url: "https://node.example/v1/a-key" }),
        );
      },
    };
    const at = { chainId: 1, number: 1n, hash: `0x${"ab".repeat(32)}`, time: 1n } as const;
    const error = await errorOf(call(dead, { to: `0x${"77".repeat(20)}`, data: "0x", at }));
    expect(error).to.be.instanceOf(ChainUnreachableError);
    expect(error.shortMessage).to.equal("No node answers at https://node.example.");
    expect(asked).to.equal(1);
  });
});
