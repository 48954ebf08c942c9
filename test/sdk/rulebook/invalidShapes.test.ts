import { type Case, itRefuses } from "./issues.js";
import { leastHolding, mostUnits, rule, small, withRules } from "./small.js";

/** Fields, kinds and parties. */
const CASES: readonly Case[] = [
  ["not an object", 3, [": must be an object, and is a number"]],
  ["an unknown format", small({ format: "weighbridge.rulebook/2" }), ['format: must be "weighbridge.rulebook/1"']],
  ["an unknown field", small({ colour: 1 }), ["colour: is not a field here"]],
  [
    "an unknown field deep inside",
    withRules(mostUnits({ limit: 3 })),
    ["uses[0].how.enforce[0].limit: is not a field here"],
  ],
  ["a missing field", withRules(rule("mostUnits")), ["uses[0].how.enforce[0].most: is missing"]],
  [
    "an unknown kind of rule",
    withRules(rule("mostFun")),
    [
      "uses[0].how.enforce[0].type: must be a known type: forbiddenStates, requiredStatuses, laneInSet, countryIn, countryNotIn, evidenceFresh, regionIn, regionNotIn, spenderRegistered, mostUnits, mostShare, leastHolding, mostHolders, fewestHolders, wholeHoldingOnly, holdingPeriod, trancheClosedSince, notBefore, notAfter, notHalted, mostOutflow, mostOutflowShare, mostOutflowShareOrVolume, mostInflow, mostPurchasers, mostVenueVolume, mostGroupShare, leastPerMovement, mostPerMovement, mostEmbeddedLeverage, mostLeverage, encumberedStays, plugIn, positionLimit",
    ],
  ],
  [
    "an unknown movement",
    withRules(mostUnits({ movements: ["forced"] })),
    ['uses[0].how.enforce[0].movements[0]: must be "transfer" or "mint" or "burn" or "settlement"'],
  ],
  ["no movement", withRules(mostUnits({ movements: [] })), ["uses[0].how.enforce[0].movements: must not be empty"]],
  [
    "a movement twice",
    withRules(mostUnits({ movements: ["mint", "mint"] })),
    ["uses[0].how.enforce[0].movements: must not repeat"],
  ],
  [
    "a movement without the party",
    withRules(leastHolding("1", { party: "sender", movements: ["transfer", "mint"] })),
    ["uses[0].how.enforce[0].movements[1]: has no sender"],
  ],
  [
    "an unknown party",
    withRules(mostUnits({ party: "spender" })),
    ['uses[0].how.enforce[0].party: must be "receiver"'],
  ],
  [
    "a scope of the movement itself",
    withRules(rule("notBefore", { party: "token", from: "2026-01-01T00:00:00Z", lanes: ["usAccredited"] })),
    ["uses[0].how.enforce[0].lanes: is about a party, and the rule judges the movement itself (party: token)"],
  ],
  [
    "an empty counterparty",
    withRules(mostUnits({ counterparty: {} })),
    ["uses[0].how.enforce[0].counterparty: must say roles, lanes or countries"],
  ],
];

describe("parseRulebook", () => {
  CASES.forEach(itRefuses);
});
