import { expect } from "chai";
import { ParameterInvalidError } from "../../../sdk/errors/index.js";
import {
  BUILT_IN_RULE,
  MOST_UNITS,
  type Party,
  type Reason,
  REASON_NAMES,
  REASONS,
  type Rule,
  RULE_KIND_NAMES,
  RULE_KINDS,
  type RuleKind,
} from "../../../sdk/kinds/index.js";
import { type Finding, remedy, sentence, type SentenceContext } from "../../../sdk/verdict/index.js";
import { DE, FR, movement, NOW, PROVISION, rule } from "../program/build.js";

const IR = 364;

const SCHEME: SentenceContext["scheme"] = {
  lanes: [
    { number: 1, label: "US, not accredited" },
    { number: 3, label: "US qualified purchaser" },
    { number: 6, label: "non-US qualified purchaser" },
  ],
  evidence: [
    { bit: 0, label: "accredited investor" },
    { bit: 1, label: "qualified purchaser" },
  ],
  roles: [{ bit: 24, label: "issuer" }],
  states: [
    { bit: 1, label: "restricted" },
    { bit: 2, label: "leveraged" },
  ],
  regions: [{ number: 16, label: "Idaho" }],
};

const context = (one: Rule | null, some: Partial<SentenceContext> = {}): SentenceContext => ({
  movement: movement({ amount: 60_000n }),
  audience: "agent",
  decimals: 0,
  symbol: "WBF",
  scheme: SCHEME,
  program: one === null ? null : { rules: [one], countrySets: [[FR, DE]] },
  ...some,
});

const finding = (one: Rule, some: Partial<Finding>): Finding => ({
  rule: 0,
  kind: one.kind,
  party: one.side,
  subject: 8n,
  measured: 0n,
  limit: one.limit,
  unit: RULE_KINDS[one.kind].unit,
  provision: PROVISION,
  ...some,
});

type Case = readonly [rule: Partial<Rule>, finding: Partial<Finding>, sentence: string, remedy: unknown];

const none = (why: string) => ({ type: "none", why });
const reduce = (amount: bigint) => ({ type: "reduce", amount });
const obtain = (credential: string) => ({ type: "obtain", credential });

