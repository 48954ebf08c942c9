import { expect } from "chai";
import {
  kindOfError,
  maskOf,
  MOVEMENT_NAMES,
  MOVEMENTS,
  PARTIES,
  REASON_NAMES,
  REASONS,
  ROLE_STATUSES,
  ROLES,
  RULE_KIND_NAMES,
  RULE_KINDS,
  RULE_MOVEMENTS,
  ruleKindOf,
  STATES,
} from "../../../sdk/kinds/index.js";

describe("kinds", () => {
  it("default", () => {
    const ids = Object.fromEntries(RULE_KIND_NAMES.map((name) => [name, RULE_KINDS[name].id]));
    expect(ids).to.deep.equal({
      forbiddenStates: 1,
      requiredStatuses: 2,
      laneInSet: 3,
      countryIn: 4,
      countryNotIn: 5,
      evidenceFresh: 6,
      regionIn: 7,
      regionNotIn: 8,
      spenderRegistered: 9,
      mostUnits: 16,
      mostShare: 17,
      leastHolding: 18,
      wholeHoldingOnly: 19,
      mostHolders: 32,
      fewestHolders: 33,
      notBefore: 48,
      notAfter: 49,
      holdingPeriod: 50,
      trancheClosedSince: 51,
      notHalted: 52,
      mostOutflow: 64,
      mostOutflowShare: 65,
      mostOutflowShareOrVolume: 66,
      mostInflow: 67,
      mostPurchasers: 68,
      mostVenueVolume: 69,
      mostGroupShare: 70,
      leastPerMovement: 80,
      mostPerMovement: 81,
      mostEmbeddedLeverage: 88,
      mostLeverage: 89,
      encumberedStays: 90,
      plugIn: 96,
      positionLimit: 97,
    });
  });

  it("behavior: ids ascend, fit a byte and name their kind", () => {
    const ids = RULE_KIND_NAMES.map((name) => RULE_KINDS[name].id as number);
    expect(ids).to.deep.equal([...new Set(ids)].sort((a, b) => a - b));
    for (const name of RULE_KIND_NAMES) expect(ruleKindOf(RULE_KINDS[name].id)).to.equal(name);
    expect(ruleKindOf(0)).to.equal(undefined);
    expect(ruleKindOf(255)).to.equal(undefined);
  });

  it("behavior: each error names one kind or reason", () => {
    for (const name of RULE_KIND_NAMES) expect(kindOfError(RULE_KINDS[name].error)).to.equal(name);
    for (const name of REASON_NAMES) expect(kindOfError(REASONS[name].error)).to.equal(name);
    expect(kindOfError("AccessManagedUnauthorized")).to.equal(undefined);
  });

  it("behavior: rules may name transfer, mint, burn and settlement", () => {
    expect(maskOf(MOVEMENTS, ["transfer", "mint", "burn", "settlement"])).to.equal(RULE_MOVEMENTS);
    expect(MOVEMENT_NAMES).to.deep.equal([
      "transfer",
      "mint",
      "burn",
      "forced",
      "transmission",
      "recovery",
      "settlement",
      "licensed",
    ]);
  });

  it("behavior: roles lie among the role statuses, states in a byte", () => {
    for (const bit of Object.values(ROLES)) expect(ROLE_STATUSES & (2 ** bit)).not.to.equal(0);
    expect(maskOf(STATES, ["blocked", "restricted", "leveraged", "suspense"])).to.equal(15);
    expect(maskOf({ high: 31, low: 0 }, ["high", "low", "high"])).to.equal(0x8000_0001);
    expect(PARTIES).to.deep.equal({ sender: 0, receiver: 1, spender: 2, token: 3 });
  });

  it("behavior: built-in reasons are judged in this order", () => {
    expect(REASON_NAMES.map((name) => REASONS[name].error)).to.deep.equal([
      "KindUnsupported",
      "ProgramMissing",
      "TokenUnreadable",
      "ERC20InsufficientAllowance",
      "TokenImporting",
      "TokenPaused",
      "WalletUnknown",
      "InvestorBlocked",
      "SuspenseAccount",
      "AmountAboveCapacity",
      "SupplyAboveCapacity",
      "TokensAboveCapacity",
      "WalletFrozen",
      "InvestorsDiffer",
      "WalletNotBarred",
      "UnitsNotFree",
      "RecoveryNotWhole",
    ]);
  });
});
