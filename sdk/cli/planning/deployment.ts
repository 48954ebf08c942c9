import { type Address, type Hex, encodeEventTopics, hexToBigInt, keccak256, stringToHex, zeroHash } from "viem";
import { accessManagerAbi, weighbridgeAbi } from "../../abis/index.js";
import {
  createRegistry,
  CREATE2_DEPLOYER,
  deployEngine,
  MANAGER_ROLES,
  type ManagerRole,
  planDeployment,
  type Plan,
  type RoleMember,
} from "../../change/index.js";
import { ENGINE, readEngine } from "../../check/engine.js";
import { DeploymentMissingError, FileInvalidError, RoleMissingError } from "../../errors/index.js";
import { readField, TOKEN_CONFIG_WORD } from "../../kinds/index.js";
import { compile } from "../../program/index.js";
import { call, getCode, getLogs, pin, type Reader } from "../../reader/index.js";
import { readContract } from "../../reader/readContract.js";
import { hashScheme } from "../../rulebook/index.js";
import type { Pinned } from "../../verdict/index.js";
import { creationCodes } from "../creationCode.js";
import type { Io } from "../io.js";
import { signerAddresses } from "../project/openProject.js";
import type { ProjectEnvironment } from "../project/readProject.js";
import { writeAddresses } from "../project/writeAddresses.js";
import { inFile } from "../report.js";
import { leewayOf, type PlanOptions } from "./plan.js";
import { reviewOffer } from "./reviewOffer.js";

/** Whether the project's token is there, and its engine knows it. */
export async function isAdmitted(reader: Reader, { token, chainId }: ProjectEnvironment): Promise<boolean> {
  const at = await pin(reader, { chainId });
  if (token === undefined || (await getCode(reader, { address: token, at })) === "0x") return false;
  const engine = await readEngine(reader, token, { at });
  const config = await readContract(reader, {
    ...{ at, abi: weighbridgeAbi, address: engine, wanted: ENGINE, functionName: "tokenConfig", args: [token] },
  } as const);
  return readField(config, TOKEN_CONFIG_WORD.registry) !== 0n;
}

/** Plans everything up to a token whose rules are in force, and writes where it will be into the project. */
export async function planOfDeployment(
  reader: Reader,
  environment: ProjectEnvironment,
  options: PlanOptions,
  io: Io,
): Promise<Plan> {
  const { deploy, chainId, path, name: environmentName } = environment;
  const missing = (place: string, message: string) =>
    new FileInvalidError({
      path,
      what: "a project that can be deployed",
      issues: [{ path: `environments.${environmentName}.${place}`, message }],
    });
  if (deploy === undefined) throw missing("deploy", "is missing: the token's name, symbol and notice");
  const named = membersOf(environment);
  const admin = named.find(({ role }) => role === "admin")?.account ?? signerAddresses(environment, io).admin?.[0];
  if (admin === undefined) throw missing("roles.admin", "is missing: who sets the manager up");

  const rulebook = environment.rulebook();
  const packs = environment.packs(rulebook);
  const seen = await pin(reader, { chainId });
  if ((await getCode(reader, { address: CREATE2_DEPLOYER.address, at: seen })) !== CREATE2_DEPLOYER.code)
    throw new DeploymentMissingError({
      contract: "The deterministic deployment proxy, through which everything is deployed,",
      address: CREATE2_DEPLOYER.address,
      chainId,
      remedy: `Send ${CREATE2_DEPLOYER.transaction.funding} wei to ${CREATE2_DEPLOYER.transaction.from}, then broadcast ${CREATE2_DEPLOYER.transaction.serialized}; it is signed already.`,
    });
  // An existing manager's members are those that it has: `plan` changes them when the token is there.
  const members = deploy.manager === undefined ? named : await membersAt(reader, deploy.manager, named, seen);
  const adminDelay =
    deploy.manager === undefined
      ? undefined
      : (await membersAt(reader, deploy.manager, [{ role: "admin", account: admin, delay: 0n }], seen))[0]?.delay;
  if (deploy.manager !== undefined && adminDelay === undefined)
    throw new RoleMissingError({ role: "admin", account: admin, manager: deploy.manager });
  const delays = members.filter(({ role }) => role === "ruleAuthor").map(({ delay }) => delay);
  const effectiveFrom = options.effectiveFrom ?? seen.time + leewayOf(delays[0] ?? 0n);
  const asOf = options.asOf ?? effectiveFrom;
  const product = reviewOffer(environment, rulebook, options, { asOf, decidedBy: seen.time });
  const compiled = inFile(path, () => compile(rulebook, { asOf, packs }));
  const creationCode = creationCodes();
  const scheme = hashScheme(compiled.scheme);
  const engine = deployEngine({ creationCode }).engine.address;
  const parameters = {
    ...{ seen, creationCode, admin, members, deployer: deploy.deployer ?? admin, manager: deploy.manager, adminDelay },
    ...{ name: deploy.name, symbol: deploy.symbol, decimals: compiled.decimals, notice: deploy.notice },
    ...{ program: compiled, words: compiled, effectiveFrom, product },
    salt: keccak256(stringToHex(`${rulebook.id} ${deploy.symbol} ${environmentName}`)),
  };
  const book = (number: number, exists: boolean) => ({ number, exists, scheme });
  // The manager's address does not depend on the registry's number.
  const { manager } = planDeployment({ ...parameters, registry: book(1, false) });
  const registry =
    deploy.registry === undefined
      ? await registryOf(reader, { engine, manager, scheme }, seen)
      : { number: deploy.registry, exists: true };
  const { plan, token } = planDeployment({ ...parameters, registry: book(registry.number, registry.exists) });
  writeAddresses(path, environmentName, { engine, token });
  io.err(`weighbridge: the token will be at ${token}; that is in ${path} now\n`);
  return plan;
}

