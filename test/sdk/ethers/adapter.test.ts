import { expect } from "chai";
import * as ethers from "ethers";
import { type Address, recoverTypedDataAddress, zeroAddress } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { mint } from "../../../sdk/change/index.js";
import { checkTransfer } from "../../../sdk/check/index.js";
import {
  CallInvalidError,
  ChainUnreachableError,
  ParameterInvalidError,
  type RevertError,
  WrongChainError,
} from "../../../sdk/errors/index.js";
import { issuerActions, readerOf, type SendingSigner, signerOf, venueActions } from "../../../sdk/ethers/index.js";
import { decodeRevert, pin, type Reader, revertData, type Signer, type TypedData } from "../../../sdk/reader/index.js";
import { type IssuerActions, type VenueActions } from "../../../sdk/viem/index.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { deadUrl, serve } from "../../fixtures/rpcServer.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

const fresh = freshWalks();

const mintOf = (w: Walk, amount: bigint) =>
  ({ kind: "mint", token: w.at.token, from: zeroAddress, to: w.bob.address as Address, amount }) as const;

/** A wallet of ethers that can pay, connected by http. */
async function walletOf(w: Walk, url: string) {
  const provider = new ethers.JsonRpcProvider(url, hardhat.id, { staticNetwork: true });
  const wallet = new ethers.Wallet(generatePrivateKey(), provider);
  await w.admin.sendTransaction({ to: wallet.address, value: 10n ** 18n });
  return { wallet, provider };
}

describe("ethers: readerOf", () => {
  it("default: asks what the provider asks", async () => {
    const w = await fresh();
    const reader: Reader = readerOf(new ethers.BrowserProvider(w.connection.provider));
    expect(await reader.request({ method: "eth_chainId" })).to.equal("0x7a69");
    const movement = mintOf(w, 1n);
    expect(await checkTransfer(reader, movement)).to.deep.equal(await checkTransfer(w.connection.provider, movement));
  });

  it("error: RevertError of a call, with the error's name and values", async () => {
    const w = await fresh();
    const { url, close } = await serve(w.connection.provider);
    try {
      const { provider } = await walletOf(w, url);
      const { to, data } = mint({ token: w.at.token, to: w.bob.address as Address, amount: 1n });
      const error: unknown = await readerOf(provider)
        .request({ method: "eth_call", params: [{ from: w.stranger.address, to, data }, "latest"] })
        .catch((reason: unknown) => reason);
      expect((decodeRevert(revertData(error) ?? "0x") as RevertError).errorName).to.equal("AccessManagedUnauthorized");
      provider.destroy();
    } finally {
      await close();
    }
  });

  it("error: ChainUnreachableError, of a provider that knows its network", async () => {
    const provider = new ethers.JsonRpcProvider(await deadUrl(), hardhat.id, { staticNetwork: true });
    const movement = { kind: "mint", token: zeroAddress, from: zeroAddress, to: zeroAddress, amount: 1n } as const;
    expect(await errorOf(checkTransfer(readerOf(provider), movement))).to.be.instanceOf(ChainUnreachableError);
    provider.destroy();
  });

  it("error: WrongChainError, also of a provider that was told the wanted chain", async () => {
    const w = await fresh();
    const { url, close } = await serve(w.connection.provider);
    const provider = new ethers.JsonRpcProvider(url, 1, { staticNetwork: true });
    try {
      // ethers itself believes what it was told.
      expect((await provider.getNetwork()).chainId).to.equal(1n);
      expect(await errorOf(pin(readerOf(provider), { chainId: 1 }))).to.be.instanceOf(WrongChainError);
    } finally {
      provider.destroy();
      await close();
    }
  });
});

