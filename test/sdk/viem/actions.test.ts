import { expect } from "chai";
import { type Address, createClient, createWalletClient, custom, recoverTypedDataAddress, zeroAddress } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { checkAs, checkTransfer, checkTransfers, explainTransfer, headroom } from "../../../sdk/check/index.js";
import { mint } from "../../../sdk/change/index.js";
import { CallInvalidError, ParameterInvalidError, RevertError } from "../../../sdk/errors/index.js";
import { type Reader, type Signer } from "../../../sdk/reader/index.js";
import { type Explanation, type Verdict } from "../../../sdk/verdict/index.js";
import {
  type IssuerActions,
  issuerActions,
  readerOf,
  signerOf,
  type SigningClient,
  type VenueActions,
  venueActions,
} from "../../../sdk/viem/index.js";
import { enforceRulebook } from "../../fixtures/enforceRulebook.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

const fresh = freshWalks();

type Equal<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
/** Fails to compile unless it is given `true`. */
const same = <_Same extends true>(): void => undefined;

const mintOf = (w: Walk, amount: bigint) =>
  ({ kind: "mint", token: w.at.token, from: zeroAddress, to: w.bob.address as Address, amount }) as const;

describe("venueActions", () => {
  it("default: the questions on a client", async () => {
    const w = await fresh();
    const rulebook = fundOfTest();
    await enforceRulebook(w, rulebook);
    const reader = w.connection.provider;
    const client = createClient({ transport: custom(reader) }).extend(venueActions());
    const movement = mintOf(w, 1_200n);
    expect(await client.checkTransfer(movement)).to.deep.equal(await checkTransfer(reader, movement));
    expect(await client.checkTransfers({ movements: [movement] })).to.deep.equal(
      await checkTransfers(reader, { movements: [movement] }),
    );
    const asked = { ...movement, rulebook };
    expect(await client.explainTransfer(asked)).to.deep.equal(await explainTransfer(reader, asked));
    const then = { ...movement, asOf: 4_000_000_000n };
    expect(await client.checkAs(then)).to.deep.equal(await checkAs(reader, then));
    expect(await client.headroom(movement)).to.deep.equal(await headroom(reader, movement));
  });

  it("types: what a decorated client has", () => {
    same<Equal<ReturnType<VenueActions["checkTransfer"]>, Promise<Verdict>>>();
    same<Equal<ReturnType<VenueActions["checkTransfers"]>, Promise<readonly Verdict[]>>>();
    same<Equal<ReturnType<VenueActions["explainTransfer"]>, Promise<Explanation>>>();
    same<Equal<Parameters<VenueActions["checkTransfer"]>[0], Parameters<typeof checkTransfer>[1]>>();
  });
});

describe("readerOf", () => {
  it("default: asks what the client asks", async () => {
    const w = await fresh();
    const client = createClient({ transport: custom(w.connection.provider) });
    expect(await readerOf(client).request({ method: "eth_chainId" })).to.equal("0x7a69");
    const movement = mintOf(w, 1n);
    expect(await checkTransfer(readerOf(client), movement)).to.deep.equal(
      await checkTransfer(w.connection.provider, movement),
    );
  });

  it("types: a viem client is a reader", () => {
    same<Equal<ReturnType<typeof readerOf>, Reader>>();
  });
});

describe("issuerActions", () => {
  it("default: builds calls and sends them from the client's account", async () => {
    const w = await fresh();
    const client = createWalletClient({
      account: w.agent.address as Address,
      chain: hardhat,
      transport: custom(w.connection.provider),
    }).extend(issuerActions());
    const hash = await client.mint({ token: w.at.token, to: w.bob.address as Address, amount: 7n });
    const receipt = await w.ethers.provider.getTransactionReceipt(hash);
    expect(receipt?.status).to.equal(1);
    expect(await w.token.balanceOf(w.bob)).to.equal(7n);
    await client.freezeUnits({ token: w.at.token, wallet: w.bob.address as Address, units: 3n });
    expect(await w.token.frozenUnits(w.bob)).to.equal(3n);
  });

  it("error: RevertError, with the error's name and values", async () => {
    const w = await fresh();
    const client = createWalletClient({
      account: w.stranger.address as Address,
      transport: custom(w.connection.provider),
    }).extend(issuerActions());
    const error = await errorOf(client.pause({ token: w.at.token }));
    expect(error).to.be.instanceOf(RevertError);
    expect((error as RevertError).errorName).to.equal("AccessManagedUnauthorized");
    expect((error as RevertError).args).to.deep.equal({ caller: w.stranger.address });
  });

  it("error: CallInvalidError, before anything is sent", async () => {
    const w = await fresh();
    const client = createWalletClient({
      account: w.agent.address as Address,
      transport: custom({ request: () => Promise.reject(new Error("was asked")) }),
    }).extend(issuerActions());
    const to = w.bob.address as Address;
    expect(await errorOf(client.mint({ token: w.at.token, to, amount: -1n }))).to.be.instanceOf(CallInvalidError);
  });

  it("types: what a decorated client has", () => {
    same<Equal<Parameters<IssuerActions["mint"]>[0], Parameters<typeof mint>[0]>>();
    same<Equal<ReturnType<IssuerActions["mint"]>, Promise<`0x${string}`>>>();
  });
});

describe("signerOf", () => {
  it("default: sends and signs as the account", async () => {
    const w = await fresh();
    const account = privateKeyToAccount(generatePrivateKey());
    await w.admin.sendTransaction({ to: account.address, value: 10n ** 18n });
    const client = createWalletClient({ account, chain: hardhat, transport: custom(w.connection.provider) });
    const signer: Signer = signerOf(client);
    expect(signer.address).to.equal(account.address);
    const hash = await signer.send({ to: w.stranger.address as Address, data: "0x", value: 1n });
    expect((await w.ethers.provider.getTransactionReceipt(hash))?.from).to.equal(account.address);

    const data = {
      domain: { name: "Weighbridge", chainId: 31337 },
      types: { Note: [{ name: "text", type: "string" }] },
      primaryType: "Note",
      message: { text: "hello" },
    } as const;
    const signature = await signer.signTypedData(data);
    expect(await recoverTypedDataAddress({ ...data, signature })).to.equal(account.address);
  });

  it("error: RevertError, also where the gas is estimated", async () => {
    const w = await fresh();
    const account = privateKeyToAccount(generatePrivateKey());
    await w.admin.sendTransaction({ to: account.address, value: 10n ** 18n });
    const client = createWalletClient({ account, chain: hardhat, transport: custom(w.connection.provider) });
    const call = mint({ token: w.at.token, to: w.bob.address as Address, amount: 1n });
    const error = await errorOf(signerOf(client).send(call));
    expect((error as RevertError).errorName).to.equal("AccessManagedUnauthorized");
  });

  it("behavior: what a wallet itself says is left as it is", async () => {
    const declined = Object.assign(new Error("declined"), { code: 4001 });
    const client = createWalletClient({
      account: zeroAddress,
      transport: custom({ request: () => Promise.reject(declined) }),
    });
    const error: unknown = await signerOf(client)
      .send({ to: zeroAddress, data: "0x", value: 0n })
      .catch((reason: unknown) => reason);
    expect((error as Error).name).to.equal("TransactionExecutionError");
    expect((error as Error).message).to.include("User rejected");
  });

  it("error: ParameterInvalidError, of a client without account", () => {
    const client = createClient({ transport: custom({ request: () => Promise.resolve("0x") }) });
    expect(() => signerOf(client as unknown as SigningClient)).to.throw(ParameterInvalidError);
  });
});
