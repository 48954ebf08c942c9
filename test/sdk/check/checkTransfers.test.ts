import { expect } from "chai";
import { type Address, zeroAddress } from "viem";
import { checkTransfer, checkTransfers } from "../../../sdk/check/index.js";
import { ChainUnreachableError, DeploymentMissingError, ParameterInvalidError } from "../../../sdk/errors/index.js";
import { type Reader } from "../../../sdk/reader/index.js";
import { type Movement } from "../../../sdk/verdict/index.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

const fresh = freshWalks();

const mints = ({ at, bob, stranger }: Walk, count: number): Movement[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: "mint",
    token: at.token,
    from: zeroAddress,
    // Every tenth goes to nobody known; amounts pass the limit of 100 at the 101st.
    to: (index % 10 === 9 ? stranger : bob).address as Address,
    amount: BigInt(index),
  }));

/** The chain behind a node that gives each call so much gas, with a list of how many movements were asked at once. */
function nodeOf({ connection, engine }: Walk, gas: bigint, asked: number[] = []): Reader {
  const { selector } = engine.getFunction("checkMany").fragment;
  return {
    request: async ({ method, params }) => {
      const [call, ...rest] = (params ?? []) as [{ data?: string }, ...unknown[]];
      if (method !== "eth_call" || call.data?.startsWith(selector) !== true)
        return connection.provider.request({ method, params: params as unknown[] });
      asked.push(engine.interface.decodeFunctionData("checkMany", call.data)[0].length as number);
      return connection.provider.request({ method, params: [{ ...call, gas: `0x${gas.toString(16)}` }, ...rest] });
    },
  };
}

describe("checkTransfers", () => {
  it("default: in order, each as checkTransfer answers, on one block", async () => {
    const w = await fresh();
    await w.enforce([{ kind: "mostUnits", limit: 100n }]);
    const reader = w.connection.provider;
    const movements = mints(w, 250);
    const asked: number[] = [];
    const verdicts = await checkTransfers(nodeOf(w, 16_000_000n, asked), { movements });
    expect(asked.sort()).to.deep.equal([100, 100, 50]);
    expect(verdicts).to.have.length(250);
    for (const index of [0, 9, 100, 101, 109, 249])
      expect(verdicts[index]).to.deep.equal(await checkTransfer(reader, movements[index]!));
    expect(new Set(verdicts.map(({ at }) => at.hash)).size).to.equal(1);
    // 25 go to nobody known; of the others, those above 100 are too many.
    const kinds = verdicts.map((verdict) => (verdict.allowed ? "allowed" : verdict.first.kind));
    const count = (kind: string) => kinds.filter((one) => one === kind).length;
    expect([count("walletUnknown"), count("mostUnits"), count("allowed")]).to.deep.equal([25, 134, 91]);
  });

  it("behavior: of several tokens and engines", async () => {
    const w = await fresh();
    await w.enforce([{ kind: "mostUnits", limit: 1n }]);
    const second = await w.ethers.deployContract("Weighbridge", [await w.engine.admin(), await w.engine.metersHalf()]);
    const engine = await second.getAddress();
    const halves = await w.ethers.deployContract("SecurityTokenSurfaces", [engine]);
    const other = await w.ethers.deployContract("SecurityToken", [
      await halves.getAddress(),
      w.at.manager,
      "Other",
      "OTH",
      0,
    ]);
    const token = (await other.getAddress()) as Address;
    const [mint] = mints(w, 2).slice(1);
    const movements = [
      mint!,
      { ...mint!, token },
      { ...mint!, amount: 2n },
      { ...mint!, token: mint!.token.toLowerCase() as Address },
    ];
    const verdicts = await checkTransfers(w.connection.provider, { movements });
    expect(verdicts.map((one) => (one.allowed ? "allowed" : one.first.kind))).to.deep.equal([
      "allowed",
      "programMissing",
      "mostUnits",
      "allowed",
    ]);
  });

  it("behavior: what a node cannot bear is halved, and the answers are the same", async () => {
    const w = await fresh();
    await w.enforce([{ kind: "mostUnits", limit: 100n }]);
    const movements = mints(w, 40);
    const wanted = await checkTransfers(w.connection.provider, { movements });
    // From far too little for forty to enough.
    for (const gas of [150_000n, 300_000n, 600_000n, 1_200_000n]) {
      const asked: number[] = [];
      const verdicts = await checkTransfers(nodeOf(w, gas, asked), { movements });
      expect(verdicts, `${gas} gas: ${asked.join()}`).to.deep.equal(wanted);
    }
  });

  it("behavior: no movements, no questions", async () => {
    const nobody: Reader = { request: () => Promise.reject(new Error("was asked")) };
    expect(await checkTransfers(nobody, { movements: [] })).to.deep.equal([]);
  });

  it("error: ParameterInvalidError names the movement, and nothing is asked", async () => {
    const w = await fresh();
    const nobody: Reader = { request: () => Promise.reject(new Error("was asked")) };
    const [first, second] = mints(w, 2);
    const error = await errorOf(checkTransfers(nobody, { movements: [first!, { ...second!, amount: -1n }] }));
    expect(error).to.be.instanceOf(ParameterInvalidError);
    expect(error.shortMessage.startsWith("`movements[1].amount` is -1,")).to.be.true;
  });

  it("error: DeploymentMissingError, ChainUnreachableError", async () => {
    const w = await fresh();
    const movements = mints(w, 2).map((mint) => ({ ...mint, token: w.stranger.address as Address }));
    expect(await errorOf(checkTransfers(w.connection.provider, { movements }))).to.be.instanceOf(
      DeploymentMissingError,
    );
    const dead: Reader = {
      request: () => Promise.reject(Object.assign(new Error("no"), { code: "ECONNREFUSED" })),
    };
    expect(await errorOf(checkTransfers(dead, { movements }))).to.be.instanceOf(ChainUnreachableError);
  });
});
