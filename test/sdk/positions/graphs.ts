import type { AggregationGraph } from "../../../sdk/positions/index.js";

const SOURCE = `0x${"11".repeat(32)}`;
const since = { source: SOURCE, from: "2026-01-01" };

export const controls = (controller: number, controlled: number, days: object = {}) => ({
  ...{ controller, controlled, ...since },
  ...days,
});
export const owns = (owner: number, owned: number, percent: string, days: object = {}) => ({
  ...{ owner, owned, percent, ...since },
  ...days,
});
export const agree = (...members: number[]) => ({ members, ...since });
export const alike = (person: number, account: number) => ({ person, account, ...since });
export const isExempt = (person: number, account: number, days: object = {}) => ({
  ...{ person, account, ground: "ownedEntity", notice: SOURCE, evidence: SOURCE, from: "2026-01-01" },
  ...days,
});

/** Of persons 1 to 9, whole through November 2026. */
export const graphOf = (edges: Partial<AggregationGraph>): AggregationGraph => ({
  ...{ format: "weighbridge.aggregationGraph/1", id: "test/graph", title: "A graph", completeThrough: "2026-11-30" },
  ...{ persons: [1, 2, 3, 4, 5, 6, 7, 8, 9], control: [], agreements: [], ownership: [] },
  ...{ identicalTrading: [], exemptions: [], ...edges },
});
