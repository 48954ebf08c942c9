import { expect } from "chai";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { RegisterInvalidError } from "../../../sdk/errors/index.js";
import { LOT_WORD, MOST_UNITS, packWord } from "../../../sdk/kinds/index.js";
import {
  formatRegister,
  formatRegisterCsv,
  type Holder,
  parseRegister,
  parseRegisterCsv,
  type Register,
} from "../../../sdk/register/index.js";
import { hashScheme, schemeNamed } from "../../../sdk/rulebook/index.js";
import { addressOf, holder, mistyped, register, wallet } from "./some.js";

const US = schemeNamed("us")!;
const [ONE, TWO] = [addressOf(1), addressOf(2)];

const investor = (some: Readonly<Record<string, unknown>> = {}) => ({
  ...{ number: 1, country: "US", region: "nevada", lane: 3, kycUntil: "2036-06-30", statusUntil: "2036-09-30" },
  ...{ statuses: ["accredited", "screened"], states: [], wallets: [{ address: ONE, units: "5" }] },
  ...some,
});
const file = (investors: readonly unknown[] = [investor()], some: Readonly<Record<string, unknown>> = {}) => ({
  ...{ format: "weighbridge.register/1", scheme: "us", investors },
  ...some,
});

/** What is wrong, by place. */
function issuesOf(act: () => unknown): Readonly<Record<string, string>> {
  try {
    act();
  } catch (error) {
    if (!(error instanceof RegisterInvalidError)) throw error;
    expect(error.message).to.match(/nothing of the register was used/);
    return Object.fromEntries(error.issues.map(({ path, message }) => [path, message]));
  }
  return {};
}
const wrong = (input: unknown) => issuesOf(() => parseRegister(input));

