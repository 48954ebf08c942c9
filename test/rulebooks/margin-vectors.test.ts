import { expect } from "chai";
import { readFileSync } from "node:fs";
import { type Address } from "viem";
import { readMarginTables, SHIPPED_MARGIN_TABLES, shippedLaw } from "../../sdk/cli/readLaw.js";
import * as sdk from "../../sdk/leverage/index.js";
import { assess, type Activity, prepareRulebooks } from "../../sdk/rulebook/index.js";
import { leverageOf } from "../fixtures/leverage.js";
import { freshWalks } from "../fixtures/walk.js";

type Vector = {
  readonly table: string;
  readonly class: string;
  readonly kind: "extendCredit" | "maintain";
  readonly percent: string;
  /** The outcome of `assess`. */
  readonly law: string;
  readonly chain: "passes" | "refused" | "called";
  readonly binding?: "law" | "policy";
  /** Provisions that fail; the first is the one that a refusal of the chain cites. */
  readonly because?: readonly string[];
};
type Vectors = { readonly asOf: string; readonly facts: Activity["facts"]; readonly vectors: readonly Vector[] };

const { vectors, facts, asOf } = JSON.parse(
  readFileSync(new URL("../vectors/margin.json", import.meta.url), "utf8"),
) as Vectors;
const ASOF = BigInt(Date.parse(asOf) / 1000);
/** $100,000, in cents. */
const NOTIONAL = 10_000_000n;

describe("margin by law and on chain", () => {
  const law = prepareRulebooks(shippedLaw());
  const tables = readMarginTables(SHIPPED_MARGIN_TABLES);
  const provisions = law.provisions.map(({ provision }) => provision);
  const rows = sdk.marginRows(tables, law, { asOf: ASOF });
  const fresh = freshWalks();
  const placeOf = ({ table, class: of }: Vector) => {
    const [found, product] = [
      tables.tables.find(({ id }) => id === table)!,
      tables.classes.find(({ id }) => id === of)!,
    ];
    const row = rows.find((one) => one.table === found.number && one.class === product.number)!;
    return { found, product, row };
  };
  const titleOf = ({ table, class: of, kind, percent }: Vector) => `${table}, ${of}: ${kind} at ${percent} %`;

  it("behavior: assess answers each vector as it says, for the provisions that it names", () => {
    for (const vector of vectors) {
      const { found, product } = placeOf(vector);
      const margin = vector.kind === "extendCredit" ? "activity.initialMargin" : "activity.maintenanceMargin";
      const activity: Activity = {
        ...{ kind: vector.kind, product: { classes: product.products }, provenance: tables.provenance, claims: [] },
        facts: { ...facts, ...product.facts, ...found.facts, [margin]: vector.percent },
      };
      const { outcome, findings } = assess(law, activity, { asOf: ASOF });
      const failed = findings.filter(
        ({ effect, result, decides }) => effect === "limit" && result === "failed" && decides,
      );
      expect(outcome, titleOf(vector)).to.equal(vector.law);
      const wanted = vector.law === "refuse" ? vector.because : [];
      expect(
        failed.map(({ provision }) => provision),
        titleOf(vector),
      ).to.have.members([...(wanted ?? [])]);
    }
  });

  it("behavior: the registry refuses or calls wherever the law refuses, and elsewhere only by policy", async () => {
    const w = await fresh();
    const { at: leverage, venue } = await leverageOf(w);
    const reader = w.connection.provider;
    const { registry } = w;
    const wallet = w.alice.address as Address;
    // Tables of the fixture have lower numbers.
    const shifted = (table: number) => table + 100;
    const venues = new Map<string, number>();
    for (const row of rows)
      await w.send(w.admin, sdk.scheduleMarginRow({ leverage, row: { ...row, table: shifted(row.table) }, from: 0n }));
    for (const { id, number } of tables.tables) {
      venues.set(id, Number(await venue(w.spender, shifted(number))));
      await w.send(w.alice, sdk.openAccount({ leverage, venue: venues.get(id)!, registry }));
    }
    for (const vector of vectors) {
      const { product, row } = placeOf(vector);
      const place = { leverage, venue: venues.get(vector.table)!, registry, wallet };
      const exposureAt = async (percent: string): Promise<sdk.Exposure> => {
        const { account, investor, at } = await sdk.readAccount(reader, place);
        const equity = (NOTIONAL * BigInt(Math.round(Number(percent) * 100))) / 10_000n;
        return {
          ...{ venue: place.venue, registry, investor, wallet, sequence: account.sequence + 1, asOf: at.time },
          ...{ collateral: NOTIONAL, debt: NOTIONAL - equity, drawn: 0n },
          legs: [{ class: product.number, quantity: 1n, notional: NOTIONAL }],
        };
      };
      const report = (exposure: sdk.Exposure) => w.send(w.spender, sdk.reportExposure({ leverage, exposure }));
      if (vector.kind === "extendCredit") {
        const exposure = await exposureAt(vector.percent);
        const { findings } = await sdk.explainIncrease(reader, { leverage, exposure, provisions });
        const [first] = findings;
        expect(findings.length === 0 ? "passes" : "refused", titleOf(vector)).to.equal(vector.chain);
        expect(first?.binding, titleOf(vector)).to.equal(vector.binding);
        expect(first?.provisionId ?? undefined, titleOf(vector)).to.equal(vector.because?.[0]);
        continue;
      }
      await report(await exposureAt("100"));
      await report(await exposureAt(vector.percent));
      const { call } = await sdk.readAccount(reader, place);
      expect(call === null ? "passes" : "called", titleOf(vector)).to.equal(vector.chain);
      const { binding, provisions: said } = row.origins.maintenance;
      if (vector.binding !== undefined) expect(binding, titleOf(vector)).to.equal(vector.binding);
      if (vector.because !== undefined) expect(said.map(({ id }) => id)).to.deep.equal(vector.because);
      await report({ ...(await exposureAt("100")), collateral: 0n, debt: 0n, legs: [] });
    }
  });
});
