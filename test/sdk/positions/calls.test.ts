import { expect } from "chai";
import { type Address, decodeFunctionData, stringToHex, zeroHash } from "viem";
import { positionBookAbi } from "../../../sdk/abis/index.js";
import { CallInvalidError, ParameterInvalidError } from "../../../sdk/errors/index.js";
import * as sdk from "../../../sdk/positions/index.js";
import { monthNumber, monthText } from "../../../sdk/positions/months.js";
import { hashOf } from "../../fixtures/leverage.js";

const book: Address = "0x00000000000000000000000000000000000b00c5";
const token: Address = "0x0000000000000000000000000000000000000111";
const evidence = hashOf("evidence");
const LAW = { binding: "law", provision: hashOf("law") } as const;
const TERMS: sdk.UnderlyingTerms = {
  ...{ allMonths: 57_800n, accountability: null, monthAccountability: 9_000n, sameSide: false, countsSpot: false },
  ...LAW,
};
const MONTH: sdk.MonthLimits = {
  ...{ single: 57_800n, steps: [{ from: 1_000n, limit: 600n }], apart: true, ...LAW },
  ...{ spotBinding: "policy", spotProvision: hashOf("spot") },
};
const PRODUCT: sdk.OpenProductParameters = {
  ...{ book, token, underlying: 1, month: "2026-12", side: "short", settlement: "cash" },
  ...{ contracts: "0.01", decimals: 18 },
};
const EXEMPTION: sdk.ExemptParameters = {
  ...{ book, underlying: 1, investor: 7n, side: "short" },
  contracts: 5n,
  until: 2_000n,
  evidence,
};
const CLOSURE = { investor: 7n, aggregators: [1n, 8n], asOf: 1_000n, graph: evidence };

