import { maxUint256 } from "viem";
import { BASIS_POINTS, EVIDENCES, MOST_UNITS, NEVER, type Rule, type RuleKind, type Reason } from "../kinds/index.js";
import type { SentenceContext } from "./context.js";
import type { Finding, Remedy } from "./types.js";
import { listed, span, statusNames, tokens } from "./words.js";

type Help<R> = (finding: Finding, context: SentenceContext, rule: R) => Remedy;

const none = (why: string): Remedy => ({ type: "none", why });
const obtain = (credential: string): Remedy => ({ type: "obtain", credential });
const reduceTo = (amount: bigint, otherwise: string): Remedy =>
  amount > 0n ? { type: "reduce", amount } : none(otherwise);

/** By so much is the movement too large. */
const excess = ({ measured, limit }: Finding): bigint => measured - limit;

const FULL = "The receiver already holds as much as it may.";
const CLASSED = "The registrar classifies investors; ask it whether the classification is right.";
const RESIDENCE = "Residence decides; the registrar changes it on proof.";
const ASK_REGISTRAR = "Only the registrar can change the record.";

/** Token units, never too many, that keep a receiver within a share of the supply. */
function withinShare(
  { measured, limit }: Finding,
  { movement }: SentenceContext,
  { window, limit: floor }: Rule,
): bigint {
  const { kind, amount } = movement;
  const over = measured - limit;
  if (kind !== "mint") return amount - over;
  // A smaller mint makes a smaller supply, and so a smaller limit, unless the floor holds it up.
  const share = BigInt(window);
  const onFloor = (share * floor) / BASIS_POINTS - (measured - amount);
  const keeps = BASIS_POINTS - share;
  const onSupply = keeps === 0n ? 0n : amount - (over * BASIS_POINTS + keeps - 1n) / keeps;
  return onFloor > onSupply ? onFloor : onSupply;
}

/** Token units that are left of a flow; if none are, only days bring some back. */
const leftOfFlow = (finding: Finding, { movement }: SentenceContext, { window }: Rule): Remedy =>
  reduceTo(
    movement.amount - excess(finding),
    `All that may move within ${span(window)} has; there is room again once some of it is longer ago.`,
  );

