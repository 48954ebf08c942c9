import { EVIDENCES, MODES, NEEDS, ROLE_STATUSES, ROLES, STATES, TOKEN_FLAGS } from "./bits.js";
import { CAUSES, LAST_CAUSE } from "./causes.js";
import { fieldMax } from "./fields.js";
import {
  AGGREGATE_WORD,
  BINDINGS,
  LEG_WORD,
  LEVERAGE,
  LEVERAGE_ACCOUNT_FLAGS,
  LEVERAGE_ACCOUNT_WORD,
  LEVERAGE_POLICIES,
  MARGIN_ROW_WORD,
  MARGIN_TIMES_WORD,
  VENUE_KINDS,
  VENUE_MODES,
  VENUE_STATES,
} from "./leverage.js";
import {
  BASIS_POINTS,
  BUILT_IN_RULE,
  MOST_EMBEDDED,
  MOST_LEVERAGE,
  MOST_METERED,
  MOST_MONTHS,
  MOST_PLUG_INS,
  MOST_POSITIONS,
  MOST_SPAN_DAYS,
  MOST_SPAN_MONTHS,
  MOST_TOKENS_HELD,
  MOST_UNITS,
  NEVER,
  PROGRAM,
  SPAN_MONTHS,
  STRICTLY,
} from "./limits.js";
import { LAST_MOVEMENT, MOVEMENTS, RULE_MOVEMENTS, WEIGHED_MOVEMENTS } from "./movements.js";
import {
  AGGREGATOR_BITS,
  CLOSURE_WORD,
  LOTS_BITS,
  LOTS_SLOT_BITS,
  LOTS_WORD,
  MONTH_WORD,
  PAGE_BITS,
  POSITION_BUCKETS,
  POSITION_SIDES,
  POSITIONS,
  PRODUCT_BITS,
  PRODUCT_WORD,
  ROSTER_SLOT,
  ROSTER_SLOT_BITS,
  ROSTER_WORD,
  STANDING_WORD,
  UNDERLYING_BITS,
  UNDERLYING_WORD,
} from "./positions.js";
import { PARTIES } from "./parties.js";
import { RULE_KINDS } from "./ruleKinds.js";
import {
  BOUNDS_WORD,
  COUNT_BITS,
  FLOW_WORD,
  GUARD_INDEX_BITS,
  GUARD_SET_BITS,
  GUARD_WORD,
  GUARD_WORDS,
  HEADER_WORD,
  HOLDERS_PER_WORD,
  type Layout,
  LANES,
  LOT_WORD,
  MOST_FLOWS,
  MOST_LOTS,
  ORIGIN_BITS,
  ORIGINS,
  PLUG_IN_ADDRESS,
  RECORD_WORD,
  RULE_WORD,
  SEEDING_WORD,
  TOKEN_CONFIG_WORD,
  TRANCHE_BITS,
  WALLET_STATE_WORD,
} from "./words.js";

type Constant = { readonly type: "uint8" | "uint16" | "uint256"; readonly name: string; readonly value: string };

const upper = (name: string) => name.replace(/[A-Z]/g, "_$&").toUpperCase();

const numbers = (values: Readonly<Record<string, number>>, type: Constant["type"]): Constant[] =>
  Object.entries(values).map(([name, value]) => ({ type, name: upper(name), value: String(value) }));

/** Masks are uint256, so that shifting one into a word never cuts it. */
const masks = (bits: Readonly<Record<string, number>>): Constant[] =>
  Object.entries(bits).map(([name, bit]) => ({ type: "uint256", name: upper(name), value: `1 << ${bit}` }));

const fields = (layout: Layout): Constant[] =>
  Object.entries(layout).flatMap(([name, field]) => [
    { type: "uint256" as const, name: `${upper(name)}_OFFSET`, value: String(field.offset) },
    // A long hexadecimal literal could be taken for an address.
    {
      type: "uint256" as const,
      name: `${upper(name)}_MASK`,
      value: field.bits > 64 ? `(1 << ${field.bits}) - 1` : `0x${fieldMax(field).toString(16)}`,
    },
  ]);

function library(name: string, text: string, constants: readonly Constant[]): string {
  const lines = constants.map((one) => `    ${one.type} internal constant ${one.name} = ${one.value};`);
  return `/// @notice ${text}\nlibrary ${name} {\n${lines.join("\n")}\n}\n`;
}

const SHIFTED = "A field is `(word >> X_OFFSET) & X_MASK`: masks are not shifted.";

