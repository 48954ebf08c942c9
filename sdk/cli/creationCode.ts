import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Hex } from "viem";
import { FileMissingError } from "../errors/index.js";
import { readJson } from "./readFiles.js";

/** The package's own folder: this file lies two below it, in the sources as in what is built of them. */
export const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));

/** Every contract that somebody deploys, and where its source lies. */
export const CONTRACTS = {
  WeighbridgeMeters: "contracts/WeighbridgeMeters.sol",
  WeighbridgeRehearsals: "contracts/WeighbridgeRehearsals.sol",
  WeighbridgeHeadroom: "contracts/WeighbridgeHeadroom.sol",
  WeighbridgeEnrolment: "contracts/WeighbridgeEnrolment.sol",
  WeighbridgeAdmin: "contracts/WeighbridgeAdmin.sol",
  Weighbridge: "contracts/Weighbridge.sol",
  TokenFactory: "contracts/token/TokenFactory.sol",
  SecurityTokenSurfaces: "contracts/token/SecurityTokenSurfaces.sol",
  SecurityToken: "contracts/token/SecurityToken.sol",
  AccessManager: "@openzeppelin/contracts/access/manager/AccessManager.sol",
} as const;
export type ContractName = keyof typeof CONTRACTS;

/** Creation code without constructor arguments, as `deployEngine`, `deployToken` and `deployManager` take it. */
export const creationCodes = (): Readonly<Record<ContractName, Hex>> =>
  Object.fromEntries(
    (Object.keys(CONTRACTS) as ContractName[]).map((contract) => [contract, creationCodeOf(contract)]),
  ) as Record<ContractName, Hex>;

/** Where the compiler has just put it, in the repository; in the package, which brings no compiler, where `npm run build` has. */
function creationCodeOf(contract: ContractName): Hex {
  const compiled = join(PACKAGE, "artifacts", CONTRACTS[contract], `${contract}.json`);
  const what = `creation code of ${contract}`;
  if (existsSync(compiled)) return (readJson(compiled, what) as { readonly bytecode: Hex }).bytecode;
  const packed = join(PACKAGE, "dist", "bytecode", `${contract}.json`);
  if (existsSync(packed)) return (readJson(packed, what) as { readonly creationCode: Hex }).creationCode;
  throw new FileMissingError({ path: packed, what: `${what} (\`npm run build\` makes it)` });
}
