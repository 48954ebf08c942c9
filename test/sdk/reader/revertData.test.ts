import { expect } from "chai";
import { JsonRpcProvider } from "ethers";
import { createClient, custom, encodeFunctionData, http } from "viem";
import { securityTokenAbi } from "../../../sdk/abis/index.js";
import { type Reader, revertData } from "../../../sdk/reader/index.js";
import { serve } from "../../fixtures/rpcServer.js";
import { freshWalks } from "../../fixtures/walk.js";

const DATA = "0xf07e038f000000000000000000000000000000000000000000000000000000000000dead";
/** What was asked: never to be taken for what was answered. */
const ASKED = { method: "eth_call", params: [{ to: `0x${"11".repeat(20)}`, data: "0x25c471a0" }, "latest"] };
const NODE = { code: 3, message: "execution reverted", data: DATA };

/** Each shape in which a client hands revert data over. */
const SHAPES: readonly (readonly [string, unknown])[] = [
  ["Hardhat: data", { name: "SolidityError", code: 3, message: "VM Exception", data: DATA }],
  ["Hardhat 2: data.data", { code: -32603, message: "reverted", data: { message: "reverted", data: DATA } }],
  [
    "viem http: data, beside what was asked",
    { name: "RpcRequestError", code: 3, data: DATA, body: ASKED, cause: NODE },
  ],
  ["viem custom: cause.data", { name: "UnknownRpcError", code: -1, cause: NODE }],
  ["viem actions: deeper causes", { name: "CallExecutionError", cause: { name: "X", cause: { cause: NODE } } }],
  [
    "viem contracts: cause.raw",
    { cause: { name: "ContractFunctionRevertedError", data: { errorName: "X" }, raw: DATA } },
  ],
  ["ethers 6: data", { code: "CALL_EXCEPTION", data: DATA, transaction: ASKED.params[0] }],
  ["ethers 6: info.error.data", { code: "UNKNOWN_ERROR", info: { payload: ASKED, error: NODE } }],
  ["ethers 6: info.error.data.data", { info: { error: { code: -32603, data: { ...NODE } } } }],
  [
    "ethers 6: responseBody",
    { code: "SERVER_ERROR", info: { requestUrl: "x", responseBody: JSON.stringify({ error: NODE }) } },
  ],
  [
    "ethers 5: error.error.data",
    { code: "UNPREDICTABLE_GAS_LIMIT", error: { error: NODE }, transaction: ASKED.params[0] },
  ],
  [
    "ethers 5: error.body",
    { error: { body: JSON.stringify({ jsonrpc: "2.0", id: 1, error: NODE }), requestBody: JSON.stringify(ASKED) } },
  ],
  ["wallets: data.originalError.data", { code: -32603, data: { code: -32000, originalError: NODE } }],
  ["wallets: JSON in the message", { message: `Internal JSON-RPC error.\n${JSON.stringify(NODE, null, 2)}` }],
  ["JSON in data", { code: -32000, data: JSON.stringify(NODE) }],
  ["anvil", { code: 3, message: `execution reverted: custom error ${DATA}`, data: DATA }],
  ["Parity: a word before it", { code: -32015, message: "VM execution error.", data: `Reverted ${DATA}` }],
  ["Ganache: data.result", { message: "VM Exception", data: { hash: `0x${"22".repeat(32)}`, result: DATA } }],
];

describe("revertData", () => {
  for (const [shape, error] of SHAPES) {
    it(`behavior: ${shape}`, () => {
      expect(revertData(error)).to.equal(DATA);
    });
  }

  it("behavior: a revert that says nothing is 0x", () => {
    const silent: readonly unknown[] = [
      { code: 3, message: "execution reverted", data: "0x" },
      { code: -32000, message: "execution reverted" },
      { message: "VM Exception while processing transaction: revert" },
      { code: "CALL_EXCEPTION", message: "missing revert data", data: null },
      { cause: { cause: { message: "Transaction reverted without a reason string" } } },
    ];
    expect(silent.map(revertData)).to.deep.equal(silent.map(() => "0x"));
  });

  it("behavior: what is no revert has none, and calldata is none", () => {
    const others: readonly unknown[] = [
      undefined,
      "execution reverted",
      new Error("nonce too low"),
      { code: -32004, message: "not supported", data: { ...ASKED } },
      { code: -32000, message: "header not found", data: null },
      { name: "HttpRequestError", body: ASKED, message: `Request body: ${JSON.stringify(ASKED)}` },
      { info: { payload: ASKED, error: { code: -32005, message: "limit exceeded" } } },
    ];
    expect(others.map(revertData)).to.deep.equal(others.map(() => undefined));
  });

  it("behavior: an error that is its own cause ends", () => {
    const error: { cause?: unknown; message: string } = { message: "round" };
    error.cause = { cause: error };
    expect(revertData(error)).to.equal(undefined);
  });

  describe("of the clients themselves", () => {
    const fresh = freshWalks();

    it("default: one reverting call and transaction, through each of them", async () => {
      const w = await fresh();
      const { provider } = w.connection;
      const data = encodeFunctionData({ abi: securityTokenAbi, functionName: "transfer", args: [w.at.engine, 5n] });
      const call = { from: w.alice.address, to: w.at.token, data };
      const server = await serve(provider);
      const ethersProvider = new JsonRpcProvider(server.url);
      const clients: Readonly<Record<string, Reader>> = {
        hardhat: provider,
        "viem custom": createClient({ transport: custom(provider) }) as Reader,
        "viem http": createClient({ transport: http(server.url) }) as Reader,
        ethers: { request: ({ method, params }) => ethersProvider.send(method, params as unknown[]) },
      };
      try {
        const found: Record<string, unknown> = {};
        for (const [name, reader] of Object.entries(clients)) {
          for (const [method, params] of [
            ["eth_call", [call, "latest"]],
            ["eth_estimateGas", [call]],
            ["eth_sendTransaction", [call]],
          ] as const) {
            found[`${name} ${method}`] = await reader.request({ method, params }).then(
              () => "succeeded",
              (error: unknown) => revertData(error),
            );
          }
        }
        // WalletUnknown(0xFFFF, engine, 0, 1)
        const word = (value: string) => value.padStart(64, "0");
        const subject = word(w.at.engine.slice(2).toLowerCase());
        const selector = w.reasons.interface.getError("WalletUnknown")!.selector;
        const expected = `${selector}${word("ffff")}${subject}${word("0")}${word("1")}`;
        expect(found).to.deep.equal(Object.fromEntries(Object.keys(found).map((name) => [name, expected])));
        expect(Object.keys(found)).to.have.length(12);
      } finally {
        ethersProvider.destroy();
        await server.close();
      }
    });
  });
});