/** The Solidity source of every number that the contracts share with the SDK: `contracts/types/Kinds.sol`. */
export function solidityConstants(): string {
  const kinds = Object.fromEntries(Object.entries(RULE_KINDS).map(([name, kind]) => [name, kind.id]));
  return [
    "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.37;\n",
    library("Kinds", "Rule kinds, by id.", numbers(kinds, "uint8")),
    library("Movements", "Movement kinds, by number.", [
      ...numbers(MOVEMENTS, "uint8"),
      ...numbers({ last: LAST_MOVEMENT }, "uint8"),
      { type: "uint256", name: "RULE_MASK", value: `0x${RULE_MOVEMENTS.toString(16)}` },
      { type: "uint256", name: "WEIGHED_MASK", value: `0x${WEIGHED_MOVEMENTS.toString(16)}` },
    ]),
    library("Causes", "Why units pass to somebody else without a sale, by number.", [
      ...numbers({ ...CAUSES, last: LAST_CAUSE }, "uint8"),
    ]),
    library("Sides", "The judged party, by number.", numbers(PARTIES, "uint256")),
    library("States", "State bits of a record, as masks.", masks(STATES)),
    library("Roles", "Role bits among a record's statuses, as masks.", [
      ...masks(ROLES),
      { type: "uint256", name: "ALL", value: `0x${ROLE_STATUSES.toString(16)}` },
    ]),
    library("Modes", "Bits of a rule word's modes, as masks.", masks(MODES)),
    library("Needs", "Bits of a program header's needs, as masks.", masks(NEEDS)),
    library("TokenFlags", "Bits of a token's flags, as masks.", masks(TOKEN_FLAGS)),
    library("Evidences", "Which expiry an evidenceFresh rule reads.", numbers(EVIDENCES, "uint256")),
    library("RuleField", `The rule word, low bits first. ${SHIFTED}`, fields(RULE_WORD)),
    library("PlugInField", `Of a rule that asks another contract. ${SHIFTED}`, fields({ address: PLUG_IN_ADDRESS })),
    library("HeaderField", `The first word of a program. ${SHIFTED}`, fields(HEADER_WORD)),
    library("GuardField", `The first word of a guard. ${SHIFTED}`, fields(GUARD_WORD)),
    library("BoundsField", `The second and third word of a guard. ${SHIFTED}`, fields(BOUNDS_WORD)),
    library("RecordField", `An investor's facts in one word. ${SHIFTED}`, fields(RECORD_WORD)),
    library("TokenConfigField", `A token's configuration in one word. ${SHIFTED}`, fields(TOKEN_CONFIG_WORD)),
    library("WalletStateField", `Frozen and held units of a wallet. ${SHIFTED}`, fields(WALLET_STATE_WORD)),
    library("LotField", `Units of one day and one origin. ${SHIFTED}`, fields(LOT_WORD)),
    library("FlowField", `What passed a meter on one day. ${SHIFTED}`, fields(FLOW_WORD)),
    library("SeedingField", `Seeded units of a token that is imported. ${SHIFTED}`, fields(SEEDING_WORD)),
    library("Shape", "Bounds of programs, counts and amounts.", [
      ...numbers({ builtInRule: BUILT_IN_RULE }, "uint16"),
      { type: "uint256", name: "MOST_UNITS", value: `(1 << ${MOST_UNITS.toString(2).length}) - 1` },
      ...numbers({ mostTokensHeld: MOST_TOKENS_HELD, countBits: COUNT_BITS }, "uint256"),
      ...numbers({ holdersPerWord: HOLDERS_PER_WORD, basisPoints: Number(BASIS_POINTS) }, "uint256"),
      ...numbers({ mostMonths: MOST_MONTHS, mostLots: MOST_LOTS, mostFlows: MOST_FLOWS, origins: ORIGINS }, "uint256"),
      ...numbers({ guardMovementBits: GUARD_INDEX_BITS.movement, guardSideBits: GUARD_INDEX_BITS.side }, "uint256"),
      ...numbers({ guardLaneBits: GUARD_INDEX_BITS.lane, guardSpenderOffset: GUARD_INDEX_BITS.spender }, "uint256"),
      ...numbers({ guardSetBits: GUARD_SET_BITS, guardBytes: GUARD_WORDS * PROGRAM.wordBytes }, "uint256"),
      ...numbers({ mostGuards: PROGRAM.mostGuards, lanes: LANES }, "uint256"),
      ...numbers({ originBits: ORIGIN_BITS, trancheBits: TRANCHE_BITS }, "uint256"),
      ...numbers({ spanMonths: SPAN_MONTHS, mostSpanDays: MOST_SPAN_DAYS }, "uint256"),
      ...numbers({ mostSpanMonths: MOST_SPAN_MONTHS, strictly: STRICTLY }, "uint256"),
      ...numbers({ mostMetered: MOST_METERED, mostPlugIns: MOST_PLUG_INS }, "uint256"),
      ...numbers({ mostPositions: MOST_POSITIONS }, "uint256"),
      ...numbers({ mostEmbedded: MOST_EMBEDDED, mostLeverage: Number(MOST_LEVERAGE) }, "uint256"),
      { type: "uint256", name: "NEVER", value: `(1 << ${NEVER.toString(2).length}) - 1` },
      { type: "uint256", name: "MAGIC", value: `0x${PROGRAM.magic.toString(16)}` },
      ...numbers({ version: PROGRAM.version, wordBytes: PROGRAM.wordBytes, setBytes: PROGRAM.setBytes }, "uint256"),
      ...numbers({ mostSets: PROGRAM.mostSets, mostRules: PROGRAM.mostRules }, "uint256"),
      ...numbers({ mostProvisions: PROGRAM.mostProvisions, mostBytes: PROGRAM.mostBytes }, "uint256"),
    ]),
  ].join("\n");
}