const KINDS: Readonly<Record<RuleKind, readonly Case[]>> = {
  forbiddenStates: [
    [
      { limit: 6n },
      { measured: 6n, limit: 0n },
      "The receiver is recorded as restricted and leveraged, and no units may move to an investor so recorded.",
      none("Only the registrar can change the record."),
    ],
    [
      { limit: 6n, side: "sender" },
      { measured: 2n, limit: 0n },
      "The sender is recorded as restricted, and no units may move from an investor so recorded.",
      none("Only the registrar can change the record."),
    ],
    [
      { limit: 6n, side: "spender" },
      { measured: 2n, limit: 0n },
      "The spender is recorded as restricted, and nobody so recorded may move another's units.",
      none("Only the registrar can change the record."),
    ],
  ],
  requiredStatuses: [
    [
      { limit: 3n },
      { measured: 1n },
      "The receiver has not shown what this movement requires of it: qualified purchaser.",
      obtain("qualified purchaser"),
    ],
    [
      { limit: 0x0100_0203n },
      { measured: 0n },
      "The receiver has not shown what this movement requires of it: accredited investor, qualified purchaser, status 9 and issuer.",
      obtain("accredited investor, qualified purchaser, status 9 and issuer"),
    ],
  ],
  laneInSet: [
    [
      { limit: 0b0100_1000n },
      { measured: 1n },
      'The receiver is classified as "US, not accredited"; only an investor classified as "US qualified purchaser" or "non-US qualified purchaser" may receive.',
      none("The registrar classifies investors; ask it whether the classification is right."),
    ],
  ],
  countryIn: [
    [
      { limit: 0n },
      { measured: 840n },
      "The receiver resides in the United States; only a resident of France or Germany may receive.",
      none("Residence decides; the registrar changes it on proof."),
    ],
    [
      { limit: 0n, side: "sender" },
      { measured: 0n },
      "The sender has no recorded residence; only a resident of France or Germany may send.",
      none("Residence decides; the registrar changes it on proof."),
    ],
  ],
  countryNotIn: [
    [
      { limit: 0n },
      { measured: BigInt(FR) },
      "The receiver resides in France, and no units may move to a resident of that country.",
      none("Residence decides; the registrar changes it on proof."),
    ],
  ],
  evidenceFresh: [
    [
      { limit: 0n },
      { measured: NOW, limit: NOW - 86_400n },
      "The verification of the receiver's identity lapsed on 31 December 2026 at 00:00 UTC; it is now 1 January 2027 at 00:00 UTC.",
      obtain("a new verification of identity"),
    ],
    [
      { limit: 1n },
      { measured: NOW, limit: 0n },
      "The register has no dated evidence of the receiver's status.",
      obtain("new evidence of status"),
    ],
  ],
  regionIn: [
    [
      { limit: 0n },
      { measured: 16n },
      "The receiver is recorded in Idaho; only an investor of the regions named may receive.",
      none("Residence decides; the registrar changes it on proof."),
    ],
    [
      { limit: 0n, side: "sender" },
      { measured: 0n },
      "The sender has no recorded region; only an investor of the regions named may send.",
      none("Residence decides; the registrar changes it on proof."),
    ],
  ],
  regionNotIn: [
    [
      { limit: 0n },
      { measured: 99n },
      "The receiver is recorded in region 99, and no units may move to an investor of that region.",
      none("Residence decides; the registrar changes it on proof."),
    ],
  ],
  spenderRegistered: [
    [
      { limit: 0n, side: "spender" },
      { measured: 0n, limit: 1n },
      "Who moves the sender's units is not in the token's registry.",
      obtain("enrolment of the spender in the token's registry"),
    ],
  ],
  mostUnits: [
    [
      { limit: 50_000n },
      { measured: 70_000n },
      "The receiver would hold 70,000 WBF; it may hold at most 50,000 WBF.",
      reduce(40_000n),
    ],
    [
      { limit: 10_000n },
      { measured: 70_000n },
      "The receiver would hold 70,000 WBF; it may hold at most 10,000 WBF.",
      none("The receiver already holds as much as it may."),
    ],
  ],
  mostShare: [
    [
      { window: 525, limit: 1_000_000n },
      { measured: 70_000n, limit: 52_500n },
      "The receiver would hold 70,000 WBF; it may hold at most 52,500 WBF, which is 5.25 % of the supply, or of 1,000,000 WBF while the supply is smaller.",
      reduce(42_500n),
    ],
  ],
  leastHolding: [
    [
      { limit: 100_000n },
      { measured: 70_000n },
      "The receiver would hold 70,000 WBF; it must hold at least 100,000 WBF.",
      none("Move at least 90,000 WBF."),
    ],
    [
      { limit: 100_000n, side: "sender" },
      { measured: 70_000n },
      "The sender would keep 70,000 WBF; it must keep at least 100,000 WBF or nothing.",
      reduce(30_000n),
    ],
    [
      { limit: 100_000n, side: "sender" },
      { measured: 1n },
      "The sender would keep 1 WBF; it must keep at least 100,000 WBF or nothing.",
      none("The sender may only move all that it holds."),
    ],
  ],
  wholeHoldingOnly: [
    [
      { limit: 0n, side: "sender" },
      { measured: 10_000n },
      "The sender would keep 10,000 WBF; it may only move all that it holds.",
      none("Move 70,000 WBF, all that the sender holds."),
    ],
  ],
  mostHolders: [
    [
      { limit: 99n, modes: 4 },
      { measured: 100n },
      "There would be 100 beneficial owners; there may be at most 99.",
      none("There is room again once a holder that counts here holds nothing any more."),
    ],
    [
      { limit: 0n, modes: 8, countrySet: { set: 0, outside: false } },
      { measured: 1n },
      "There would be 1 holder in France or Germany; there may be at most 0.",
      none("There is room again once a holder that counts here holds nothing any more."),
    ],
    [
      { limit: 1999n },
      { measured: 2000n },
      "There would be 2,000 holders; there may be at most 1,999.",
      none("There is room again once a holder that counts here holds nothing any more."),
    ],
    [
      { limit: 0n, lanes: 0b1010, modes: 2 },
      { measured: 1n },
      'There would be 1 holder classified as "US, not accredited" or "US qualified purchaser" in the receiver\'s country; there may be at most 0.',
      none("There is room again once a holder that counts here holds nothing any more."),
    ],
  ],
  fewestHolders: [
    [
      { limit: 100n, side: "sender", modes: 2, lanes: 0b1000 },
      { measured: 99n },
      'There would be 99 holders classified as "US qualified purchaser" in the sender\'s country; there must be at least 100.',
      none("The sender may leave once there are more holders, or to somebody who takes its place."),
    ],
  ],
  holdingPeriod: [
    [
      { limit: 127n, side: "sender", window: 6 },
      { measured: NOW, limit: NOW + 86_400n },
      "The sender must have held what it moves for 6 months, which is so from 2 January 2027 at 00:00 UTC on; it is now 1 January 2027 at 00:00 UTC.",
      { type: "wait", until: NOW + 86_400n },
    ],
    [
      { limit: 127n, side: "sender", window: 1 },
      { measured: NOW, limit: NOW + 1n },
      "The sender must have held what it moves for 1 month, which is so from 1 January 2027 at 00:00:01 UTC on; it is now 1 January 2027 at 00:00 UTC.",
      { type: "wait", until: NOW + 1n },
    ],
  ],
  trancheClosedSince: [
    [
      { limit: 2n, side: "sender", window: 12 },
      { measured: NOW, limit: 2n ** 48n - 1n },
      "The end of the offering from which these units come has not been certified; until it has been, and for the time after it, they may not move like this.",
      none("The transfer agent certifies the end of the offering; the time runs from it."),
    ],
    [
      { limit: 2n, side: "sender", window: 12 },
      { measured: NOW, limit: NOW + 86_400n },
      "The offering from which these units come must have ended 12 months ago, which is so from 2 January 2027 at 00:00 UTC on; it is now 1 January 2027 at 00:00 UTC.",
      { type: "wait", until: NOW + 86_400n },
    ],
  ],
  notBefore: [
    [
      { limit: NOW + 3600n, side: "token" },
      { measured: NOW },
      "This movement is allowed only from 1 January 2027 at 01:00 UTC on; it is now 1 January 2027 at 00:00 UTC.",
      { type: "wait", until: NOW + 3600n },
    ],
    [
      { limit: NOW + 3600n, side: "sender" },
      { measured: NOW + 1n },
      "The sender may send only from 1 January 2027 at 01:00 UTC on; it is now 1 January 2027 at 00:00:01 UTC.",
      { type: "wait", until: NOW + 3600n },
    ],
  ],
  notAfter: [
    [
      { limit: NOW },
      { measured: NOW },
      "The receiver may receive only before 1 January 2027 at 00:00 UTC; it is now 1 January 2027 at 00:00 UTC.",
      none("The time for this movement is over."),
    ],
  ],
  notHalted: [
    [
      { side: "token", limit: 0n },
      { measured: 1n },
      "Trading of the token is halted.",
      none("Trading goes on once the halt ends."),
    ],
  ],
  mostOutflow: [
    [
      { side: "sender", limit: 100_000n, window: 90 },
      { measured: 130_000n },
      "The sender would have sent 130,000 WBF within 90 days; it may send at most 100,000 WBF.",
      reduce(30_000n),
    ],
    [
      { side: "sender", limit: 100_000n, window: 1 },
      { measured: 160_000n },
      "The sender would have sent 160,000 WBF within 1 day; it may send at most 100,000 WBF.",
      none("All that may move within 1 day has; there is room again once some of it is longer ago."),
    ],
  ],
  mostOutflowShare: [
    [
      { side: "sender", limit: 100n, window: 0x8003 },
      { measured: 60_000n, limit: 10_000n },
      "The sender would have sent 60,000 WBF within 3 months; it may send at most 10,000 WBF, which is 1 % of the supply.",
      reduce(10_000n),
    ],
  ],
  mostOutflowShareOrVolume: [
    [
      { side: "sender", limit: 100n, window: 0x8001 },
      { measured: 70_000n, limit: 10_001n },
      "The sender would have sent 70,000 WBF within 1 month; it may send at most 10,001 WBF, which is the greater of 1 % of the supply and the average weekly volume of trading that was reported.",
      reduce(1n),
    ],
  ],
  mostInflow: [
    [
      { limit: 2_500n, window: 0x800c },
      { measured: 60_001n },
      "The receiver would have acquired 60,001 WBF within 12 months; it may acquire at most 2,500 WBF.",
      reduce(2_499n),
    ],
    [
      { limit: 2_500n, window: 0x800c },
      { measured: 62_500n },
      "The receiver would have acquired 62,500 WBF within 12 months; it may acquire at most 2,500 WBF.",
      obtain("a limit of its own, attested on evidence, that allows more"),
    ],
    [
      { limit: 2_500n, window: 0x800c },
      { measured: 70_000n, limit: 9_000n },
      "The receiver would have acquired 70,000 WBF within 12 months; it may acquire at most 9,000 WBF, its own limit.",
      none("All that may move within 12 months has; there is room again once some of it is longer ago."),
    ],
  ],
  mostPurchasers: [
    [
      { limit: 35n, window: 90, lanes: 2 },
      { measured: 36n },
      'There would be 36 purchasers classified as "US, not accredited" within 90 days; there may be at most 35.',
      none("Who bought within 90 days may buy more; there is room for others once one of these is longer ago."),
    ],
    [
      { limit: 0n, window: 1 },
      { measured: 1n },
      "There would be 1 purchaser within 1 day; there may be at most 0.",
      none("Who bought within 1 day may buy more; there is room for others once one of these is longer ago."),
    ],
  ],
  mostVenueVolume: [
    [
      { side: "token", limit: 1_000n },
      { measured: 70_000n, limit: 20_000n },
      "70,000 WBF would have moved through the venue today; at most 20,000 WBF may, which is 10 % of the average daily volume that was reported.",
      reduce(10_000n),
    ],
    [
      { side: "token", limit: 1_000n },
      { measured: 60_000n, limit: 0n },
      "No average daily volume that counts has been reported, and without one nothing may move through a venue.",
      none("The transfer agent must report the average daily volume."),
    ],
    [
      { side: "token", limit: 1_000n },
      { measured: 80_000n, limit: 20_000n },
      "80,000 WBF would have moved through the venue today; at most 20,000 WBF may, which is 10 % of the average daily volume that was reported.",
      none("Ask again tomorrow, in UTC, or move it without the venue."),
    ],
  ],
  mostGroupShare: [
    [
      { limit: 1_000_000n, window: 0x8000 + 2_500, otherBits: 1 << 24 },
      { measured: 250_000n, limit: 249_999n },
      "The group to which the receiver belongs would hold 250,000 WBF; it may hold at most 249,999 WBF, which is less than 25 % of the supply without what those recorded as issuer hold, or of 1,000,000 WBF while that is smaller.",
      none("What may move at all, the headroom says; there is more once the group holds less, or others hold more."),
    ],
    [
      { limit: 1_000_000n, window: 2_500 },
      { measured: 250_001n, limit: 250_000n },
      "The group to which the receiver belongs would hold 250,001 WBF; it may hold at most 250,000 WBF, which is 25 % of the supply, or of 1,000,000 WBF while that is smaller.",
      none("What may move at all, the headroom says; there is more once the group holds less, or others hold more."),
    ],
  ],
  mostEmbeddedLeverage: [
    [
      { limit: 20_000n, window: 300 },
      { measured: 30_000n, limit: 20_000n },
      "The token has 3x leverage of its own; the receiver may acquire products of at most 2x.",
      none("Another product, or another standing of the receiver, would do."),
    ],
  ],
  mostLeverage: [
    [
      { limit: 40_000n },
      { measured: 40_001n, limit: 40_000n },
      "The receiver is leveraged 4.0001x over all venues; who acquires may be leveraged at most 4x.",
      none("The receiver repays, adds equity, or reduces positions, and its venues report that."),
    ],
    [
      { limit: 40_000n },
      { measured: 2n ** 256n - 1n, limit: 40_000n },
      "How highly the receiver is leveraged cannot be told, and unless it is told the receiver acquires nothing.",
      none("The receiver's venues must report, or its net equity be more than nothing."),
    ],
  ],
  encumberedStays: [
    [
      { side: "sender", limit: 0n },
      { measured: 40_000n, limit: 70_000n },
      "The sender would keep 40,000 WBF; 70,000 WBF are pledged or serve as collateral, and stay.",
      reduce(30_000n),
    ],
    [
      { side: "sender", limit: 0n },
      { measured: 40_000n, limit: 100_000n },
      "The sender would keep 40,000 WBF; 100,000 WBF are pledged or serve as collateral, and stay.",
      none("All that is held is pledged or serves as collateral; a venue that is repaid lets go of it."),
    ],
    [
      { side: "sender", limit: 0n },
      { measured: 40_000n, limit: 2n ** 112n - 1n },
      "How many of its units serve as collateral cannot be told, and unless it is told all that the sender holds stays.",
      none("The token's source of leverage must answer."),
    ],
  ],
  positionLimit: [
    [
      { side: "token", limit: 0xabcdn },
      { measured: 600_500_000n, limit: 600_000_000n, subject: 7n },
      "The position of investor 7 would grow to 600.5 contracts; at most 600 contracts are allowed.",
      none("Move less, reduce the position first, or obtain an exemption from whoever keeps the position book."),
    ],
    [
      { side: "token", limit: 0xabcdn },
      { measured: 0n, limit: 0n, subject: 0n },
      "The position cannot be told: the position book 0x000000000000000000000000000000000000abcd does not count the token.",
      none("Whoever keeps the position book must open the token as a product."),
    ],
    [
      { side: "token", limit: 0xabcdn },
      { measured: 2n ** 256n - 1n, limit: 0n, subject: 0n },
      "What the position would be cannot be told: the position book 0x000000000000000000000000000000000000abcd does not answer as it must.",
      none("The position book must answer."),
    ],
  ],
  plugIn: [
    [
      { side: "token", limit: 0xabcdn },
      { measured: 0n, limit: 0n },
      "The contract 0x000000000000000000000000000000000000abcd, which the rules ask, refuses this movement, or does not answer as it must.",
      none("Who keeps that contract knows what it asks for."),
    ],
    [
      { side: "token", limit: 0xabcdn },
      { measured: 5_000n, limit: 10n },
      "The contract 0x000000000000000000000000000000000000abcd, which the rules ask, refuses this movement: it measured 5,000 beside 10.",
      none("Who keeps that contract knows what it asks for."),
    ],
  ],
  leastPerMovement: [
    [
      { limit: 100_000n, side: "token" },
      { measured: 60_000n },
      "60,000 WBF would move; at least 100,000 WBF must move at once.",
      none("Move at least 100,000 WBF at once."),
    ],
  ],
  mostPerMovement: [
    [
      { limit: 50_000n, side: "token" },
      { measured: 60_000n },
      "60,000 WBF would move; at most 50,000 WBF may move at once.",
      reduce(50_000n),
    ],
  ],
};

