import { type Address, type Hex, hexToBigInt } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import * as change from "../../change/index.js";
import { ParameterInvalidError } from "../../errors/index.js";
import type { CompiledProgram } from "../../program/index.js";
import { getCode, pin, type Reader } from "../../reader/index.js";
import { hashScheme, type Scheme, schemeBits } from "../../rulebook/index.js";
import { creationCodes } from "../creationCode.js";
import { accountOf, type Offering, type Players } from "./offerings.js";
import { ATTEMPT_GAS, type Sender } from "./sender.js";

/** Seconds that holders see a further program before it takes effect, and that a recovery waits: few, so that the demo can show one. */
export const NOTICE = 20n;
/** Seconds from scheduling the first program to its effect, so that the block that schedules it does not come too late. */
export const LEAD = 20n;
/** ISO 3166-1 numeric. */
const US = 840;
/** Attempts that one wallet can pay for. */
const ATTEMPTS = 30n;

export type StagedToken = Offering & { readonly token: Address };

export type Stage = {
  readonly engine: Address;
  readonly manager: Address;
  readonly registry: number;
  readonly tokens: readonly StagedToken[];
  readonly crew: Crew;
  readonly players: Players;
};

/** The issuer's people; a broker, who is in the register; and a spender, who is not. */
export type Crew = Readonly<
  Record<
    "admin" | "ruleAuthor" | "registrar" | "transferAgent" | "secondAgent" | "guardian" | "broker" | "spender",
    PrivateKeyAccount
  >
>;

export type StageParameters = {
  readonly reader: Reader;
  readonly sender: Sender;
  readonly offerings: readonly Offering[];
  readonly players: Players;
  readonly scheme: Scheme;
  /** Told what happens, as it happens. */
  readonly progress: (words: string) => void;
};

/** Deploys engine, manager, registry and tokens; publishes and schedules the programs; enrols the investors. */
export async function setStage({
  reader,
  sender,
  offerings,
  players,
  scheme,
  progress,
}: StageParameters): Promise<Stage> {
  const { admin, ruleAuthor, registrar, transferAgent, secondAgent, guardian } = CREW;
  const start = await pin(reader, {});
  const funder = await unlockedAccount(reader);
  const wealth = ATTEMPTS * ATTEMPT_GAS * sender.gasPrice;
  progress(`paying for the gas of ${Object.keys(CREW).length} people and ${players.wallets.size} wallets`);
  for (const account of Object.values(CREW)) await sender.fund(funder, account.address, wealth * 20n);

  const creationCode = creationCodes();
  await deployDeployer(reader, sender, funder);
  const parts = change.deployEngine({ creationCode });
  const { engine, surfaces, factory } = parts;
  // On a node that was played on before the engine stands already; everything of the issuer is new.
  const salt = start.hash;
  const manager = change.deployManager({ creationCode: creationCode.AccessManager, admin: admin.address, salt });
  for (const deployment of [...Object.values(parts), manager]) {
    if ((await getCode(reader, { address: deployment.address, at: await pin(reader, {}) })) !== "0x") continue;
    progress(`deploying ${deployment.contract} at ${deployment.address}`);
    await sender.send(admin, deployment.call);
  }
  const tokens: StagedToken[] = [];
  for (const offering of offerings) {
    const { symbol, program } = offering;
    const { address, call } = change.deployToken({
      ...{ factory: factory.address, surfaces: surfaces.address, creationCode: creationCode.SecurityToken },
      ...{ deployer: admin.address, initialAuthority: manager.address },
      ...{ name: offering.name, symbol, decimals: program.decimals, salt },
    });
    progress(`deploying ${offering.name} at ${address}`);
    await sender.send(admin, call);
    tokens.push({ ...offering, token: address });
  }
  const members = [
    { role: "ruleAuthor", account: ruleAuthor.address, delay: 0n },
    { role: "registrar", account: registrar.address, delay: 0n },
    { role: "transferAgent", account: transferAgent.address, delay: 0n },
    { role: "transferAgent", account: secondAgent.address, delay: 0n },
    { role: "guardian", account: guardian.address, delay: 0n },
  ] as const;
  const addresses = { manager: manager.address, engine: engine.address, tokens: tokens.map(({ token }) => token) };
  for (const call of change.configureManager({ ...addresses, members })) await sender.send(admin, call);

  const registry = await createRegistry(reader, sender, { engine: engine.address, authority: manager.address, scheme });
  for (const { token, program } of tokens) {
    const terms = { engine: engine.address, registry, token, authority: manager.address, notice: NOTICE };
    await sender.send(admin, change.admitToken(terms));
    await putInForce(reader, sender, { engine: engine.address, token, program });
  }
  const chunks = change.chunkEnrolments({ enrolments: players.enrolments });
  progress(
    `enrolling ${players.enrolments.length} investors with ${players.wallets.size} wallets in ${chunks.length} transactions`,
  );
  for (const enrolments of chunks)
    await sender.send(registrar, change.enrolBatch({ engine: engine.address, registry, enrolments }));
  const { broker } = CREW;
  await sender.send(
    registrar,
    change.enrol({ engine: engine.address, registry, wallets: [broker.address], facts: brokerFacts(scheme) }),
  );
  for (const wallet of players.wallets.keys()) await sender.fund(funder, wallet, wealth);
  await takeEffect(reader, sender, engine.address, tokens);
  return { engine: engine.address, manager: manager.address, registry, tokens, crew: CREW, players };
}

