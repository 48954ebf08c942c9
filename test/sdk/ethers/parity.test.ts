import { expect } from "chai";
import * as ethers from "ethers";
import { network } from "hardhat";
import { type Address, createClient, createWalletClient, custom, type Hex, keccak256 } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { securityTokenAbi } from "../../../sdk/abis/index.js";
import * as change from "../../../sdk/change/index.js";
import { readFacts, type VenueActions } from "../../../sdk/check/index.js";
import { type RevertError } from "../../../sdk/errors/index.js";
import * as byEthers from "../../../sdk/ethers/index.js";
import { compile } from "../../../sdk/program/index.js";
import { decodeRefusal, pin, type Reader, type Signer } from "../../../sdk/reader/index.js";
import { readContract } from "../../../sdk/reader/readContract.js";
import { hashScheme, schemeBits } from "../../../sdk/rulebook/index.js";
import * as byViem from "../../../sdk/viem/index.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { creationCodeOf, someFacts } from "../../fixtures/walk.js";

type Connection = Awaited<ReturnType<typeof network.create>>;

/** One library's way to the same chain. */
type Side = {
  readonly reader: Reader;
  readonly venue: VenueActions;
  /** With a key of its own. */
  readonly signer: (key: Hex) => Signer;
  readonly actions: (key: Hex) => change.IssuerActions;
  /** An account that the node signs for. */
  readonly nodeSigner: (address: Address) => Promise<Signer>;
};

const viemSide = ({ provider }: Connection): Side => {
  const transport = custom(provider);
  const walletOf = (account: Address | ReturnType<typeof privateKeyToAccount>) =>
    createWalletClient({ account, chain: hardhat, transport });
  return {
    reader: byViem.readerOf(createClient({ transport })),
    venue: createClient({ transport }).extend(byViem.venueActions()),
    signer: (key) => byViem.signerOf(walletOf(privateKeyToAccount(key))),
    actions: (key) => walletOf(privateKeyToAccount(key)).extend(byViem.issuerActions()),
    nodeSigner: (address) => Promise.resolve(byViem.signerOf(walletOf(address))),
  };
};

const ethersSide = ({ provider }: Connection): Side => {
  const browser = new ethers.BrowserProvider(provider);
  return {
    reader: byEthers.readerOf(browser),
    venue: byEthers.venueActions(browser),
    signer: (key) => byEthers.signerOf(new ethers.Wallet(key, browser)),
    actions: (key) => byEthers.issuerActions(new ethers.Wallet(key, browser)),
    nodeSigner: async (address) => byEthers.signerOf(await browser.getSigner(address)),
  };
};

const SIDES = { viem: viemSide, ethers: ethersSide } as const;

const keyOf = (name: string) => keccak256(new TextEncoder().encode(`parity ${name}`));
const PEOPLE = ["admin", "author", "registrar", "agent", "alice", "bob", "carol", "broker"] as const;
const KEYS = Object.fromEntries(PEOPLE.map((name) => [name, keyOf(name)])) as Record<(typeof PEOPLE)[number], Hex>;
const ADDRESSES = Object.fromEntries(
  PEOPLE.map((name) => [name, privateKeyToAccount(KEYS[name]).address]),
) as typeof KEYS;

const START = 1_900_000_000n;
const NOTICE = 3_600n;

const CONTRACTS = [
  ...([
    "WeighbridgeMeters",
    "WeighbridgeRehearsals",
    "WeighbridgeHeadroom",
    "WeighbridgeEnrolment",
    "WeighbridgeAdmin",
    "Weighbridge",
  ] as const),
  ...(["SecurityTokenSurfaces", "SecurityToken", "TokenFactory", "AccessManager"] as const),
] as const;

/** What an answer says, without the block's hash: the two libraries offer other fees, so their blocks differ. */
const said = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value: unknown) =>
      key === "hash" ? undefined : typeof value === "bigint" ? `${value}n` : value,
    ),
  );

