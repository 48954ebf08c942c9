// Everything but the command line, and the adapter for ethers (`weighbridge/ethers`), which has the names of viem's.
// What each folder offers is listed in its own index; a name that two of them have is settled here.
export * from "./abis/index.js";
export * from "./change/index.js";
export * from "./check/index.js";
export * from "./errors/index.js";
export * from "./identifiers/index.js";
export * from "./kinds/index.js";
export * from "./leverage/index.js";
export * from "./positions/index.js";
export * from "./program/index.js";
export * from "./reader/index.js";
export * from "./register/index.js";
export * from "./rulebook/index.js";
export * from "./verdict/index.js";
export * from "./viem/index.js";

export type { CountrySet } from "./program/index.js";
export type { Call } from "./reader/index.js";
export { CountrySet as RulebookCountrySet } from "./rulebook/index.js";