const decoded = ({ to, data, value }: ReturnType<typeof sdk.openProduct>) => {
  expect([to, value]).to.deep.equal([book, 0n]);
  return decodeFunctionData({ abi: positionBookAbi, data });
};
function thrownBy(make: () => unknown): unknown {
  try {
    make();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
/** Refused by one clear error, which names the field. */
const refused = (make: () => unknown, parameter: string): void => {
  const error = thrownBy(make);
  expect(error, parameter).to.be.instanceOf(ParameterInvalidError);
  expect((error as Error).message).to.include(`\`${parameter}\` is `);
};

describe("calls to a position book", () => {
  it("openUnderlying, setUnderlying: none stands for no limit, and a limit names its provision", () => {
    const open = sdk.openUnderlying({ book, name: "corn", terms: TERMS });
    expect(decoded(open)).to.deep.equal({
      functionName: "openUnderlying",
      args: [
        stringToHex("corn", { size: 32 }),
        { ...TERMS, allMonths: 57_800, accountability: 0xffff_ffff, monthAccountability: 9_000, binding: 1 },
      ],
    });
    expect(decoded(sdk.setUnderlying({ book, underlying: 3, terms: TERMS })).args?.[0]).to.equal(3);
    refused(() => sdk.openUnderlying({ book, name: "", terms: TERMS }), "name");
    refused(() => sdk.openUnderlying({ book, name: "x".repeat(33), terms: TERMS }), "name");
    const set = (terms: Partial<sdk.UnderlyingTerms>) => () =>
      sdk.setUnderlying({ book, underlying: 1, terms: { ...TERMS, ...terms } });
    refused(set({ allMonths: 0xffff_ffffn }), "terms.allMonths");
    refused(set({ accountability: -1n }), "terms.accountability");
    refused(set({ allMonths: 57_800 as never }), "terms.allMonths");
    refused(set({ provision: zeroHash }), "terms.provision");
    refused(set({ binding: "engine" as never }), "terms.binding");
    const none = { allMonths: null, monthAccountability: null, provision: zeroHash };
    expect(set(none)).not.to.throw();
    refused(() => sdk.setUnderlying({ book, underlying: 0, terms: TERMS }), "underlying");
  });

  it("setMonthLimits: months are months, and steps ascend", () => {
    expect(decoded(sdk.setMonthLimits({ book, underlying: 1, month: "2026-12", limits: MONTH })).args).to.deep.equal([
      ...[1, 683],
      { ...MONTH, single: 57_800, steps: [{ from: 1_000, limit: 600 }], binding: 1, spotBinding: 2 },
    ]);
    const set =
      (limits: Partial<sdk.MonthLimits>, month = "2026-12") =>
      () =>
        sdk.setMonthLimits({ book, underlying: 1, month, limits: { ...MONTH, ...limits } });
    for (const month of ["2026-13", "1970-01", "2311-01", "26-12", "2026-12-01"]) refused(set({}, month), "month");
    const steps = [1n, 2n, 3n].map((from) => ({ from, limit: null }));
    expect(set({ steps })).not.to.throw();
    refused(set({ steps: [...steps, { from: 4n, limit: 1n }] }), "limits.steps");
    refused(set({ steps: [steps[1]!, steps[1]!] }), "limits.steps[1].from");
    refused(set({ steps: [{ from: 1_700_000_000_000n, limit: 1n }] }), "limits.steps[0].from");
    refused(set({ steps: [{ from: 0n, limit: 1n }] }), "limits.steps[0].from");
    refused(set({ spotProvision: zeroHash }), "limits.spotProvision");
    for (const number of [1, 11, 12, 683, 4_091]) expect(monthNumber(monthText(number))).to.equal(number);
    expect([monthText(683), monthText(0), monthNumber(null)]).to.deep.equal(["2026-12", null, 0]);
  });

  it("openProduct, setRatio: what a token counts as, rounded up, in lots that fit", () => {
    expect(decoded(sdk.openProduct(PRODUCT)).args).to.deep.equal([
      token,
      { underlying: 1, month: 683, short: true, cash: true, spot: false, lot: 10n ** 18n, ratio: 10_000 },
    ]);
    const spot = sdk.openProduct({ ...PRODUCT, month: null, spot: true, settlement: "physical", side: "long" });
    expect(decoded(spot).args?.[1]).to.deep.include({ month: 0, spot: true, cash: false, short: false });
    const ratio = sdk.setRatio({ book, token, lot: 10n ** 18n, contracts: "0.003334567", decimals: 18 });
    expect(decoded(ratio).args).to.deep.equal([token, 3_335]);
    refused(() => sdk.openProduct({ ...PRODUCT, side: "both" as never }), "side");
    refused(() => sdk.openProduct({ ...PRODUCT, settlement: "none" as never }), "settlement");
    refused(() => sdk.openProduct({ ...PRODUCT, token: "0x1" }), "token");
    expect(thrownBy(() => sdk.openProduct({ ...PRODUCT, book: "0x1" }))).to.be.instanceOf(CallInvalidError);
  });

  it("lotOf: exact where it can be, never smaller than exact, and refused where it does not fit", () => {
    const of = (contracts: string, decimals: number, lot?: bigint) => sdk.lotOf({ contracts, decimals, lot });
    expect(of("1", 0)).to.deep.equal({ lot: 1n, ratio: 1_000_000, exact: true });
    expect(of("0.01", 18)).to.deep.equal({ lot: 10n ** 18n, ratio: 10_000, exact: true });
    expect(of("1/5000", 18)).to.deep.equal({ lot: 5n * 10n ** 19n, ratio: 10_000, exact: true });
    expect(of("1/3", 0)).to.deep.equal({ lot: 3n, ratio: 1_000_000, exact: true });
    expect(of("0.333333333", 0)).to.deep.equal({ lot: 3n, ratio: 1_000_000, exact: false });
    expect(of("4294.967295", 0)).to.deep.equal({ lot: 1n, ratio: 0xffff_ffff, exact: true });
    expect(of("0.5", 18, 10n ** 18n)).to.deep.equal({ lot: 10n ** 18n, ratio: 500_000, exact: true });
    expect(of("0.0000001", 0, 1n)).to.deep.equal({ lot: 1n, ratio: 1, exact: false });
    refused(() => of("4294.967296", 0), "contracts");
    refused(() => of("0.000000001", 40), "contracts");
    for (const none of ["0", "0.00", "1/0", "-1", "1e3", "", ".5", "0/5"]) refused(() => of(none, 0), "contracts");
    for (const lot of [0n, 2n ** 112n]) refused(() => of("1", 0, lot), "lot");
    for (const decimals of [-1, 78, 0.5]) refused(() => of("1", decimals), "decimals");
    for (const text of ["0.7", "12/7", "0.0123456789", "3.999999999", "22/7", "1/999983"])
      for (const decimals of [0, 2, 6, 18]) {
        const { lot, ratio } = of(text, decimals);
        const [above = "", below = "1"] = text.split("/");
        const [whole = "", rest = ""] = above.split(".");
        const scale = BigInt(below) * 10n ** BigInt(rest.length + decimals);
        const exact = BigInt(whole + rest) * 1_000_000n * lot;
        expect(BigInt(ratio) * scale >= exact && BigInt(ratio - 1) * scale < exact, `${text}, ${decimals}`).to.equal(
          true,
        );
        expect(lot >= 1n && lot < 2n ** 112n).to.equal(true);
      }
  });

  it("stateAggregators: ascending, at most four, and not the investor", () => {
    const stated = { investor: 7n, aggregators: [1n, 8n], asOf: 1_000, graph: evidence };
    const call = (...closures: readonly Partial<sdk.StatedClosure>[]) =>
      sdk.stateAggregators({ book, closures: closures.map((one) => ({ ...CLOSURE, ...one })) });
    expect(decoded(call({})).args).to.deep.equal([[stated]]);
    expect(decoded(call({}, { investor: 9n })).args).to.deep.equal([[stated, { ...stated, investor: 9n }]]);
    const state = (aggregators: readonly bigint[]) => () => call({ investor: 9n }, { aggregators });
    expect(state([])).not.to.throw();
    refused(() => call(), "closures");
    refused(() => call({}, {}), "closures[1].investor");
    refused(state([1n, 2n, 3n, 4n, 5n]), "closures[1].aggregators");
    refused(state([2n, 1n]), "closures[1].aggregators[1]");
    refused(state([2n, 2n]), "closures[1].aggregators[1]");
    refused(state([7n]), "closures[1].aggregators[0]");
    refused(state([0n]), "closures[1].aggregators[0]");
    refused(state([2n ** 48n]), "closures[1].aggregators[0]");
    refused(() => call({ graph: zeroHash }), "closures[0].graph");
    refused(() => call({ asOf: 1_700_000_000_000n }), "closures[0].asOf");
  });

  it("exempt, orderHalt: contracts on a side until they are stale; a cap, or none", () => {
    expect(decoded(sdk.exempt(EXEMPTION)).args).to.deep.equal([1, 7n, true, 5, 2_000, evidence]);
    // A book adds it to a limit: of one without end there is no sum.
    refused(() => sdk.exempt({ ...EXEMPTION, contracts: 0xffff_ffffn }), "contracts");
    refused(() => sdk.exempt({ ...EXEMPTION, investor: 0n }), "investor");
    refused(() => sdk.exempt({ ...EXEMPTION, evidence: "0x" }), "evidence");
    const order = { book, underlying: 1, investor: 7n, cap: 0n, from: 1n, instrument: evidence };
    expect(decoded(sdk.orderHalt(order)).args).to.deep.equal([1, 7n, 0, 1, evidence]);
    expect(decoded(sdk.orderHalt({ ...order, cap: null })).args?.[2]).to.equal(0xffff_ffff);
    refused(() => sdk.orderHalt({ ...order, cap: 0xffff_ffffn }), "cap");
    refused(() => sdk.orderHalt({ ...order, instrument: zeroHash }), "instrument");
  });

  it("closeProduct, retirePage, syncPositions", () => {
    expect(decoded(sdk.closeProduct({ book, token, evidence })).args).to.deep.equal([token, evidence]);
    refused(() => sdk.closeProduct({ book, token, evidence: zeroHash }), "evidence");
    expect(decoded(sdk.retirePage({ book, underlying: 1, page: 3 })).args).to.deep.equal([1, 3]);
    refused(() => sdk.retirePage({ book, underlying: 1, page: 2 ** 24 }), "page");
    expect(decoded(sdk.syncPositions({ book, token, wallets: [book] })).functionName).to.equal("sync");
    refused(() => sdk.syncPositions({ book, token, wallets: [book, "0x2"] }), "wallets[1]");
  });
});
