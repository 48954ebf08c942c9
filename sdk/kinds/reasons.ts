import type { Unit } from "./units.js";

/** Why a movement is refused under every program, also an empty one. */
export type ReasonEntry = {
  /** Error that the engine reverts with, of the form `Name(uint16 rule, address subject, uint256 measured, uint256 limit)`. */
  readonly error: string;
  readonly unit: Unit;
  /** Whose address the subject is. `wallet`: the sender's, then the receiver's. */
  readonly subject: "token" | "spender" | "sender" | "receiver" | "wallet";
  /** `explain` lists nothing after it. */
  readonly stops: boolean;
};

/** Built-in reasons, in the order in which they are judged. */
export const REASONS = {
  kindUnsupported: { error: "KindUnsupported", unit: "movement", subject: "token", stops: true },
  programMissing: { error: "ProgramMissing", unit: "flag", subject: "token", stops: true },
  /** Views only: a read of the token failed or is malformed. */
  tokenUnreadable: { error: "TokenUnreadable", unit: "flag", subject: "token", stops: true },
  /** OpenZeppelin's own, `(address spender, uint256 allowance, uint256 needed)`. */
  allowanceTooLow: { error: "ERC20InsufficientAllowance", unit: "units", subject: "spender", stops: false },
  /** Some holders of a token that had them when it was admitted are not in the books yet. */
  tokenImporting: { error: "TokenImporting", unit: "units", subject: "token", stops: true },
  tokenPaused: { error: "TokenPaused", unit: "flag", subject: "token", stops: false },
  /** Both wallets are listed before it stops. */
  walletUnknown: { error: "WalletUnknown", unit: "flag", subject: "wallet", stops: true },
  investorBlocked: { error: "InvestorBlocked", unit: "state", subject: "wallet", stops: false },
  amountAboveCapacity: { error: "AmountAboveCapacity", unit: "units", subject: "token", stops: true },
  supplyAboveCapacity: { error: "SupplyAboveCapacity", unit: "units", subject: "token", stops: true },
  tokensAboveCapacity: { error: "TokensAboveCapacity", unit: "tokens", subject: "receiver", stops: false },
  walletFrozen: { error: "WalletFrozen", unit: "flag", subject: "wallet", stops: false },
  unitsNotFree: { error: "UnitsNotFree", unit: "units", subject: "sender", stops: false },
} as const satisfies Readonly<Record<string, ReasonEntry>>;

export type Reason = keyof typeof REASONS;

/** In the order in which they are judged. */
export const REASON_NAMES = Object.keys(REASONS) as readonly Reason[];

export const isReason = (kind: string): kind is Reason => Object.hasOwn(REASONS, kind);
