import { type Reason, REASONS } from "./reasons.js";
import { RULE_KINDS, type RuleKind } from "./ruleKinds.js";

/** One code of ERC-1404. */
export type RestrictionCode = {
  /** 1..254; never reused. */
  readonly code: number;
  /** What it says, in English. */
  readonly message: string;
};

/** The code of a transfer that passes, and of a refusal for a reason that has no code of its own: never 0. */
export const PASSED = { code: 0, message: "The transfer passes." } as const satisfies RestrictionCode;
export const REFUSED = { code: 255, message: "The transfer is refused; ask the engine why." } as const;

/** A code for every reason. 1..63: the engine's own; from 64 on those of rules, by the kind's id. A code never gets another meaning. */
export const RESTRICTION_CODES = {
  kindUnsupported: { code: 1, message: "The engine does not weigh such movements." },
  programMissing: { code: 2, message: "No rules are in force for the token." },
  tokenUnreadable: { code: 3, message: "The token does not answer the engine." },
  allowanceTooLow: { code: 4, message: "The sender allows the spender less." },
  tokenPaused: { code: 5, message: "The token is paused." },
  walletUnknown: { code: 6, message: "A wallet is not in the registry." },
  investorBlocked: { code: 7, message: "An investor is blocked." },
  amountAboveCapacity: { code: 8, message: "The amount is above what the engine can count." },
  supplyAboveCapacity: { code: 9, message: "The supply would be above what the engine can count." },
  tokensAboveCapacity: { code: 10, message: "The receiving wallet holds too many tokens of the registry." },
  walletFrozen: { code: 11, message: "A wallet is frozen." },
  unitsNotFree: { code: 12, message: "The sender has fewer units that may leave." },
  tokenImporting: { code: 13, message: "The token's holders are still being recorded." },
  investorsDiffer: { code: 14, message: "The two wallets are not of one investor." },
  walletNotBarred: { code: 15, message: "The lost wallet is not barred." },
  recoveryNotWhole: { code: 16, message: "A recovery moves all units of the wallet." },
  suspenseAccount: { code: 17, message: "A wallet is a suspense account." },
  forbiddenStates: { code: 65, message: "An investor is in a state that a rule forbids." },
  requiredStatuses: { code: 66, message: "The receiver lacks a status that a rule requires." },
  laneInSet: { code: 67, message: "The receiver's class of investor is not allowed." },
  countryIn: { code: 68, message: "An investor's country is not among those allowed." },
  countryNotIn: { code: 69, message: "An investor's country is among those excluded." },
  evidenceFresh: { code: 70, message: "The receiver's evidence has expired." },
  regionIn: { code: 71, message: "An investor's region is not among those allowed." },
  regionNotIn: { code: 72, message: "An investor's region is among those excluded." },
  spenderRegistered: { code: 73, message: "The spender is not in the registry." },
  mostUnits: { code: 80, message: "The receiver would hold too many units." },
  mostShare: { code: 81, message: "The receiver would hold too large a share." },
  leastHolding: { code: 82, message: "An investor would be left with too few units." },
  wholeHoldingOnly: { code: 83, message: "The sender may only move all that it holds." },
  mostHolders: { code: 96, message: "There would be too many holders." },
  fewestHolders: { code: 97, message: "There would be too few holders." },
  notBefore: { code: 112, message: "It is too early." },
  notAfter: { code: 113, message: "It is too late." },
  holdingPeriod: { code: 114, message: "The sender has not held the units long enough." },
  trancheClosedSince: { code: 115, message: "The tranche of the units has not been closed long enough." },
  notHalted: { code: 116, message: "Trading is halted." },
  mostOutflow: { code: 128, message: "The sender would send too many units within a period." },
  mostOutflowShare: { code: 129, message: "The sender would send too large a share within a period." },
  mostOutflowShareOrVolume: { code: 130, message: "The sender would send too much of the volume within a period." },
  mostInflow: { code: 131, message: "The receiver would take in too many units within a period." },
  mostPurchasers: { code: 132, message: "There would be too many purchasers within a period." },
  mostVenueVolume: { code: 133, message: "Too much would pass through the venue today." },
  mostGroupShare: { code: 134, message: "A group of investors would hold too large a share." },
  leastPerMovement: { code: 144, message: "Too few units would move at once." },
  mostPerMovement: { code: 145, message: "Too many units would move at once." },
  mostEmbeddedLeverage: { code: 152, message: "The token's own leverage is above what the receiver may acquire." },
  mostLeverage: { code: 153, message: "The receiver is leveraged too highly." },
  encumberedStays: { code: 154, message: "The sender would be left with fewer units than are encumbered." },
  plugIn: { code: 160, message: "Another contract that a rule asks refuses." },
  positionLimit: { code: 161, message: "A position would grow above its limit." },
} as const satisfies Readonly<Record<Reason | RuleKind, RestrictionCode>>;

/** The Solidity source of the same table: `contracts/types/RestrictionCodes.sol`. */
export function solidityRestrictionCodes(): string {
  const rows = Object.entries(RESTRICTION_CODES).map(([kind, row]) => ({ ...row, error: errorOf(kind) }));
  const selectors = rows.map(
    ({ code, error }) =>
      `if (reason == ${error.startsWith("ERC20") ? "IERC20Errors" : "IReasons"}.${error}.selector) return ${code};`,
  );
  const messages = [PASSED, ...rows, REFUSED].map(({ code, message }) => `if (code == ${code}) return "${message}";`);
  return `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IReasons} from "../interfaces/IReasons.sol";

/// @notice A number and a sentence for every reason, as ERC-1404 asks for them. A code never gets another meaning.
library RestrictionCodes {
    /// @param reason Selector of the first finding.
    /// @return code From 1 on; ${REFUSED.code} for a reason that has none of its own.
    function codeOf(bytes4 reason) internal pure returns (uint8 code) {
        ${selectors.join("\n        ")}
        return ${REFUSED.code};
    }

    /// @return message Empty for a number that is no code.
    function messageOf(uint8 code) internal pure returns (string memory message) {
        ${messages.join("\n        ")}
        return "";
    }
}
`;
}

const errorOf = (kind: string): string =>
  kind in REASONS ? REASONS[kind as Reason].error : RULE_KINDS[kind as RuleKind].error;
