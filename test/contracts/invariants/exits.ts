import { decodeErrorResult, type Hex } from "viem";
import { reasonsAbi } from "../../../sdk/abis/index.js";
import { BUILT_IN_RULE, type RuleKind } from "../../../sdk/kinds/index.js";
import { type ProgramParts } from "../../../sdk/program/index.js";
import { type RawFinding } from "../../fixtures/raw.js";

/** What may stand against somebody's leaving: rules on its manner. Whether each does is for the rulebook. */
const MANNER: ReadonlySet<RuleKind> = new Set<RuleKind>([
  ...(["holdingPeriod", "trancheClosedSince", "notBefore", "notAfter", "notHalted", "plugIn"] as const),
  ...(["mostOutflow", "mostOutflowShare", "mostOutflowShareOrVolume", "dailyVolume"] as RuleKind[]),
  ...(["leastHolding", "wholeHoldingOnly", "fewestHolders", "leastPerMovement", "mostPerMovement"] as const),
  ...(["forbiddenStates", "countryIn", "countryNotIn", "regionIn", "regionNotIn", "spenderRegistered"] as const),
]);
/** The engine's own that may: pause, block, freezes, holds, and what is not there. */
const OWN: ReadonlySet<string> = new Set([
  ...["TokenPaused", "WalletUnknown", "InvestorBlocked", "SuspenseAccount", "WalletFrozen", "UnitsNotFree"],
  ...["TokenImporting", "ProgramMissing", "TokenUnreadable"],
]);

const ALLOWANCE = "0xfb8f41b2";
const nameOf = ({ reason }: RawFinding): string =>
  reason === ALLOWANCE
    ? "allowance"
    : decodeErrorResult({ abi: reasonsAbi, data: `${reason as Hex}${"00".repeat(128)}` }).errorName;

/** Findings against a redemption, in which there is no receiver, that no list of invariant 6 has. */
export function wrongAgainstExit(
  program: ProgramParts | undefined,
  findings: readonly RawFinding[],
): readonly string[] {
  return findings.flatMap((finding) => {
    if (finding.rule === BigInt(BUILT_IN_RULE)) {
      const name = nameOf(finding);
      return OWN.has(name) ? [] : [`exitsAreFree: ${name} refuses an exit`];
    }
    const kind = program?.rules[Number(finding.rule)]?.kind;
    return kind !== undefined && MANNER.has(kind) ? [] : [`exitsAreFree: ${kind} refuses an exit`];
  });
}

/** Of a movement to somebody: a limit on holding, count, share or inflow speaks of who receives, never of who leaves. */
export function wrongAgainstSender(
  program: ProgramParts | undefined,
  findings: readonly RawFinding[],
): readonly string[] {
  return findings.flatMap(({ rule }) => {
    const found = program?.rules[Number(rule)];
    return found?.side === "sender" && !MANNER.has(found.kind)
      ? [`exitsAreFree: ${found.kind} refuses the sender`]
      : [];
  });
}
