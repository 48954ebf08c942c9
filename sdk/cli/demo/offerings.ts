import { join } from "node:path";
import { type Address, keccak256, stringToHex } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { FileInvalidError } from "../../errors/index.js";
import { type CompiledProgram, compile } from "../../program/index.js";
import type { Pack, Rulebook, Scheme } from "../../rulebook/index.js";
import type { Enrolment } from "../../change/index.js";
import { enrolmentOf } from "../enrolmentOf.js";
import { packsOf } from "../packsOf.js";
import { readRulebook } from "../readFiles.js";
import { readHolderFile } from "../readHolderFile.js";
import { PACKAGE } from "../creationCode.js";

const EXAMPLES = join(PACKAGE, "rulebooks", "examples");

/** A rulebook with what is enforced of it. */
export type Offering = {
  readonly name: string;
  readonly symbol: string;
  readonly rulebook: Rulebook;
  /** Those that it refers to. */
  readonly packs: readonly Pack[];
  readonly program: CompiledProgram;
};

/** @param asOf Unix seconds. */
export function readOffering(folder: string, symbol: string, asOf: bigint): Offering {
  const rulebook = readRulebook(join(EXAMPLES, folder, "rulebook.json"));
  const packs = packsOf([rulebook], []);
  return { name: rulebook.title, symbol, rulebook, packs, program: compile(rulebook, { asOf, packs }) };
}

/** Investors to enrol, and who signs for each of their wallets. */
export type Players = {
  readonly enrolments: readonly Enrolment[];
  readonly wallets: ReadonlyMap<Address, PrivateKeyAccount>;
};

/** The made-up investors. Keys of their wallets are derived from texts that everybody can read: never send them anything of value. */
export function readPlayers(scheme: Scheme): Players {
  const path = join(EXAMPLES, "private-fund", "register.json");
  const enrolments = readHolderFile(path, { scheme }).holders.map(enrolmentOf);
  const wallets = new Map<Address, PrivateKeyAccount>();
  for (const wallet of enrolments.flatMap((one) => one.wallets)) {
    const account = accountOf(`wallet ${wallets.size + 1}`);
    const message = `is not the demo's own, ${account.address}: nobody could sign for it`;
    if (account.address !== wallet)
      throw new FileInvalidError({ path, what: "the demo's register", issues: [{ path: wallet, message }] });
    wallets.set(wallet, account);
  }
  return { enrolments, wallets };
}

/** An account of the demo, by its name. */
export const accountOf = (name: string): PrivateKeyAccount =>
  privateKeyToAccount(keccak256(stringToHex(`weighbridge demo ${name}`)));
