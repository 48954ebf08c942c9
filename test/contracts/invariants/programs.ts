import { MODES, MOVEMENTS, SPAN_MONTHS, STRICTLY } from "../../../sdk/kinds/index.js";
import { type CountrySet, type Program } from "../../../sdk/program/index.js";
import { PLANS } from "../../fixtures/groupShares.js";
import { ALL_ORIGINS, TERMS } from "../../fixtures/lots.js";
import { someProgram, type SomeRule } from "../../fixtures/rules.js";
import { DAY } from "../../fixtures/walk.js";

const SETS: readonly CountrySet[] = [[276, 840]];
const inSet = { set: 0, outside: false } as const;

/** The programs that are put in force one after another: each family of rules in one of them, with limits that a few steps reach. */
export function programs(now: bigint, plugIn: string): readonly Program[] {
  const holdings: readonly SomeRule[] = [
    { kind: "forbiddenStates", limit: 2n },
    { kind: "evidenceFresh", limit: 0n },
    { kind: "mostUnits", limit: 120n },
    { kind: "mostShare", limit: 200n, window: 4_000 },
    { kind: "leastHolding", limit: 3n },
    { kind: "leastHolding", side: "sender", limit: 2n },
    { kind: "mostHolders", limit: 12n },
  ];
  const counted: readonly SomeRule[] = [
    { kind: "requiredStatuses", limit: 1n, lanes: 0x82 },
    { kind: "mostHolders", limit: 6n, modes: 1 << MODES.together, countrySet: inSet },
    { kind: "mostHolders", limit: 3n, modes: 1 << MODES.perCountry, lanes: 0xa4 },
    { kind: "mostHolders", limit: 13n, modes: 1 << MODES.beneficial },
    { kind: "fewestHolders", side: "sender", limit: 2n },
  ];
  const timed: readonly SomeRule[] = [
    { kind: "notHalted", side: "token", movements: 1 << MOVEMENTS.transfer },
    { kind: "notBefore", side: "receiver", limit: now + 20n * DAY, lanes: 0x02 },
    { kind: "notAfter", side: "token", limit: now + 200n * DAY, movements: 1 << MOVEMENTS.burn },
    { kind: "mostPerMovement", side: "sender", limit: 90n, path: 1 },
    { kind: "leastPerMovement", side: "sender", limit: 4n, path: 2 },
    { kind: "spenderRegistered", side: "spender", path: 2 },
  ];
  const lots: readonly SomeRule[] = [
    { kind: "holdingPeriod", side: "sender", window: 2, limit: ALL_ORIGINS, movements: 1 << MOVEMENTS.transfer },
    { kind: "trancheClosedSince", side: "sender", window: 0, limit: 2n, movements: 1 << MOVEMENTS.transfer },
    { kind: "mostUnits", limit: 200n },
  ];
  const metered: readonly SomeRule[] = [
    { kind: "mostOutflow", side: "sender", window: 12, limit: 60n },
    { kind: "mostInflow", window: 20, limit: 70n },
    { kind: "mostPurchasers", window: 20, limit: 3n },
  ];
  const shared: readonly SomeRule[] = [
    { kind: "mostOutflowShare", side: "sender", window: 30, limit: 1_000n },
    { kind: "mostOutflowShareOrVolume", side: "sender", window: SPAN_MONTHS + 1, limit: 500n },
    { kind: "mostVenueVolume", side: "token", movements: 1 << MOVEMENTS.transfer, limit: 1_000n },
  ];
  // One path is for small buyers of a window, the other for those who hold much.
  const ways: readonly SomeRule[] = [
    { kind: "mostUnits", limit: 300n },
    { kind: "mostInflow", path: 1, window: 5, limit: 40n },
    { kind: "leastHolding", path: 2, limit: 60n },
  ];
  return [
    someProgram([]),
    someProgram(holdings),
    someProgram(counted, SETS),
    someProgram(timed),
    someProgram(lots, [], TERMS),
    someProgram(metered),
    someProgram(shared),
    someProgram(ways),
    someProgram([
      { ...PLANS, window: STRICTLY + 8_000 },
      { kind: "wholeHoldingOnly", side: "sender", lanes: 0x86 },
    ]),
    someProgram([{ kind: "plugIn", side: "token", limit: BigInt(plugIn) }, ...holdings.slice(0, 3)]),
  ];
}