describe("ethers: signerOf", () => {
  it("default: sends and signs as the account", async () => {
    const w = await fresh();
    const { url, close } = await serve(w.connection.provider);
    const { wallet, provider } = await walletOf(w, url);
    try {
      const signer: Signer = signerOf(wallet);
      expect(signer.address).to.equal(wallet.address);
      const hash = await signer.send({ to: w.stranger.address as Address, data: "0x", value: 1n });
      expect((await w.ethers.provider.getTransactionReceipt(hash))?.from).to.equal(wallet.address);
      // ethers alone would give the second the nonce of the first, which it remembers.
      await signer.send({ to: w.stranger.address as Address, data: "0x", value: 1n });
      expect(await w.ethers.provider.getTransactionCount(wallet.address)).to.equal(2);
    } finally {
      provider.destroy();
      await close();
    }
  });

  it("args: nonce", async () => {
    const w = await fresh();
    const sent: unknown[] = [];
    const recording: SendingSigner = {
      address: w.agent.address,
      sendTransaction: (transaction) => {
        sent.push(transaction);
        return w.agent.sendTransaction(transaction);
      },
      signTypedData: (...data) => w.agent.signTypedData(...data),
    };
    const call = { to: w.stranger.address as Address, data: "0x", value: 1n } as const;
    const nonce = await w.agent.getNonce();
    const hash = await signerOf(recording).send(call, { nonce });
    expect((await w.ethers.provider.getTransaction(hash))?.nonce).to.equal(nonce);
    await signerOf(recording).send(call);
    expect(sent).to.deep.equal([{ ...call, nonce }, call]);
  });

  it("behavior: signs the primary type that it is told, whatever other types there are", async () => {
    const key = generatePrivateKey();
    const data = {
      domain: { name: "Weighbridge", chainId: 31337n },
      types: {
        EIP712Domain: [
          { name: "name", type: "string" },
          { name: "chainId", type: "uint256" },
        ],
        Unused: [{ name: "text", type: "string" }],
        Line: [{ name: "text", type: "string" }],
        Note: [{ name: "lines", type: "Line[2][]" }],
      },
      primaryType: "Note",
      message: { lines: [[{ text: "one" }, { text: "two" }]] },
    } satisfies TypedData;
    const signature = await signerOf(new ethers.Wallet(key) as SendingSigner).signTypedData(data);
    const { address, signTypedData } = privateKeyToAccount(key);
    expect(signature).to.equal(await signTypedData(data as unknown as Parameters<typeof signTypedData>[0]));
    expect(await recoverTypedDataAddress({ ...(data as never as object), signature } as never)).to.equal(address);
  });

  it("error: RevertError, by a wallet and by an account of the node", async () => {
    const w = await fresh();
    const { url, close } = await serve(w.connection.provider);
    const { wallet, provider } = await walletOf(w, url);
    try {
      const call = mint({ token: w.at.token, to: w.bob.address as Address, amount: 1n });
      for (const signer of [wallet, await provider.getSigner(w.stranger.address)]) {
        const error = await errorOf(signerOf(signer).send(call));
        expect((error as RevertError).errorName).to.equal("AccessManagedUnauthorized");
        expect((error as RevertError).args).to.deep.equal({ caller: signer.address });
      }
    } finally {
      provider.destroy();
      await close();
    }
  });

  it("error: ChainUnreachableError", async () => {
    const provider = new ethers.JsonRpcProvider(await deadUrl(), hardhat.id, { staticNetwork: true });
    const wallet = new ethers.Wallet(generatePrivateKey(), provider);
    const error = await errorOf(signerOf(wallet).send({ to: zeroAddress, data: "0x", value: 0n }));
    expect(error).to.be.instanceOf(ChainUnreachableError);
    provider.destroy();
  });

  it("behavior: what a wallet itself says is left as it is", async () => {
    const declined = Object.assign(new Error("declined"), { code: 4001 });
    const request = ({ method }: { method: string }) =>
      method === "eth_sendTransaction"
        ? Promise.reject(declined)
        : Promise.resolve(method === "eth_accounts" ? [zeroAddress] : method === "eth_chainId" ? "0x7a69" : "0x5208");
    const signer = await new ethers.BrowserProvider({ request }).getSigner(0);
    const error: unknown = await signerOf(signer)
      .send({ to: zeroAddress, data: "0x", value: 0n })
      .catch((reason: unknown) => reason);
    expect((error as { code: string }).code).to.equal("ACTION_REJECTED");
    const unconnected: unknown = await signerOf(new ethers.Wallet(generatePrivateKey()) as SendingSigner)
      .send({ to: zeroAddress, data: "0x", value: 0n })
      .catch((reason: unknown) => reason);
    expect((unconnected as { code: string }).code).to.equal("UNSUPPORTED_OPERATION");
  });

  it("error: ParameterInvalidError, of a signer that does not say its address", async () => {
    const managed = new ethers.NonceManager(new ethers.Wallet(generatePrivateKey()));
    expect(() => signerOf(managed as unknown as SendingSigner)).to.throw(ParameterInvalidError);
    const { connection } = await fresh();
    const provider = new ethers.BrowserProvider(connection.provider) as unknown as SendingSigner;
    expect(() => issuerActions(provider)).to.throw(ParameterInvalidError);
  });
});

describe("ethers: issuerActions", () => {
  it("error: CallInvalidError, before anything is sent", async () => {
    const w = await fresh();
    const silent: SendingSigner = {
      address: w.agent.address,
      sendTransaction: () => Promise.reject(new Error("was asked")),
      signTypedData: () => Promise.reject(new Error("was asked")),
    };
    const to = w.bob.address as Address;
    const error = await errorOf(issuerActions(silent).mint({ token: w.at.token, to, amount: -1n }));
    expect(error).to.be.instanceOf(CallInvalidError);
  });

  it("types: every signer and provider of ethers will do, and the actions are those of viem", () => {
    const signers = (_: ethers.Wallet | ethers.HDNodeWallet | ethers.JsonRpcSigner | ethers.VoidSigner) => signerOf(_);
    const providers = (
      _: ethers.JsonRpcProvider | ethers.BrowserProvider | ethers.WebSocketProvider | ethers.JsonRpcApiProvider,
    ): VenueActions => venueActions(_);
    const actions = (_: ethers.Wallet): IssuerActions => issuerActions(_);
    expect([signers, providers, actions]).to.have.lengthOf(3);
  });
});