describe("parseRegister", () => {
  it("default: a holder with names of the scheme", () => {
    const read = parseRegister(file([investor()], { decimals: 2, supply: "5" }));
    expect(read).to.deep.equal({
      ...{ token: null, at: null, scheme: hashScheme(US), decimals: 2, supply: 5n, unrecorded: [], lotsSince: null },
      tranches: null,
      holders: [
        {
          ...{ investor: 1n, country: 840, region: 32, lane: 3, statuses: 0b1000_0001, states: 0 },
          ...{ kycUntil: 2_098_396_800n, statusUntil: 2_106_345_600n, lots: [], owners: 0n },
          wallets: [{ address: ONE, units: 5n, frozen: 0n, held: 0n, walletFrozen: false }],
        },
      ],
    } satisfies Register);
  });

  it("behavior: the register of the worked offerings, which says no units", () => {
    const read = parseRegister(JSON.parse(readFileSync("rulebooks/examples/private-fund/register.json", "utf8")));
    expect(read.holders).to.have.length(500);
    expect(read.supply).to.equal(0n);
    expect(parseRegister(formatRegister(read))).to.deep.equal(read);
  });

  it("behavior: numbers stand for names, and no scheme is needed then", () => {
    const plain = investor({ country: 840, region: 32, statuses: [0, 7], kycUntil: 2_098_396_800 });
    const named = parseRegister(file()).holders;
    expect(parseRegister(file([plain], { scheme: undefined })).holders).to.deep.equal(named);
    expect(parseRegister(file([investor({ lane: "US qualified purchaser" })])).holders).to.deep.equal(named);
    expect(parseRegister(file([investor({ lane: "usQualifiedPurchaser" })])).holders).to.deep.equal(named);
    const unknown = `0x${"ab".repeat(32)}`;
    expect(parseRegister(file([plain], { scheme: unknown })).scheme).to.equal(unknown);
  });

  it("args: scheme: another one than the file's is refused", () => {
    const other = { ...US, id: "other", title: "Another" };
    expect(issuesOf(() => parseRegister(file(), { scheme: other }))).to.have.keys("scheme");
    expect(parseRegister(file([investor()], { scheme: "other" }), { scheme: other }).scheme).to.equal(
      hashScheme(other),
    );
  });

  it("error: RegisterInvalidError: lists everything with its path", () => {
    const bad = investor({
      ...{ number: 2, country: "ZZ", region: "atlantis", lane: 8, kycUntil: "2036-02-30" },
      ...{ statuses: ["rich"], states: ["asleep"], wallets: [{ address: ONE.toLowerCase(), units: "1" }] },
    });
    expect(wrong(file([investor(), bad]))).to.have.all.keys(
      ...["country", "region", "lane", "kycUntil", "statuses", "states"].map((name) => `investors[1].${name}`),
    );
  });

  it("error: RegisterInvalidError: a wallet twice, also in another case of letters", () => {
    const again = investor({ number: 2, wallets: [ONE.toLowerCase()] });
    expect(wrong(file([investor(), again]))).to.deep.equal({
      "investors[1].wallets[0]":
        "is in investors[0].wallets[0].address already: a wallet has one investor, and one place",
    });
  });

  it("error: RegisterInvalidError: an investor twice, with too many wallets, or without a number", () => {
    expect(wrong(file([investor(), investor({ wallets: [TWO] })]))).to.have.property("investors[1].number");
    const nine = Array.from({ length: 9 }, (_, index) => addressOf(index));
    expect(wrong(file([investor({ wallets: nine.slice(0, 8) })]))).to.deep.equal({});
    expect(wrong(file([investor({ wallets: nine })]))).to.deep.equal({
      "investors[0].number": "has 9 wallets in all, and may have at most 8",
    });
    expect(wrong(file([investor({ number: undefined })]))).to.deep.equal({ "investors[0].number": "is missing" });
    expect(wrong(file([investor({ number: 0 })]))).to.have.keys("investors[0].number");
  });

  it("error: RegisterInvalidError: units that no token has, and a supply that is not their sum", () => {
    const units = (text: unknown) => wrong(file([investor({ wallets: [{ address: ONE, units: text }] })]));
    expect(units(String(MOST_UNITS))).to.deep.equal({});
    for (const text of [String(MOST_UNITS + 1n), "-1", "1.5", "1e3", ""])
      expect(Object.keys(units(text)), text).to.have.length(1);
    expect(Object.keys(units(5))).to.have.length(1);
    expect(wrong(file([investor()], { supply: "6" }))).to.deep.equal({
      supply: "is 6, and the wallets hold 5 together: a wallet is missing, or one number is wrong",
    });
    const two = investor({ number: 2, wallets: [{ address: TWO, units: String(MOST_UNITS) }] });
    expect(wrong(file([investor(), two]))).to.have.keys("supply");
  });

  it("error: RegisterInvalidError: a mistyped address, and lots unlike the holding", () => {
    const typed = mistyped(ONE);
    expect(wrong(file([investor({ wallets: [typed] })]))["investors[0].wallets[0]"]).to.include(ONE);
    const lots = (list: unknown) => wrong(file([investor({ lots: list })]));
    expect(lots([{ day: "2026-01-31", origin: 0, units: "5" }])).to.deep.equal({});
    expect(lots([{ day: "2026-01-31", origin: 0, units: "4" }])).to.have.keys("investors[0].lots");
    const twice = { day: "2026-01-31", origin: 0, units: "2" };
    expect(lots([twice, { ...twice, units: "3" }])).to.have.keys("investors[0].lots");
  });

  it("error: RegisterInvalidError: what is no register", () => {
    expect(wrong(null)).to.have.keys("");
    expect(wrong([])).to.have.keys("");
    expect(wrong(file([], { format: "weighbridge.register/2" }))).to.have.keys("format");
    expect(wrong(file([], { scheme: "mars" }))).to.have.keys("scheme");
    expect(wrong(file([], { extra: 1 }))).to.have.keys("extra");
    expect(wrong(file([], { token: "0x12" }))).to.have.keys("token");
    expect(wrong(file([investor({ name: "Jane" })]))).to.have.keys("investors[0].name");
  });

  it("behavior: units without a record have a place of their own", () => {
    const unrecorded = [{ address: TWO, units: "3" }];
    const read = parseRegister(file([investor()], { unrecorded, supply: "8" }));
    expect(read.unrecorded).to.deep.equal([wallet(2, { units: 3n })]);
    expect(parseRegister(formatRegister(read))).to.deep.equal(read);
    expect(wrong(file([investor()], { unrecorded: [{ address: ONE, units: "3" }] }))).to.have.keys(
      "unrecorded[0].address",
    );
  });
});

