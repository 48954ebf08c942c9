import { expect } from "chai";
import { RegisterInvalidError } from "../../../sdk/errors/index.js";
import { parseRegisterCsv, type ParseRegisterCsvParameters } from "../../../sdk/register/index.js";
import { schemeNamed } from "../../../sdk/rulebook/index.js";
import { addressOf, mistyped } from "./some.js";

const scheme = schemeNamed("us")!;
const [ONE, TWO, THREE] = [addressOf(1), addressOf(2), addressOf(3)];
const HEAD = "investor,wallet,country,lane,units";
const ROW = `1,${ONE},US,3,5`;

const read = (lines: readonly string[], some: ParseRegisterCsvParameters = {}) =>
  parseRegisterCsv(lines.join("\n"), { scheme, ...some });

/** "row 3, country": message. */
function wrong(lines: readonly string[], some: ParseRegisterCsvParameters = {}): Readonly<Record<string, string>> {
  try {
    read(lines, some);
  } catch (error) {
    if (!(error instanceof RegisterInvalidError)) throw error;
    return Object.fromEntries(error.issues.map(({ path, message }) => [path, message]));
  }
  return {};
}

describe("parseRegisterCsv", () => {
  it("default: one row a wallet", () => {
    const text = [
      "investor,wallet,country,region,lane,statuses,states,kycUntil,statusUntil,units",
      `7,${ONE},US,nevada,3,accredited screened,,2036-06-30,2036-09-30,5`,
      `7,${TWO},US,nevada,3,screened accredited,,2036-06-30,2036-09-30,6`,
      `2,${THREE},DE,,non-US accredited,,restricted,2098396800,2036-09-30T00:00:00Z,`,
    ];
    const { holders, supply } = read(text);
    expect(holders.map(({ investor }) => investor)).to.deep.equal([2n, 7n]);
    expect(holders[0]).to.deep.include({
      country: 276,
      region: 0,
      lane: 5,
      statuses: 0,
      states: 2,
      kycUntil: 2_098_396_800n,
    });
    expect(holders[1]).to.deep.include({ country: 840, region: 32, lane: 3, statuses: 129, kycUntil: 2_098_396_800n });
    expect(holders[1]!.wallets.map(({ address, units }) => [address, units])).to.deep.equal([
      [ONE, 5n],
      [TWO, 6n],
    ]);
    expect(supply).to.equal(11n);
  });

  it("behavior: as spreadsheets write it: byte order mark, CRLF, quotes, semicolons or tabs, rows of nothing", () => {
    const plain = read([HEAD, ROW]);
    expect(parseRegisterCsv(`\uFEFF${HEAD}\r\n${ROW}\r\n\r\n`, { scheme })).to.deep.equal(plain);
    for (const separator of [";", "\t"]) {
      const cells = (line: string) =>
        line
          .split(",")
          .map((cell) => `"${cell}"`)
          .join(separator);
      expect(
        parseRegisterCsv(`\uFEFF${cells(HEAD)}\r\n${cells(ROW)}\r\n${separator.repeat(4)}\r\n`, { scheme }),
      ).to.deep.equal(plain);
    }
    expect(parseRegisterCsv(`${HEAD}\r${ROW}`, { scheme })).to.deep.equal(plain);
    expect(read([" Investor , WALLET,country,lane, units", ` 1 , ${ONE} ,US, 3,5 `])).to.deep.equal(plain);
    expect(read([HEAD, `1,${ONE},US,"US qualified purchaser",5`])).to.deep.equal(plain);
    expect(read([HEAD, `1,${ONE},US,"US, not accredited",5`]).holders[0]!.lane).to.equal(1);
  });

  it("args: decimals: amounts may be in tokens", () => {
    const head = "investor,wallet,country,lane,tokens";
    expect(read([head, `1,${ONE},US,3,1250.5`], { decimals: 2 }).supply).to.equal(125_050n);
    expect(wrong([head, `1,${ONE},US,3,1250.505`], { decimals: 2 })).to.have.keys("row 2, tokens");
    expect(wrong([head, `1,${ONE},US,3,1`])["row 2, tokens"]).to.match(/decimals/);
    expect(wrong([head, `1,${ONE},US,3,-1`], { decimals: 2 })).to.have.keys("row 2, tokens");
    expect(wrong([`${HEAD},tokens`, `${ROW},1`], { decimals: 2 })).to.have.keys("row 1");
  });

  it("args: supply: unlike the sum", () => {
    expect(wrong([HEAD, ROW], { supply: 5n })).to.deep.equal({});
    expect(wrong([HEAD, ROW], { supply: 6n })).to.have.keys("supply");
  });

  it("error: RegisterInvalidError: every issue at once, with row, column and remedy", () => {
    const issues = wrong([
      HEAD,
      `1,${ONE},ZZ,3,5`,
      "",
      `,${TWO},US,3,5`,
      `3,${ONE.toLowerCase()},US,9,-5`,
      `4,${mistyped(THREE)},us,3,1.5`,
      "5,0x12,US,,1E+24",
    ]);
    expect(Object.keys(issues)).to.deep.equal([
      ...["row 2, country", "row 4, investor", "row 5, lane", "row 5, units", "row 6, country", "row 6, units"],
      ...["row 6, wallet", "row 7, lane", "row 7, units", "row 7, wallet"],
    ]);
    expect(issues["row 4, investor"]).to.match(/is missing.*enrol/);
    expect(issues["row 6, wallet"]).to.include(THREE);
    expect(issues["row 7, units"]).to.match(/format the column as text/);
  });

  it("error: RegisterInvalidError: a wallet twice, and rows of one investor that contradict each other", () => {
    expect(wrong([HEAD, ROW, `1,${ONE.toLowerCase()},US,3,1`])).to.have.keys("row 3, wallet");
    expect(wrong([HEAD, ROW, `1,${TWO},DE,2,1`])).to.deep.equal({
      "row 3, country": 'contradicts row 2, country, where the same investor has "US"',
      "row 3, lane": 'contradicts row 2, lane, where the same investor has "3"',
    });
    const head = `${HEAD},lots`;
    expect(wrong([head, `${ROW},2026-01-01:0:6`, `1,${TWO},US,3,1,`])).to.deep.equal({});
    expect(wrong([head, `${ROW},2026-01-01:0:6`, `1,${TWO},US,3,1,2026-01-02:0:6`])).to.have.keys("row 3, lots");
    expect(wrong([head, `${ROW},2026-01-01:0:5`, `1,${TWO},US,3,1,`])).to.have.keys("row 2, lots");
    expect(wrong([head, `${ROW},yesterday`])).to.have.keys("row 2, lots");
  });

  it("error: RegisterInvalidError: nine wallets", () => {
    const rows = (count: number) => Array.from({ length: count }, (_, index) => `1,${addressOf(index)},US,3,1`);
    expect(wrong([HEAD, ...rows(8)])).to.deep.equal({});
    expect(wrong([HEAD, ...rows(9)])).to.deep.equal({
      "row 10, investor": "has 9 wallets in all, and may have at most 8",
    });
  });

  it("error: RegisterInvalidError: columns that are missing, unknown, or there twice", () => {
    expect(wrong([""])["row 1"]).to.match(/no column/);
    expect(wrong(["investor,wallet,country,units", ROW])["row 1"]).to.equal("has no column lane, which is needed");
    expect(wrong([`${HEAD},name`, `${ROW},Jane`])["row 1"]).to.match(/"name" is no column: use investor, wallet/);
    expect(wrong([`${HEAD},Units`, `${ROW},5`])["row 1"]).to.equal("has the column units twice");
    expect(wrong([HEAD, `${ROW},6`])).to.deep.equal({ "row 2": "has 6 cells, and the first row has 5" });
    expect(wrong([HEAD, `1,"${ONE},US,3,5`])["row 2"] ?? "").to.match(/no row of a table/);
  });

  it("behavior: without a scheme only numbers are read", () => {
    const { holders } = parseRegisterCsv([HEAD, `1,${ONE},840,3,5`].join("\n"));
    expect(holders[0]).to.include({ country: 840, lane: 3 });
    expect(() => parseRegisterCsv([HEAD, `1,${ONE},US,usAccredited,5`].join("\n"))).to.throw(RegisterInvalidError);
  });

  it("behavior: names that objects have are no names of a scheme", () => {
    const head = "investor,wallet,country,lane,region,statuses";
    expect(wrong([head, `1,${ONE},constructor,toString,__proto__,valueOf`])).to.have.keys(
      ...["row 2, country", "row 2, lane", "row 2, region", "row 2, statuses"],
    );
  });
});
