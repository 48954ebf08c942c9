import { existsSync, globSync } from "node:fs";
import { basename, join } from "node:path";
import { folderOf } from "./generate.js";
import { ROOT } from "./solc.js";

/** Tests of a contract on a chain, by the names of their files in test/contracts, those that are likeliest to find something first. */
const TESTS: Readonly<Record<string, readonly string[]>> = {
  Weighbridge: ["views", "trace", "halves", "scenarios-movements", "restricted", "position-rule/*"],
  WeighbridgeAdmin: [
    "programs*",
    "admission",
    "registries",
    "groups",
    "restricted",
    "halves",
    "orders",
    "holds",
    "security-token-brakes",
  ],
  WeighbridgeEnrolment: ["enrolment-roots", "halves"],
  WeighbridgeHeadroom: ["views", "halves", "plug-ins/*", "position-rule/*"],
  WeighbridgeRehearsals: ["rehearsals", "halves", "position-rule/*"],
  Asking: ["views", "rehearsals", "hostile-token", "position-rule/*"],
  Attestations: ["attestations", "registries-merge"],
  Books: ["books*", "owners", "groups", "lots-keeping", "lying-token"],
  EnrolmentRoots: ["enrolment-roots"],
  Enrolments: ["registries*", "leverage/rules", "enrolment-roots", "attestations"],
  Gathering: ["scenarios-movements", "views", "lying-token", "hostile-token", "books-random"],
  GroupCounts: ["groups"],
  Imports: ["imports", "lots-imports"],
  LotBook: ["lots-*"],
  LotRegister: ["lots-register", "lots-metering", "owners", "lots-*"],
  Merges: ["registries-merge*", "lots-merge", "attestations", "owners", "suspense", "position-rule/*"],
  ProgramCode: ["programs*"],
  Registrars: ["registrars"],
  Registries: ["registries*", "registrars", "scenarios-records", "groups", "owners"],
  RegistryBase: [
    "registries*",
    "registrars",
    "scenarios-records",
    "groups",
    "owners",
    "lots-register",
    "lots-metering",
  ],
  TokenReads: ["hostile-token", "lying-token", "views"],
  WalletStates: ["holds", "orders", "recoveries", "security-token-brakes"],
  Weighing: ["views", "scenarios-movements", "hostile-token", "trace"],
  ComplianceFacade: ["standards/erc3643", "security-token-surfaces"],
  IdentityRegistryFacade: ["standards/erc3643", "security-token-surfaces"],
  Facade: ["standards/erc3643", "security-token-surfaces"],
  Filings: ["orders", "recoveries"],
  Holds: ["holds*"],
  Orders: ["orders", "suspense"],
  Recoveries: ["recoveries"],
  SecurityToken: ["security-token*", "token-clones", "orders", "recoveries", "standards/*"],
  SecurityTokenBase: ["security-token*", "token-clones", "standards/*", "wallets/*"],
  SecurityTokenSurfaces: ["security-token-surfaces", "standards/*", "security-token*"],
  Suspense: ["suspense", "lots-suspense"],
  TokenFactory: ["token-factory", "token-clones"],
  WeighbridgeMeters: ["restricted", "halves", "meters-*"],
  FlowBook: ["meters-flows", "meters-model", "meters-*", "books-random"],
  FlowJoins: ["meters-flows", "meters-register", "meters-model", "registries-merge*"],
  GroupBook: ["group-shares*", "meters-model"],
  GroupRegister: ["group-shares*"],
  Halts: ["halts"],
  MeterBook: ["meters-purchasers*", "meters-*", "group-shares*", "programs-schedule"],
  MeterReads: ["meters-*", "leverage/rules"],
  CappedCalls: ["plug-ins/least-gas", "leverage/rules", "plug-ins/*"],
  LeverageSources: ["leverage/rules", "holds-enforced"],
  LeverageRules: ["leverage/rules"],
  MarginVault: ["leverage/margin-vault*"],
  MeterRegister: ["meters-register", "meters-starting", "meters-*"],
  PlugInDesk: ["plug-ins/*", "rehearsals"],
  PlugInReads: ["plug-ins/*"],
  AskedRooms: ["plug-ins/*", "position-rule/*"],
  PositionCalls: ["position-rule/*"],
  Schedules: [
    "programs-schedule",
    "programs",
    "meters-starting",
    "meters-purchasers",
    "group-shares",
    "lots-metering",
    "groups",
    "programs*",
  ],
  Telling: ["position-rule/*", "trace", "scenarios-movements"],
  SecurityTokenOrders: ["orders", "suspense", "recoveries", "standards/*", "security-token*"],
  Signatures: ["halts", "orders", "attestations", "security-token"],
  MostGroupShare: ["group-shares*", "meters-views"],
  GroupStanding: ["group-shares*", "groups"],
  PlugInRefusals: ["plug-ins/*"],
  Metered: ["meters-*"],
  MeterKeys: ["meters-*"],
  FlowLedger: ["meters-*"],
  Headrooms: ["rehearsals", "meters-views", "group-shares", "views"],
};
/** Those of all other contracts of a folder. Of rules: the form of a program, what a rule gives room to, and what publishes it. */
const OF_FOLDER: Readonly<Record<string, readonly string[]>> = {
  leverage: ["leverage/*"],
  positions: ["positions/*", "position-rule/*"],
  rules: ["programs*", "views", "rehearsals", "scenarios-movements", "groups", "lots-keeping", "owners"],
};
/** Solidity tests of the rules, where they are not called as the rule is. */
const UNITS: Readonly<Record<string, string>> = {
  ...{ ProgramForm: "Form", RuleForm: "Form" },
  ...{ MostEmbeddedLeverage: "LeverageRules", MostLeverage: "LeverageRules", EncumberedStays: "LeverageRules" },
};

const stemOf = (file: string): string => basename(file, ".sol");
const find = (pattern: string): readonly string[] =>
  globSync(`test/contracts/${pattern}.test.ts`, { cwd: ROOT })
    .map((path) => path.replaceAll("\\", "/"))
    .sort();

/** The mocha tests of a contract, and all others on a chain. */
export function mochaTestsOf(file: string): { readonly own: readonly string[]; readonly others: readonly string[] } {
  // Of a new contract, all of them, until it has a row.
  const patterns = TESTS[stemOf(file)] ?? OF_FOLDER[folderOf(file)] ?? ["**/*"];
  const own = [...new Set(patterns.flatMap(find))];
  return { own, others: find("**/*").filter((test) => !own.includes(test)) };
}

/** The Solidity test of a rule, or of what is computed on margin, if there is one. */
export function unitTestOf(file: string): string | undefined {
  const test = `test/solidity/${folderOf(file)}/${UNITS[stemOf(file)] ?? stemOf(file)}.t.sol`;
  return existsSync(join(ROOT, test)) ? test : undefined;
}