/** Any register that the chain can have. */
const anyRegister = (named: boolean): fc.Arbitrary<Register> => {
  const bits = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const seconds = fc.oneof(
    fc.bigInt(0n, 2n ** 32n - 1n),
    fc.integer({ min: 0, max: 40_000 }).map((day) => BigInt(day) * 86_400n),
  );
  const units = fc.bigInt(0n, 2n ** 100n);
  const one = fc.record({
    country: fc.oneof(fc.constantFrom(0, 840, 276, 826), fc.nat(1023)),
    region: fc.nat(1023),
    lane: fc.nat(7),
    statuses: bits,
    states: fc.nat(255),
    kycUntil: seconds,
    statusUntil: seconds,
    owners: fc.oneof(fc.constant(0n), fc.bigInt(1n, 2n ** 256n - 1n)),
    day: fc.option(fc.integer({ min: 1, max: 60_000 })),
    wallets: fc.array(fc.record({ units, frozen: units, held: units, walletFrozen: fc.boolean() }), {
      minLength: 1,
      maxLength: 8,
    }),
  });
  return fc.array(one, { maxLength: 12 }).map((list) => {
    let number = 0;
    const holders = list.map(({ day, wallets, ...facts }, index): Holder => {
      const own = wallets.map((some) => wallet(++number, some));
      const sum = own.reduce((all, { units: some }) => all + some, 0n);
      const lots = day === null || sum === 0n ? [] : [packWord(LOT_WORD, { day: BigInt(day), origin: 2n, units: sum })];
      return holder(index * 3 + 1, 0n, { ...facts, wallets: own, lots });
    });
    return register(holders, named ? { scheme: hashScheme(US) } : {});
  });
};

describe("formatRegister", () => {
  it("behavior: what it writes is read as the same register", () => {
    fc.assert(
      fc.property(anyRegister(true), (any) => {
        expect(parseRegister(JSON.parse(JSON.stringify(formatRegister(any))))).to.deep.equal(any);
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(anyRegister(false), (any) => {
        const token = { token: ONE, decimals: 6, lotsSince: 20_000, tranches: 5n << 64n } as const;
        const at = { chainId: 1, number: 7n, hash: `0x${"ab".repeat(32)}`, time: 9n } as const;
        const whole = { ...any, ...token, at };
        expect(parseRegister(JSON.parse(JSON.stringify(formatRegister(whole))))).to.deep.equal(whole);
      }),
      { numRuns: 30 },
    );
  });
});

describe("formatRegisterCsv", () => {
  it("default: one row a wallet, and what is said of an investor once", () => {
    const lots = [packWord(LOT_WORD, { day: 20_635n, origin: 1n, units: 9n })];
    const wallets = [wallet(1, { units: 5n, frozen: 1n }), wallet(2, { units: 4n, walletFrozen: true })];
    const some = register([holder(1, 0n, { region: 32, statuses: 1 | (1 << 30), states: 1, lots, wallets })], {
      scheme: hashScheme(US),
    });
    expect(formatRegisterCsv(some).split("\r\n")).to.deep.equal([
      "investor,wallet,country,region,lane,statuses,states,kycUntil,statusUntil,units,frozen,held,walletFrozen,lots,owners",
      `1,${ONE},US,nevada,3,accredited 30,blocked,4000000000,4000000000,5,1,0,no,2026-07-01:1:9,`,
      `1,${TWO},US,nevada,3,accredited 30,blocked,4000000000,4000000000,4,0,0,yes,,`,
      "",
    ]);
  });

  it("behavior: what it writes is read as the same holders", () => {
    fc.assert(
      fc.property(anyRegister(true), (any) => {
        expect(parseRegisterCsv(formatRegisterCsv(any), { scheme: US })).to.deep.equal(any);
      }),
      { numRuns: 60 },
    );
  });

  it("behavior: units without a record are written, and refused until they have one", () => {
    const some = register([holder(1, 1n)], { unrecorded: [wallet(2, { units: 3n })], supply: 4n });
    const text = formatRegisterCsv(some);
    expect(text).to.include(`\r\n,${TWO},,`);
    expect(issuesOf(() => parseRegisterCsv(text))).to.have.property("row 3, investor");
  });
});