const builtIn = (kind: Reason, party: Party, measured: bigint, limit: bigint): Finding => ({
  rule: BUILT_IN_RULE,
  kind,
  party,
  subject: 1n,
  measured,
  limit,
  unit: REASONS[kind].unit,
  provision: null,
});

const BUILT_IN: Readonly<Record<Reason, readonly (readonly [Party, bigint, bigint, string, unknown])[]>> = {
  suspenseAccount: [
    [
      "receiver",
      1n,
      0n,
      "The receiver's wallet is a suspense account: units come in by order and go out by transmission, and no other way.",
      none("Only an order or a transmission brings units in, and only a release takes them out."),
    ],
  ],
  investorsDiffer: [
    [
      "receiver",
      7n,
      8n,
      "The lost wallet belongs to investor 7, the other one to investor 8; a recovery stays with one investor.",
      obtain("the binding of the other wallet to the same investor, by the registrar"),
    ],
  ],
  walletNotBarred: [
    [
      "sender",
      0n,
      1n,
      "The lost wallet is not barred, and a recovery moves nothing out of a wallet that can still act.",
      none("The transfer agent must announce the recovery, which bars the wallet."),
    ],
  ],
  recoveryNotWhole: [
    [
      "sender",
      5n,
      60_000n,
      "5 WBF would be recovered; a recovery moves all of the wallet, which is 60,000 WBF.",
      none("Recover all of it: 60,000 WBF."),
    ],
  ],
  kindUnsupported: [
    [
      "token",
      6n,
      7n,
      "This engine does not judge movements of the kind settlement, and so allows none.",
      none("Use another kind of movement: settlements are not weighed yet."),
    ],
  ],
  programMissing: [
    [
      "token",
      0n,
      0n,
      "No rules are in force for the token, and without rules nothing may move.",
      none("The issuer must admit the token and put a program in force first."),
    ],
  ],
  tokenUnreadable: [
    [
      "token",
      0n,
      0n,
      "The token does not answer the engine's questions about balances, allowance or supply.",
      none("Ask again; if it stays so, the token's issuer must mend the token."),
    ],
  ],
  allowanceTooLow: [
    ["spender", 5n, 60_000n, "The sender lets the spender move 5 WBF; 60,000 WBF would move.", reduce(5n)],
    [
      "spender",
      0n,
      60_000n,
      "The sender lets the spender move 0 WBF; 60,000 WBF would move.",
      obtain("an allowance of 60,000 WBF from the sender"),
    ],
  ],
  tokenImporting: [
    [
      "token",
      40_000n,
      60_000n,
      "The token's holders are still being recorded: 40,000 WBF of 60,000 WBF are.",
      none("The registrar must seed the wallets that are not in the books yet."),
    ],
  ],
  tokenPaused: [["token", 1n, 0n, "The token is paused.", none("The issuer's guardian must end the pause.")]],
  walletUnknown: [
    [
      "receiver",
      0n,
      1n,
      "The receiver's wallet is not enrolled in the token's registry.",
      obtain("enrolment of the wallet in the token's registry"),
    ],
  ],
  investorBlocked: [
    [
      "sender",
      1n,
      0n,
      "The sender is blocked: nothing may move to it or from it.",
      none("What is blocked moves under a licence only, until the registrar ends the block."),
    ],
  ],
  amountAboveCapacity: [
    [
      "token",
      MOST_UNITS + 1n,
      MOST_UNITS,
      "5,192,296,858,534,827,628,530,496,329,220,096 WBF would move; the engine can count at most 5,192,296,858,534,827,628,530,496,329,220,095 WBF.",
      reduce(MOST_UNITS),
    ],
  ],
  supplyAboveCapacity: [
    [
      "token",
      MOST_UNITS + 10n,
      MOST_UNITS,
      "The supply would be 5,192,296,858,534,827,628,530,496,329,220,105 WBF; the engine can count at most 5,192,296,858,534,827,628,530,496,329,220,095 WBF.",
      reduce(59_990n),
    ],
  ],
  tokensAboveCapacity: [
    [
      "receiver",
      256n,
      255n,
      "The receiver's wallet would hold 256 tokens of the registry; it can hold at most 255.",
      none("Empty the wallet of another token first, or use another wallet of the investor."),
    ],
  ],
  walletFrozen: [["sender", 1n, 0n, "The sender's wallet is frozen.", none("The transfer agent must end the freeze.")]],
  unitsNotFree: [
    [
      "sender",
      60_000n,
      50_000n,
      "60,000 WBF would leave the sender's wallet; only 50,000 WBF are free to leave.",
      reduce(50_000n),
    ],
    [
      "sender",
      60_000n,
      0n,
      "60,000 WBF would leave the sender's wallet; nothing of it is free to leave.",
      none("The wallet's units are frozen or held, or it has none."),
    ],
  ],
};