export const CREW: Crew = {
  admin: accountOf("admin"),
  ruleAuthor: accountOf("rule author"),
  registrar: accountOf("registrar"),
  transferAgent: accountOf("transfer agent"),
  secondAgent: accountOf("second transfer agent"),
  guardian: accountOf("guardian"),
  broker: accountOf("broker"),
  spender: accountOf("spender"),
};

/** A venue that moves units for their holders. */
const brokerFacts = (scheme: Scheme): change.InvestorFacts => {
  const until = BigInt(Date.parse("2039-12-31T00:00:00Z") / 1000);
  const statuses = 2 ** (schemeBits(scheme).roles["venue"] ?? 0);
  return { country: US, region: 0, lane: 7, statuses, states: 0, kycUntil: until, statusUntil: until };
};

async function unlockedAccount(reader: Reader): Promise<Address> {
  const accounts = (await reader.request({ method: "eth_accounts", params: [] })) as readonly Address[];
  const [first] = accounts;
  if (first !== undefined) return first;
  const wanted = "a node with an unlocked account that pays for the demo, as a development node has";
  throw new ParameterInvalidError({ parameter: "--rpc-url", value: "a node without unlocked accounts", wanted });
}

async function deployDeployer(reader: Reader, sender: Sender, funder: Address): Promise<void> {
  const { address, code, transaction } = change.CREATE2_DEPLOYER;
  if ((await getCode(reader, { address, at: await pin(reader, {}) })) === code) return;
  await sender.fund(funder, transaction.from, transaction.funding);
  await reader.request({ method: "eth_sendRawTransaction", params: [transaction.serialized] });
}

type Registry = { readonly engine: Address; readonly authority: Address; readonly scheme: Scheme };

/** @returns Its number. */
async function createRegistry(
  reader: Reader,
  sender: Sender,
  { engine, authority, scheme }: Registry,
): Promise<number> {
  const call = change.createRegistry({ engine, authority, scheme: hashScheme(scheme) });
  // Nobody else plays on this node: what the call would answer now, it answers in its own block.
  const params = [{ from: CREW.admin.address, to: call.to, data: call.data }, "latest"];
  const registry = Number(hexToBigInt((await reader.request({ method: "eth_call", params })) as Hex));
  await sender.send(CREW.admin, call);
  return registry;
}

type Force = { readonly engine: Address; readonly token: Address; readonly program: CompiledProgram };

async function putInForce(reader: Reader, sender: Sender, { engine, token, program }: Force): Promise<void> {
  await sender.send(CREW.ruleAuthor, change.publishProgram({ engine, program: program.bytes }));
  const effectiveFrom = (await pin(reader, {})).time + LEAD;
  await sender.send(CREW.ruleAuthor, change.scheduleProgram({ engine, token, programId: program.id, effectiveFrom }));
}

/** Waits until all programs are in force, and puts them where reading them is cheapest. */
async function takeEffect(
  reader: Reader,
  sender: Sender,
  engine: Address,
  tokens: readonly StagedToken[],
): Promise<void> {
  const { time } = await pin(reader, {});
  await passTime(reader, sender, { engine, token: tokens[0]?.token ?? engine, until: time + LEAD });
  for (const { token } of tokens) await sender.send(CREW.ruleAuthor, change.settleProgram({ engine, token }));
}

type Passing = { readonly engine: Address; readonly token: Address; /** Unix seconds. */ readonly until: bigint };

/** Milliseconds after which a chain whose time is the clock's is asked for another block. */
const PAUSE = 200;

/** Waits for a block of that time; on a chain that makes blocks only when it is asked to, by asking. */
export async function passTime(reader: Reader, sender: Sender, { engine, token, until }: Passing): Promise<void> {
  const now = async () => (await pin(reader, {})).time;
  let time = await now();
  while (time < until) {
    // With gas for more than it takes: in the second that is waited for it does more than when it would be estimated.
    await sender.attempt(CREW.ruleAuthor, change.settleProgram({ engine, token }));
    const next = await now();
    if (next === time) await new Promise((resolve) => setTimeout(resolve, PAUSE));
    time = next;
  }
}