/** What helps against a rule of each kind. */
export const RULE_REMEDIES: Readonly<Record<RuleKind, Help<Rule>>> = {
  forbiddenStates: () => none(ASK_REGISTRAR),
  requiredStatuses: ({ measured, limit }, { scheme }) => obtain(listed(statusNames(limit & ~measured, scheme))),
  laneInSet: () => none(CLASSED),
  countryIn: () => none(RESIDENCE),
  countryNotIn: () => none(RESIDENCE),
  evidenceFresh: (_finding, _context, { limit }) =>
    obtain(Number(limit) === EVIDENCES.identity ? "a new verification of identity" : "new evidence of status"),
  regionIn: () => none(RESIDENCE),
  regionNotIn: () => none(RESIDENCE),
  spenderRegistered: () => obtain("enrolment of the spender in the token's registry"),
  mostUnits: (finding, { movement }) => reduceTo(movement.amount - excess(finding), FULL),
  mostShare: (finding, context, rule) => reduceTo(withinShare(finding, context, rule), FULL),
  leastHolding: ({ party, measured, limit }, context) => {
    const { amount } = context.movement;
    const missing = limit - measured;
    return party === "sender"
      ? reduceTo(amount - missing, "The sender may only move all that it holds.")
      : none(`Move at least ${tokens(amount + missing, context)}.`);
  },
  wholeHoldingOnly: ({ measured }, context) =>
    none(`Move ${tokens(context.movement.amount + measured, context)}, all that the sender holds.`),
  mostHolders: () => none("There is room again once a holder that counts here holds nothing any more."),
  fewestHolders: () => none("The sender may leave once there are more holders, or to somebody who takes its place."),
  notBefore: ({ limit }) => ({ type: "wait", until: limit }),
  notAfter: () => none("The time for this movement is over."),
  holdingPeriod: ({ limit }) => ({ type: "wait", until: limit }),
  trancheClosedSince: ({ limit }) =>
    limit === NEVER
      ? none("The transfer agent certifies the end of the offering; the time runs from it.")
      : { type: "wait", until: limit },
  notHalted: () => none("Trading goes on once the halt ends."),
  mostOutflow: leftOfFlow,
  mostOutflowShare: leftOfFlow,
  mostOutflowShareOrVolume: leftOfFlow,
  mostInflow: (finding, context, rule) => {
    const left = leftOfFlow(finding, context, rule);
    const untold = finding.limit === rule.limit;
    return left.type === "none" && untold ? obtain("a limit of its own, attested on evidence, that allows more") : left;
  },
  mostPurchasers: (_finding, _context, { window }) =>
    none(`Who bought within ${span(window)} may buy more; there is room for others once one of these is longer ago.`),
  mostVenueVolume: (finding, { movement }) =>
    finding.limit === 0n
      ? none("The transfer agent must report the average daily volume.")
      : reduceTo(movement.amount - excess(finding), "Ask again tomorrow, in UTC, or move it without the venue."),
  mostGroupShare: () =>
    none("What may move at all, the headroom says; there is more once the group holds less, or others hold more."),
  leastPerMovement: ({ limit }, context) => none(`Move at least ${tokens(limit, context)} at once.`),
  mostPerMovement: ({ limit }) => ({ type: "reduce", amount: limit }),
  mostEmbeddedLeverage: () => none("Another product, or another standing of the receiver, would do."),
  mostLeverage: ({ measured }) =>
    measured === maxUint256
      ? none("The receiver's venues must report, or its net equity be more than nothing.")
      : none("The receiver repays, adds equity, or reduces positions, and its venues report that."),
  encumberedStays: ({ measured, limit }, { movement }) =>
    limit === MOST_UNITS
      ? none("The token's source of leverage must answer.")
      : reduceTo(
          movement.amount - (limit - measured),
          "All that is held is pledged or serves as collateral; a venue that is repaid lets go of it.",
        ),
  plugIn: () => none("Who keeps that contract knows what it asks for."),
  positionLimit: ({ subject, measured }) =>
    subject !== 0n
      ? none("Move less, reduce the position first, or obtain an exemption from whoever keeps the position book.")
      : measured === maxUint256
        ? none("The position book must answer.")
        : none("Whoever keeps the position book must open the token as a product."),
};

/** What helps against each built-in reason. */
export const REASON_REMEDIES: Readonly<Record<Reason, Help<void>>> = {
  kindUnsupported: () => none("Use another kind of movement: settlements are not weighed yet."),
  programMissing: () => none("The issuer must admit the token and put a program in force first."),
  tokenUnreadable: () => none("Ask again; if it stays so, the token's issuer must mend the token."),
  allowanceTooLow: ({ measured, limit }, context) =>
    measured > 0n
      ? { type: "reduce", amount: measured }
      : obtain(`an allowance of ${tokens(limit, context)} from the sender`),
  tokenImporting: () => none("The registrar must seed the wallets that are not in the books yet."),
  tokenPaused: () => none("The issuer's guardian must end the pause."),
  walletUnknown: () => obtain("enrolment of the wallet in the token's registry"),
  investorBlocked: () => none("What is blocked moves under a licence only, until the registrar ends the block."),
  suspenseAccount: () => none("Only an order or a transmission brings units in, and only a release takes them out."),
  amountAboveCapacity: ({ limit }) => ({ type: "reduce", amount: limit }),
  supplyAboveCapacity: (finding, { movement }) =>
    reduceTo(movement.amount - excess(finding), "The supply is as large as the engine can count."),
  tokensAboveCapacity: () => none("Empty the wallet of another token first, or use another wallet of the investor."),
  walletFrozen: () => none("The transfer agent must end the freeze."),
  investorsDiffer: () => obtain("the binding of the other wallet to the same investor, by the registrar"),
  walletNotBarred: () => none("The transfer agent must announce the recovery, which bars the wallet."),
  recoveryNotWhole: ({ limit }, context) => none(`Recover all of it: ${tokens(limit, context)}.`),
  unitsNotFree: ({ limit }) => reduceTo(limit, "The wallet's units are frozen or held, or it has none."),
};
