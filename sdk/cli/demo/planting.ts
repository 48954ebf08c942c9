import { type Address, encodeAbiParameters, encodeFunctionData, type Hex, keccak256, stringToHex } from "viem";
import { accessManagerAbi, weighbridgeAbi } from "../../abis/index.js";
import { drift, type Expected, MANAGER_ROLES, type WantedRoles } from "../../change/index.js";
import { maskOf, STATES } from "../../kinds/index.js";
import { type Call, pin } from "../../reader/index.js";
import type { AttemptParameters } from "./attempt.js";
import type { Amendment } from "./amendment.js";
import { accountOf } from "./offerings.js";
import { type Crew, LEAD, NOTICE, type StagedToken } from "./stage.js";

/** Paths of differences, sorted. */
export type Planting = {
  /** Before anything was planted; none should be there. */
  readonly before: readonly string[];
  readonly planted: readonly string[];
  readonly found: readonly string[];
};

/** What the manager hashes to the id of an operation: caller, target, calldata. */
const OPERATION = [{ type: "address" }, { type: "address" }, { type: "bytes" }] as const;

/** Seconds that the registrar is made to wait. */
const DELAY = 3_600;

/**
 * Changes what nobody should change behind the issuer's back, by raw calls of its administrator and its rule author: a member, a delay, a registrar, an
 * operation that waits, the next program. Then looks for what differs.
 */
export async function plant(
  { reader, sender, stage }: AttemptParameters,
  on: StagedToken,
  { rulebook, packs, program }: Amendment,
): Promise<Planting> {
  const { engine, manager, registry, crew } = stage;
  const { token } = on;
  const find = async (expected: Expected) => {
    const { differences } = await drift(reader, { token, rulebook, packs, expected });
    return differences.map(({ path }) => path).sort();
  };
  const expected = { roles: rolesOf(crew), registrars: [], notice: NOTICE };
  const before = await find(expected);
  const intruder = accountOf("intruder").address;
  const guest = accountOf("guest registrar").address;
  const toManager = (functionName: "grantRole" | "schedule", args: readonly unknown[]): Call => ({
    to: manager,
    data: encodeFunctionData({ abi: accessManagerAbi, functionName, args: args as never }),
    value: 0n,
  });
  const toEngine = (functionName: "setRegistrar" | "schedule" | "publish", args: readonly unknown[]): Call => ({
    to: engine,
    data: encodeFunctionData({ abi: weighbridgeAbi, functionName, args: args as never }),
    value: 0n,
  });
  const { transferAgent, registrar } = MANAGER_ROLES;
  await sender.send(crew.admin, toManager("grantRole", [transferAgent.id, intruder, 0]));
  await sender.send(crew.admin, toManager("grantRole", [registrar.id, crew.registrar.address, DELAY]));
  await sender.send(crew.admin, toEngine("setRegistrar", [registry, guest, 0, maskOf(STATES, ["blocked"])]));
  // Now that the registrar waits, something may wait for it.
  const data: Hex = encodeFunctionData({
    abi: weighbridgeAbi,
    functionName: "publishRoot",
    args: [registry, keccak256(stringToHex("a root that nobody announced")), 1_000_000n, 1, 4_000_000_000],
  });
  await sender.send(crew.registrar, toManager("schedule", [engine, data, 0]));
  const [caller, target] = [crew.registrar.address, engine];
  const operation = keccak256(encodeAbiParameters(OPERATION, [caller, target, data]));
  // The rules that were there before wait to come back.
  const from = Number((await pin(reader, {})).time + LEAD + NOTICE);
  await sender.send(crew.ruleAuthor, toEngine("schedule", [token, on.program.id, from]));
  const planted = [
    `roles.transferAgent.${intruder}`,
    `roles.registrar.${crew.registrar.address}.delay`,
    `registrars.${guest}`,
    `operations.${operation}`,
    ...(on.program.id === program.id ? [] : ["next.programId"]),
  ].sort();
  return { before, planted, found: await find(expected) };
}

/** As the stage was set. */
function rolesOf(crew: Crew): WantedRoles {
  const members = (...names: readonly (keyof Crew)[]) =>
    names.map((name) => ({ member: crew[name].address satisfies Address, delay: 0n }));
  return {
    admin: members("admin"),
    ruleAuthor: members("ruleAuthor"),
    registrar: members("registrar"),
    transferAgent: members("transferAgent", "secondAgent"),
    guardian: members("guardian"),
    steward: [],
  };
}