const membersOf = ({ roles = {} }: ProjectEnvironment): readonly RoleMember[] =>
  Object.entries(roles).flatMap(([role, list]) =>
    list.map(({ account, delay }) => ({ role: role as ManagerRole, account, delay })),
  );

/** Those who have their role under a manager that is there, with the delays that it makes them wait. */
async function membersAt(
  reader: Reader,
  manager: Address,
  members: readonly RoleMember[],
  at: Pinned,
): Promise<readonly RoleMember[]> {
  const common = {
    at,
    abi: accessManagerAbi,
    address: manager,
    wanted: "AccessManager",
    functionName: "hasRole",
  } as const;
  const found = await Promise.all(
    members.map(async (member): Promise<readonly RoleMember[]> => {
      const args = [MANAGER_ROLES[member.role].id, member.account] as const;
      const [isMember, delay] = await readContract(reader, { ...common, args });
      return isMember ? [{ ...member, delay: BigInt(delay) }] : [];
    }),
  );
  return found.flat();
}

type Book = { readonly engine: Address; readonly manager: Address; readonly scheme: Hex };

/** The manager's registry of this scheme, or the number that the next one gets. */
async function registryOf(
  reader: Reader,
  { engine, manager, scheme }: Book,
  at: Pinned,
): Promise<{ readonly number: number; readonly exists: boolean }> {
  if ((await getCode(reader, { address: engine, at })) === "0x") return { number: 1, exists: false };
  const event = { abi: weighbridgeAbi, eventName: "RegistryCreated", args: { authority: manager } } as const;
  const logs = await getLogs(reader, { address: engine, topics: encodeEventTopics(event), at });
  const own = logs.find(({ data }) => data === scheme);
  if (own !== undefined) return { number: Number(hexToBigInt(own.topics[1] ?? zeroHash)), exists: true };
  // What the call would answer now. It asks for an authority with code, which the manager may not have yet, and the engine has.
  const { to, data } = createRegistry({ engine, authority: engine, scheme });
  const next = await call(reader, { to, data, at });
  return { number: Number(hexToBigInt(next)), exists: false };
}
