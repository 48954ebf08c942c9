import type { Movements } from "./scales.js";

type Report = {
  readonly floor: Movements;
  readonly weighbridge: {
    readonly rules: Readonly<Record<string, Movements>>;
    readonly judged: Readonly<Record<string, Movements>>;
    readonly clone12: number;
    readonly lots: Movements;
    readonly withoutLots: Movements;
  };
  readonly ratios: Readonly<Record<string, number>>;
  readonly perKind: Readonly<Record<string, number>>;
  readonly perKindJudged: Readonly<Record<string, number>>;
  readonly enrol: Readonly<Record<string, number>>;
  readonly deploy: Readonly<Record<string, number>>;
  readonly views: Readonly<Record<string, number>>;
  readonly sizes: { readonly contract: Readonly<Record<string, number>> };
};

/** Prints a report for people. */
export function printTable({
  floor,
  weighbridge,
  ratios,
  perKind,
  perKindJudged,
  enrol,
  deploy,
  views,
  sizes,
}: Report): void {
  const row = ([count, gas]: readonly [string, Movements], how = "") => [
    (count === "12" ? "private fund" : /^\d+$/.test(count) ? `${count} rules` : count) + how,
    { ...gas, "steady ÷ floor": Math.round((gas.steady / floor.steady) * 100) / 100 },
  ];
  const rows = [
    ...Object.entries(weighbridge.rules).map((one) => row(one)),
    ...Object.entries(weighbridge.judged).map((one) => row(one, ", unguarded")),
  ];
  console.log("Gas of one transaction each");
  const { lots, withoutLots } = weighbridge;
  const beside = Object.entries({ "8 rules": withoutLots, "8 rules and one on lots": lots });
  console.table(Object.fromEntries([["plain ERC-20", floor], ...rows, ...beside]));
  console.log("What one more rule of a kind costs, and other figures");
  const kinds = Object.entries(perKind).map(([kind, gas]) => [kind, { guarded: gas, judged: perKindJudged[kind] }]);
  console.table(Object.fromEntries(kinds));
  console.table({ ...ratios });
  console.table({
    "enrol one investor": enrol["direct"],
    "enrol, in a batch of 50": enrol["batch50"],
    "enrol, claimed from a root for a million": enrol["claim"],
    "deploy a manager": deploy["manager"],
    "deploy a token": deploy["full"],
    "deploy a clone": deploy["clone"],
    "steady transfer of a clone, private fund": weighbridge.clone12,
    "check (estimate)": views["check"],
    "explain (estimate)": views["explain"],
  });
  console.table(sizes.contract);
}