/** Likewise, of leverage registries: `contracts/types/LeverageKinds.sol`. */
export function solidityLeverageConstants(): string {
  return [
    "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.37;\n",
    library("VenueKinds", "What a venue is registered as, by number.", [
      ...numbers(VENUE_KINDS, "uint8"),
      ...numbers({ last: Math.max(...Object.values(VENUE_KINDS)) }, "uint8"),
    ]),
    library("VenueStates", "What a venue may report, by number.", numbers(VENUE_STATES, "uint8")),
    library("VenueModes", "Bits of a venue's modes, as masks.", masks(VENUE_MODES)),
    library("Bindings", "Whether law or policy is behind a refusal.", numbers(BINDINGS, "uint8")),
    library("LeveragePolicies", "Policies over all venues, as masks.", masks(LEVERAGE_POLICIES)),
    library("LegField", `A leg at one venue. ${SHIFTED}`, fields(LEG_WORD)),
    library("AccountField", `An account at one venue. ${SHIFTED}`, fields(LEVERAGE_ACCOUNT_WORD)),
    library("AccountFlags", "Bits of an account's flags, as masks.", masks(LEVERAGE_ACCOUNT_FLAGS)),
    library("AggregateField", `An investor over all venues. ${SHIFTED}`, fields(AGGREGATE_WORD)),
    library("MarginRowField", `A row of a margin table. ${SHIFTED}`, fields(MARGIN_ROW_WORD)),
    library("MarginTimesField", `Times of such a row. ${SHIFTED}`, fields(MARGIN_TIMES_WORD)),
    library("LeverageBounds", "Bounds of leverage registries.", numbers(LEVERAGE, "uint256")),
  ].join("\n");
}

/** Likewise, of position books: `contracts/types/PositionKinds.sol`. */
export function solidityPositionConstants(): string {
  return [
    "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.37;\n",
    library("PositionSides", "On which side a unit counts, by number.", numbers(POSITION_SIDES, "uint8")),
    library("PositionBuckets", "What a limit is for, by number.", numbers(POSITION_BUCKETS, "uint8")),
    library("ProductBits", "Bits of a product, as masks.", masks(PRODUCT_BITS)),
    library("UnderlyingBits", "Bits of an underlying, as masks.", masks(UNDERLYING_BITS)),
    library("ProductField", `Where a product is counted. ${SHIFTED}`, fields(PRODUCT_WORD)),
    library("RosterSlot", `One product of a page. ${SHIFTED}`, [
      ...fields(ROSTER_SLOT),
      ...numbers({ bits: ROSTER_SLOT_BITS }, "uint256"),
    ]),
    library("RosterField", `A page of products. ${SHIFTED}`, fields(ROSTER_WORD)),
    library("LotsField", `Lots of one person in a page. ${SHIFTED}`, [
      ...fields(LOTS_WORD),
      ...numbers({ slotBits: LOTS_SLOT_BITS, slotMask: 2 ** LOTS_SLOT_BITS - 1 }, "uint256"),
    ]),
    library("LotsBits", "Bits of such a word, as masks.", masks(LOTS_BITS)),
    library("UnderlyingField", `An underlying. ${SHIFTED}`, [
      ...fields(UNDERLYING_WORD),
      ...numbers({ pageBits: PAGE_BITS, pageMask: 2 ** PAGE_BITS - 1 }, "uint256"),
    ]),
    library("MonthField", `Limits of one month. ${SHIFTED}`, fields(MONTH_WORD)),
    library("ClosureField", `Who aggregates an investor's positions. ${SHIFTED}`, [
      ...fields(CLOSURE_WORD),
      ...numbers({ aggregatorBits: AGGREGATOR_BITS, aggregatorMask: 2 ** AGGREGATOR_BITS - 1 }, "uint256"),
    ]),
    library("StandingField", `What applies to one person. ${SHIFTED}`, fields(STANDING_WORD)),
    library("PositionBounds", "Bounds of position books.", numbers(POSITIONS, "uint256")),
  ].join("\n");
}
