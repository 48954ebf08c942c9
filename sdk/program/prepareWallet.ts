import { type Party, partyOf } from "./party.js";
import type { Passing } from "./passing.js";
import type { PreparedProgram } from "./prepareProgram.js";

/** A wallet and the investor to whom it belongs, whether it sends or receives: halves of `Facts`. What is left out is nothing. */
export type WalletFacts = {
  /** Record word; 0: the wallet is in no registry. */
  readonly record: bigint;
  /** WalletState word. */
  readonly state?: bigint | undefined;
  /** Of the wallet, and of the investor over all wallets; token units. */
  readonly balance?: bigint | undefined;
  readonly holding?: bigint | undefined;
  /** Whether the investor is counted as a holder. */
  readonly holds?: boolean | undefined;
  /** Counts word of the investor's country. */
  readonly counts?: bigint | undefined;
  /** Lot words, oldest first. */
  readonly lots?: readonly bigint[] | undefined;
  /** Owners that were stated to stand behind the investor: a Counts word. */
  readonly owners?: bigint | undefined;
  /** Of an investor with the state `leveraged`: its leverage in basis points, and its units that are held or recorded as collateral. */
  readonly leverage?: bigint | undefined;
  readonly encumbered?: bigint | undefined;
};

/** A wallet as it is on the state that a program was prepared for, with what was found out about it. */
export type PreparedWallet = { readonly [Name in keyof WalletFacts]-?: NonNullable<WalletFacts[Name]> } & {
  /** @internal */
  readonly prepared: PreparedProgram;
  /** @internal */
  readonly party: Party;
} & Passings;
export type PrepareWalletReturnType = PreparedWallet;

/** Of whom: who sends, receives, or carries out a transfer; who receives a mint; who sends a burn; and of movements that no rule binds. */
export type PassingName =
  | ("transferOut" | "transferIn" | "transferBy" | "mintIn" | "burnOut")
  | ("forcedOut" | "forcedIn" | "transmissionOut" | "transmissionIn" | "licensedOut" | "licensedIn");
/** What is known to pass of a wallet; undefined until somebody asks. */
type Passings = Record<PassingName, Passing | undefined>;

/**
 * Makes a wallet ready to be a party of many movements, on the state for which the program was prepared. Pure. Once units of it have moved, prepare it
 * anew.
 *
 * @example
 * const wallet = prepareWallet(prepared, { record, state, balance, holding, holds: true, counts, lots, owners: 0n });
 */
export function prepareWallet(prepared: PreparedProgram, facts: WalletFacts): PrepareWalletReturnType {
  const { record, state = 0n, balance = 0n, holding = balance, holds = holding > 0n, counts = 0n, owners = 0n } = facts;
  const { leverage = 0n, encumbered = 0n } = facts;
  // One literal without others in it, and what each question reads at its head: so it lies together, within the object.
  return {
    prepared,
    transferOut: undefined,
    transferIn: undefined,
    transferBy: undefined,
    balance,
    party: partyOf(record),
    record,
    state,
    holding,
    holds,
    counts,
    owners,
    leverage,
    encumbered,
    // Frozen, so that they are known again without a comparison.
    lots: Object.freeze([...(facts.lots ?? [])]),
    mintIn: undefined,
    burnOut: undefined,
    forcedOut: undefined,
    forcedIn: undefined,
    transmissionOut: undefined,
    transmissionIn: undefined,
    licensedOut: undefined,
    licensedIn: undefined,
  };
}
