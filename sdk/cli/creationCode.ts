import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Hex } from "viem";
import { FileMissingError } from "../errors/index.js";
import { PACKAGE } from "./package.js";

const CONTRACTS = {
  WeighbridgeHeadroom: "contracts/WeighbridgeHeadroom.sol",
  WeighbridgeEnrolment: "contracts/WeighbridgeEnrolment.sol",
  WeighbridgeAdmin: "contracts/WeighbridgeAdmin.sol",
  Weighbridge: "contracts/Weighbridge.sol",
  TokenFactory: "contracts/token/TokenFactory.sol",
  SecurityTokenSurfaces: "contracts/token/SecurityTokenSurfaces.sol",
  SecurityToken: "contracts/token/SecurityToken.sol",
  AccessManager: "@openzeppelin/contracts/access/manager/AccessManager.sol",
} as const;

export type CreationCode = Readonly<Record<keyof typeof CONTRACTS, Hex>>;

/**
 * Creation code of every contract that is deployed, without constructor arguments.
 *
 * @throws {FileMissingError} when it was not built.
 */
export const readCreationCode = (): CreationCode =>
  Object.fromEntries(
    Object.entries(CONTRACTS).map(([name, source]) => [name, creationCodeOf(name, source)]),
  ) as CreationCode;

function creationCodeOf(name: string, source: string): Hex {
  const path = join(PACKAGE, "artifacts", source, `${name}.json`);
  if (!existsSync(path))
    throw new FileMissingError({ path, what: `creation code of ${name} (\`npm run build\` makes it)` });
  return (JSON.parse(readFileSync(path, "utf8")) as { bytecode: Hex }).bytecode;
}
