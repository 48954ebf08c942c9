import { type Address, getAddress, isAddressEqual, size, slice, zeroAddress } from "viem";
import { securityTokenAbi, weighbridgeAbi } from "../../abis/index.js";
import { ContractInvalidError, DeploymentMissingError } from "../../errors/index.js";
import { getCode, type ReadAt, type Reader } from "../../reader/index.js";
import { readContract } from "../../reader/readContract.js";
import { type ContractCode } from "../observed.js";
import { runtimeHash } from "./runtimeHash.js";

/** Of ERC-1167: before and behind the address whose code a clone runs. */
const [CLONE_HEAD, CLONE_TAIL] = ["0x363d3d373d3d3d363d73", "0x5af43d82803e903d91602b57fd5bf3"] as const;
const [CLONE_ADDRESS, CLONE_END] = [10, 45] as const;

type Contract = ContractCode["contract"];
type Parties = {
  readonly engine: Address;
  readonly token: Address;
  readonly manager: Address;
  readonly factory: Address | undefined;
};

/**
 * @internal
 * The code of every contract that weighs the token's movements, or says who may change what weighs them. Each part is found by asking the one that
 * runs it; where that is another contract than it should be, and does not say, what lies behind it is not looked for.
 */
export async function readCodes(
  reader: Reader,
  { engine, token, manager, factory }: Parties,
  on: ReadAt,
): Promise<readonly ContractCode[]> {
  const { engineView, tokenView } = views(reader, on);
  const code = async (contract: Contract, address: Address | undefined) =>
    address === undefined || isAddressEqual(address, zeroAddress)
      ? []
      : [await readCode(reader, contract, address, on)];
  const [admin, surfaces, identityRegistry, compliance] = await Promise.all([
    engineView(engine, "admin"),
    tokenView(token, "surfaces"),
    tokenView(token, "identityRegistry"),
    tokenView(token, "compliance"),
  ]);
  const enrolment = admin && (await engineView(admin, "enrolment"));
  const [headroomHalf, orders, metersHalf] = await Promise.all([
    enrolment && engineView(enrolment, "headroomHalf"),
    surfaces && tokenView(surfaces, "orders"),
    engineView(engine, "metersHalf"),
  ]);
  const rehearsalsHalf = headroomHalf && (await engineView(headroomHalf, "rehearsalsHalf"));
  // Three halves enter the sixth: it must be one.
  const entered = await Promise.all(
    [headroomHalf, rehearsalsHalf].map(async (half) => half && (await engineView(half, "metersHalf"))),
  );
  const others = new Set(entered.filter((behind) => behind !== undefined && behind !== metersHalf));
  const codes = await Promise.all([
    ...[code("Weighbridge", engine), code("WeighbridgeAdmin", admin)],
    ...[code("WeighbridgeEnrolment", enrolment), code("WeighbridgeHeadroom", headroomHalf)],
    ...[code("WeighbridgeRehearsals", rehearsalsHalf), code("WeighbridgeMeters", metersHalf)],
    ...[...others].map((another) => code("WeighbridgeMeters", another)),
    ...[code("SecurityToken", token), code("SecurityTokenSurfaces", surfaces), code("SecurityTokenOrders", orders)],
    ...[code("IdentityRegistryFacade", identityRegistry), code("ComplianceFacade", compliance)],
    ...[code("AccessManager", manager), code("TokenFactory", factory)],
  ]);
  return codes.flat();
}

/** Views that say where a further part is; undefined: the contract is another one. */
function views(reader: Reader, on: ReadAt) {
  const ask = (asked: Promise<Address>) =>
    asked.catch((error: unknown) => {
      if (error instanceof ContractInvalidError || error instanceof DeploymentMissingError) return undefined;
      throw error;
    });
  const common = { ...on, args: [], wanted: "part of Weighbridge" } as const;
  return {
    engineView: (
      address: Address,
      functionName: "admin" | "enrolment" | "headroomHalf" | "rehearsalsHalf" | "metersHalf",
    ) => ask(readContract(reader, { ...common, abi: weighbridgeAbi, address, functionName })),
    tokenView: (address: Address, functionName: "surfaces" | "orders" | "identityRegistry" | "compliance") =>
      ask(readContract(reader, { ...common, abi: securityTokenAbi, address, functionName })),
  };
}

async function readCode(reader: Reader, contract: Contract, address: Address, on: ReadAt): Promise<ContractCode> {
  const code = await getCode(reader, { ...on, address });
  if (code === "0x") return { contract, address, hash: "0x" };
  // Only tokens and facades are clones: elsewhere one is another contract.
  const cloned = CLONES.has(contract) ? implementationOf(code) : undefined;
  if (cloned === undefined) return { contract, address, hash: runtimeHash(contract, code) };
  const behind = await getCode(reader, { ...on, address: cloned });
  return { contract, address: cloned, hash: behind === "0x" ? "0x" : runtimeHash(contract, behind) };
}

const CLONES: ReadonlySet<Contract> = new Set<Contract>([
  "SecurityToken",
  "IdentityRegistryFacade",
  "ComplianceFacade",
]);

/** Whose code a clone runs; undefined: it is none. */
function implementationOf(code: `0x${string}`): Address | undefined {
  if (size(code) < CLONE_END || !code.startsWith(CLONE_HEAD)) return undefined;
  const end = CLONE_ADDRESS + 20;
  return slice(code, end, CLONE_END) === CLONE_TAIL ? getAddress(slice(code, CLONE_ADDRESS, end)) : undefined;
}