describe("sentence", () => {
  for (const kind of RULE_KIND_NAMES) {
    it(`behavior: ${kind}`, () => {
      for (const [of, found, words, help] of KINDS[kind]) {
        const one = rule({ kind, ...of });
        expect(sentence(finding(one, found), context(one))).to.equal(words);
        expect(remedy(finding(one, found), context(one))).to.deep.equal(help);
      }
    });
  }

  it("behavior: whose position stands against a movement, its parties are not told", () => {
    const one = rule({ kind: "positionLimit", side: "token", limit: 1n });
    const found = finding(one, { subject: 7n, measured: 1_000_000n, limit: 500_000n });
    for (const audience of ["sender", "receiver"] as const)
      expect(sentence(found, { ...context(one), audience })).to.equal(
        "A position would grow to 1 contract; at most 0.5 contracts are allowed.",
      );
  });

  for (const kind of REASON_NAMES) {
    it(`behavior: ${kind}`, () => {
      for (const [party, measured, limit, words, help] of BUILT_IN[kind]) {
        expect(sentence(builtIn(kind, party, measured, limit), context(null))).to.equal(words);
        expect(remedy(builtIn(kind, party, measured, limit), context(null))).to.deep.equal(help);
      }
    });
  }

  it("behavior: speaks in whole tokens", () => {
    const one = rule({ kind: "mostUnits", limit: 10n ** 18n });
    const found = finding(one, { measured: 1_234_500_000_000_000_000_001n });
    expect(sentence(found, context(one, { decimals: 18, symbol: "TKN" }))).to.equal(
      "The receiver would hold 1,234.500000000000000001 TKN; it may hold at most 1 TKN.",
    );
  });

  it("behavior: says of countries what the rulebook says", () => {
    const notIn = rule({ kind: "countryNotIn", limit: 0n });
    const named = { setNames: ["a restricted territory"] };
    expect(sentence(finding(notIn, { measured: BigInt(IR) }), context(notIn, named))).to.equal(
      "The receiver resides in Iran, and no units may move to a resident of a restricted territory.",
    );
    const inSet = rule({ kind: "countryIn", limit: 0n });
    const many = { program: { rules: [inSet], countrySets: [[40, 56, 250, 276, 528, 999]] } };
    expect(sentence(finding(inSet, { measured: 1000n }), context(inSet, many))).to.equal(
      "The receiver resides in country 1000; only a resident of 999, AT, BE, DE, FR or NL may receive.",
    );
  });

  it("behavior: a time that no calendar names is given in seconds", () => {
    const one = rule({ kind: "notBefore", side: "token", limit: 2n ** 48n - 1n });
    expect(sentence(finding(one, { measured: NOW }), context(one))).to.equal(
      "This movement is allowed only from second 281,474,976,710,655 after 1970 on; it is now 1 January 2027 at 00:00 UTC.",
    );
  });

  it("behavior: says of regions what the rulebook says", () => {
    const notIn = rule({ kind: "regionNotIn", limit: 0n });
    const named = { setNames: ["a state in which the offering is not qualified"] };
    expect(sentence(finding(notIn, { measured: 16n }), context(notIn, named))).to.equal(
      "The receiver is recorded in Idaho, and no units may move to an investor of a state in which the offering is not qualified.",
    );
  });

  it("behavior: says of a rule on a path which way it closes, but not to whom it is hidden from", () => {
    const one = rule({ kind: "holdingPeriod", side: "sender", window: 6, limit: 127n, path: 2 });
    const found = finding(one, { measured: NOW, limit: NOW + 86_400n });
    const pathNames = ["Offshore resale", "Rule 144"];
    const said =
      "the sender must have held what it moves for 6 months, which is so from 2 January 2027 at 00:00 UTC on; it is now 1 January 2027 at 00:00 UTC.";
    expect(sentence(found, context(one, { pathNames }))).to.equal(`By way of "Rule 144": ${said}`);
    expect(sentence(found, context(one))).to.equal(`By way of "path 2": ${said}`);
    expect(sentence(found, context(one, { pathNames, audience: "receiver" }))).to.equal("The sender does not qualify.");
  });

  describe("args: audience", () => {
    const HIDDEN = { type: "none", why: "Only the receiver and the transfer agent may learn why." };

    it("behavior: of another party only that it does not qualify", () => {
      for (const kind of RULE_KIND_NAMES) {
        for (const side of RULE_KINDS[kind].sides) {
          const one = rule({ kind, side });
          const found = finding(one, { measured: 1n });
          for (const audience of ["sender", "receiver"] as const) {
            const words = sentence(found, context(one, { audience }));
            const help = remedy(found, context(one, { audience }));
            const hidden = side !== "token" && side !== audience;
            expect(words === `The ${side} does not qualify.`, `${kind} ${side} ${audience}`).to.equal(hidden);
            expect(help.type === "none" && help.why.includes("may learn why")).to.equal(hidden);
          }
        }
      }
    });

    it("behavior: of built-in reasons too", () => {
      const unknown = builtIn("walletUnknown", "receiver", 0n, 1n);
      expect(sentence(unknown, context(null, { audience: "sender" }))).to.equal("The receiver does not qualify.");
      expect(remedy(unknown, context(null, { audience: "sender" }))).to.deep.equal(HIDDEN);
      expect(sentence(unknown, context(null, { audience: "receiver" }))).to.contain("not enrolled");
      const frozen = builtIn("walletFrozen", "sender", 1n, 0n);
      expect(sentence(frozen, context(null, { audience: "receiver" }))).to.equal("The sender does not qualify.");
      const paused = builtIn("tokenPaused", "token", 1n, 0n);
      expect(sentence(paused, context(null, { audience: "receiver" }))).to.equal("The token is paused.");
    });

    it("behavior: the sender knows what it lets a spender move", () => {
      const allowance = builtIn("allowanceTooLow", "spender", 5n, 10n);
      expect(sentence(allowance, context(null, { audience: "sender" }))).to.contain("lets the spender move 5 WBF");
      expect(sentence(allowance, context(null, { audience: "receiver" }))).to.equal("The spender does not qualify.");
    });
  });

  it("error: ParameterInvalidError for another program", () => {
    const one = rule({ kind: "mostUnits" });
    expect(() => sentence(finding(one, {}), context(rule({ kind: "mostHolders" })))).to.throw(ParameterInvalidError);
    expect(() => sentence(finding(one, {}), context(null))).to.throw(
      ParameterInvalidError,
      "`context.program` is null",
    );
    expect(() => remedy(finding(one, { rule: 1 }), context(one))).to.throw(ParameterInvalidError, "rule 1 is missing");
  });
});
