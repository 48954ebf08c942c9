import { join } from "node:path";
import { type Address, keccak256, stringToHex } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import { FileInvalidError } from "../../errors/index.js";
import { type CompiledProgram, compile } from "../../program/index.js";
import { countryNumber, type Rulebook, type Scheme, schemeBits } from "../../rulebook/index.js";
import type { Enrolment } from "../../change/index.js";
import { readJson, readRulebook } from "../readFiles.js";
import { PACKAGE } from "../creationCode.js";

const EXAMPLES = join(PACKAGE, "rulebooks", "examples");

/** A rulebook with what is enforced of it. */
export type Offering = {
  readonly name: string;
  readonly symbol: string;
  readonly rulebook: Rulebook;
  readonly program: CompiledProgram;
};

/** @param asOf Unix seconds. */
export function readOffering(folder: string, symbol: string, asOf: bigint): Offering {
  const rulebook = readRulebook(join(EXAMPLES, folder, "rulebook.json"));
  return { name: rulebook.title, symbol, rulebook, program: compile(rulebook, { asOf }) };
}

const Day = z.iso.date();
const Register = z.looseObject({
  investors: z.array(
    z.looseObject({
      country: z.string(),
      region: z.string().nullable(),
      lane: z.int().min(0).max(7),
      statuses: z.array(z.string()),
      states: z.array(z.string()),
      kycUntil: Day,
      statusUntil: Day,
      wallets: z.array(z.string()).min(1).max(8),
    }),
  ),
});

/** Investors to enrol, and who signs for each of their wallets. */
export type Players = {
  readonly enrolments: readonly Enrolment[];
  readonly wallets: ReadonlyMap<Address, PrivateKeyAccount>;
};

/** The made-up investors. Keys of their wallets are derived from texts that everybody can read: never send them anything of value. */
export function readPlayers(scheme: Scheme): Players {
  const path = join(EXAMPLES, "private-fund", "register.json");
  const parsed = Register.safeParse(readJson(path, "register"));
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path: place, message }) => ({ path: place.join("."), message }));
    throw new FileInvalidError({ path, what: "a register", issues });
  }
  const bits = schemeBits(scheme);
  const mask = (names: readonly string[], of: Readonly<Record<string, number>>) =>
    names.reduce((sum, name) => (sum | (1 << (of[name] ?? 0))) >>> 0, 0);
  const wallets = new Map<Address, PrivateKeyAccount>();
  const enrolments = parsed.data.investors.map((investor) => ({
    wallets: investor.wallets.map(() => {
      const account = accountOf(`wallet ${wallets.size + 1}`);
      wallets.set(account.address, account);
      return account.address;
    }),
    facts: {
      country: countryNumber(investor.country) ?? 0,
      region: bits.regions[investor.region ?? ""] ?? 0,
      lane: investor.lane,
      statuses: mask(investor.statuses, bits.statuses),
      states: mask(investor.states, bits.states),
      kycUntil: secondsOf(investor.kycUntil),
      statusUntil: secondsOf(investor.statusUntil),
    },
  }));
  return { enrolments, wallets };
}

/** An account of the demo, by its name. */
export const accountOf = (name: string): PrivateKeyAccount =>
  privateKeyToAccount(keccak256(stringToHex(`weighbridge demo ${name}`)));

const secondsOf = (day: string): bigint => BigInt(Date.parse(`${day}T00:00:00Z`) / 1000);