/** An issuer's and a venue's whole walk, by one library. Returns every answer on the way, and the state at its end. */
async function walk(library: keyof typeof SIDES): Promise<Record<string, unknown>> {
  const connection = await network.create({ override: { initialDate: new Date(Number(START) * 1000) } });
  const { networkHelpers } = connection;
  const side = SIDES[library](connection);
  const { reader, venue } = side;
  const answers: Record<string, unknown> = {};
  let time = START;
  const tick = () => networkHelpers.time.setNextBlockTimestamp((time += 10n));
  const by = (name: (typeof PEOPLE)[number]) => side.actions(KEYS[name]);
  const send = async (signer: Signer, call: change.Call) => {
    await tick();
    await signer.send(call);
  };
  const act = async <Name extends keyof change.IssuerActions>(
    who: (typeof PEOPLE)[number],
    name: Name,
    parameters: Parameters<change.IssuerActions[Name]>[0],
  ) => {
    await tick();
    await (by(who)[name] as (given: typeof parameters) => Promise<Hex>)(parameters);
  };

  // Deploy.
  const [funder = "0x"] = (await reader.request({ method: "eth_accounts" })) as Address[];
  const rich = await side.nodeSigner(funder);
  for (const to of Object.values(ADDRESSES)) await send(rich, { to, data: "0x", value: 10n ** 19n });
  const { transaction } = change.CREATE2_DEPLOYER;
  await send(rich, { to: transaction.from, data: "0x", value: transaction.funding });
  await tick();
  await reader.request({ method: "eth_sendRawTransaction", params: [transaction.serialized] });
  const codes = await Promise.all(CONTRACTS.map(async (name) => [name, await creationCodeOf(name)] as const));
  const creationCode = Object.fromEntries(codes) as Record<(typeof CONTRACTS)[number], Hex>;
  const admin = side.signer(KEYS.admin);
  const parts = change.deployEngine({ creationCode });
  const manager = change.deployManager({ creationCode: creationCode.AccessManager, admin: admin.address });
  const { address: token, call: deployment } = change.deployToken({
    ...{ factory: parts.factory.address, surfaces: parts.surfaces.address, creationCode: creationCode.SecurityToken },
    ...{ deployer: admin.address, initialAuthority: manager.address, name: "Fund", symbol: "FND", decimals: 0 },
  });
  for (const { call } of [...Object.values(parts), manager]) await send(admin, call);
  await send(admin, deployment);
  const engine = parts.engine.address;
  const authority = manager.address;

  // Configure, admit, publish, schedule, enrol.
  const members = [
    { role: "ruleAuthor", account: ADDRESSES.author, delay: 0n },
    { role: "registrar", account: ADDRESSES.registrar, delay: 0n },
    { role: "transferAgent", account: ADDRESSES.agent, delay: 0n },
  ] as const;
  for (const call of change.configureManager({ manager: authority, engine, tokens: [token], members })) {
    await send(admin, call);
  }
  const rulebook = fundOfTest();
  const program = compile(rulebook, { asOf: START });
  const registry = 1;
  await act("admin", "createRegistry", { engine, authority, scheme: hashScheme(program.scheme) });
  await act("admin", "admitToken", { engine, registry, token, authority, notice: NOTICE });
  await act("author", "publishProgram", { engine, program: program.bytes });
  await act("author", "scheduleProgram", { engine, token, programId: program.id, effectiveFrom: time + 100n });
  time += 100n;
  await act("author", "settleProgram", { engine, token });
  const { statuses, roles } = schemeBits(program.scheme);
  const bit = (of: Readonly<Record<string, number>>, name: string) => 2 ** (of[name] ?? NaN);
  const qualified = someFacts({ country: 840, lane: 3, statuses: bit(statuses, "qualifiedPurchaser") });
  for (const [name, facts] of [
    ["agent", { ...qualified, statuses: qualified.statuses + bit(roles, "issuer") }],
    ["alice", qualified],
    ["bob", qualified],
    ["carol", someFacts({ country: 276, lane: 5 })],
  ] as const) {
    await act("registrar", "enrol", { engine, registry, wallets: [ADDRESSES[name]], facts });
  }

  // Mint, freeze, permit by signature, move, be refused.
  await act("agent", "mint", { token, to: ADDRESSES.alice, amount: 900n });
  await act("agent", "freezeUnits", { token, wallet: ADDRESSES.alice, units: 100n });
  const allowance = { token, owner: ADDRESSES.alice, spender: ADDRESSES.broker, amount: 300n, deadline: START * 2n };
  const data = change.permitData({ chainId: 31_337n, nonce: 0n, ...allowance });
  const signature = await side.signer(KEYS.alice).signTypedData(data);
  answers["signature"] = signature;
  await act("broker", "permit", { ...allowance, signature });
  await act("broker", "transferFrom", { token, from: ADDRESSES.alice, to: ADDRESSES.bob, amount: 250n });
  await act("alice", "transfer", { token, to: ADDRESSES.bob, amount: 50n });

  const refused = { kind: "transfer", token, from: ADDRESSES.alice, to: ADDRESSES.carol, amount: 5n } as const;
  for (const [name, build] of Object.entries({
    rule: () => by("alice").transfer({ token, to: ADDRESSES.carol, amount: 5n }),
    frozen: () => by("alice").transfer({ token, to: ADDRESSES.bob, amount: 501n }),
    allowance: () => by("broker").transferFrom({ token, from: ADDRESSES.alice, to: ADDRESSES.bob, amount: 51n }),
    role: () => by("bob").mint({ token, to: ADDRESSES.bob, amount: 1n }),
  })) {
    const error = (await errorOf(build())) as RevertError;
    answers[`refused: ${name}`] = { name: error.name, errorName: error.errorName, args: error.args, data: error.data };
    if (name === "rule") answers["the reason"] = decodeRefusal(error.data as Hex, { movement: refused, program });
  }

  // The venue.
  await networkHelpers.time.setNextBlockTimestamp((time += 10n));
  await networkHelpers.mine();
  const allowed = { ...refused, to: ADDRESSES.bob } as const;
  answers["check"] = [await venue.checkTransfer(allowed), await venue.checkTransfer(refused)];
  answers["checkMany"] = await venue.checkTransfers({ movements: [refused, allowed, { ...allowed, amount: 800n }] });
  answers["explain"] = await venue.explainTransfer({ ...refused, amount: 5_000n, rulebook });
  answers["headroom"] = [await venue.headroom(allowed), await venue.headroom(refused)];
  answers["wrong chain"] = (await errorOf(venue.checkTransfer({ ...allowed, chainId: 1 }))).message;

  // The state at the end, read by the other side's reader too: what one wrote the other sees.
  const other = SIDES[library === "viem" ? "ethers" : "viem"](connection).reader;
  for (const through of [reader, other]) {
    const at = await pin(through, {});
    const view = { abi: securityTokenAbi, address: token, wanted: "token", at } as const;
    const ofWallet = async (name: (typeof PEOPLE)[number]) => ({
      balance: await readContract(through, { ...view, functionName: "balanceOf", args: [ADDRESSES[name]] }),
      frozen: await readContract(through, { ...view, functionName: "frozenUnits", args: [ADDRESSES[name]] }),
      nonce: await readContract(through, { ...view, functionName: "nonces", args: [ADDRESSES[name]] }),
      sent: await through.request({ method: "eth_getTransactionCount", params: [ADDRESSES[name], "latest"] }),
    });
    const wallets: Record<string, unknown> = {};
    for (const name of PEOPLE) wallets[name] = await ofWallet(name);
    const facts = await readFacts(through, { ...refused, block: at });
    answers[through === reader ? "state" : "state, by the other"] = { wallets, facts };
  }
  return said(answers) as Record<string, unknown>;
}

describe("viem and ethers", () => {
  it("default: an issuer's and a venue's walk have the same answers and end in the same state", async () => {
    const viem = await walk("viem");
    const other = await walk("ethers");
    expect(Object.keys(other)).to.deep.equal(Object.keys(viem));
    for (const [name, answer] of Object.entries(viem)) expect(other[name], name).to.deep.equal(answer);
    expect(viem["state"]).to.deep.equal(viem["state, by the other"]);

    // And the answers are the right ones.
    expect(viem).to.deep.include({ "wrong chain": other["wrong chain"] });
    const errorNames = ["rule", "frozen", "allowance", "role"].map(
      (name) => (viem[`refused: ${name}`] as { errorName: string }).errorName,
    );
    expect(errorNames).to.deep.equal([
      "StatusMissing",
      "UnitsNotFree",
      "ERC20InsufficientAllowance",
      "AccessManagedUnauthorized",
    ]);
    const balances = (viem["state"] as { wallets: Record<string, { balance: string; frozen: string }> }).wallets;
    expect(balances["alice"]).to.include({ balance: "600n", frozen: "100n" });
    expect(balances["bob"]).to.include({ balance: "300n" });
  });
});
