import { readFileSync } from "node:fs";
import { expect } from "chai";
import { isAddress, keccak256, stringToHex } from "viem";
import { privateKeyToAddress } from "viem/accounts";
import { countryNumber, schemeBits, schemeNamed } from "../../sdk/rulebook/index.js";

type Investor = {
  readonly number: number;
  readonly country: string;
  readonly region: string | null;
  readonly lane: number;
  readonly kycUntil: string;
  readonly statusUntil: string;
  readonly statuses: readonly string[];
  readonly states: readonly string[];
  readonly wallets: readonly string[];
};

const register = JSON.parse(readFileSync("rulebooks/examples/private-fund/register.json", "utf8")) as {
  readonly investors: readonly Investor[];
};
const { investors } = register;

describe("the register of the worked offerings", () => {
  it("default", () => {
    const wallets = investors.flatMap((investor) => investor.wallets);
    expect(investors).to.have.length(500);
    expect(wallets).to.have.length(620);
    expect(new Set(wallets)).to.have.property("size", 620);
    expect(new Set(investors.map(({ country }) => country))).to.have.property("size", 20);
    expect(investors.map(({ number }) => number)).to.deep.equal(investors.map((_, index) => index + 1));
  });

  it("behavior: fits the records of the engine and the scheme", () => {
    const bits = schemeBits(schemeNamed("us")!);
    for (const { country, region, lane, statuses, states, wallets, kycUntil, statusUntil } of investors) {
      expect(countryNumber(country)).to.be.a("number");
      if (country === "US") expect(bits.regions).to.include.keys(region ?? "");
      else expect(region).to.be.null;
      expect(lane).to.be.within(0, 7);
      expect(bits.statuses).to.include.all.keys([...statuses, "issuer"]);
      expect(bits.states).to.include.all.keys([...states, "blocked"]);
      expect(wallets.length).to.be.within(1, 8);
      expect(wallets.every((wallet) => isAddress(wallet))).to.be.true;
      for (const day of [kycUntil, statusUntil]) expect(Date.parse(day) / 1000).to.be.within(1, 2 ** 32 - 1);
    }
  });

  it("behavior: has wallets whose keys everybody can make, numbered in the order of the file", () => {
    const wallets = investors.flatMap((investor) => investor.wallets);
    for (const number of [1, 2, 620])
      expect(privateKeyToAddress(keccak256(stringToHex(`weighbridge demo wallet ${number}`)))).to.equal(
        wallets[number - 1],
      );
  });

  it("behavior: names nobody", () => {
    const fields = ["number", "country", "region", "lane", "kycUntil", "statusUntil", "statuses", "states", "wallets"];
    for (const investor of investors) expect(Object.keys(investor)).to.deep.equal(fields);
  });
});
