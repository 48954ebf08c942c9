import { expect } from "chai";
import { readFileSync } from "node:fs";
import * as change from "../../sdk/change/index.js";
import * as check from "../../sdk/check/index.js";
import * as ethers from "../../sdk/ethers/index.js";
import * as errors from "../../sdk/errors/index.js";
import * as identifiers from "../../sdk/identifiers/index.js";
import * as weighbridge from "../../sdk/index.js";
import * as kinds from "../../sdk/kinds/index.js";
import * as program from "../../sdk/program/index.js";
import * as reader from "../../sdk/reader/index.js";
import * as register from "../../sdk/register/index.js";
import * as rulebook from "../../sdk/rulebook/index.js";
import * as verdict from "../../sdk/verdict/index.js";
import * as viem from "../../sdk/viem/index.js";

/** What folders offer under a name that another one has, too, and what it is called in the entry. */
const RENAMED: Readonly<Record<string, string>> = { CountrySet: "RulebookCountrySet" };

describe("the entry", () => {
  it("default: has everything that the folders offer, and no name twice", () => {
    const entry: Readonly<Record<string, unknown>> = weighbridge;
    const folders = { change, check, errors, identifiers, kinds, program, reader, register, rulebook, verdict, viem };
    const missing = Object.entries(folders).flatMap(([folder, exports]) =>
      Object.entries(exports)
        .filter(([name, value]) => entry[RENAMED[name] ?? name] !== value)
        .map(([name]) => `${folder}.${name}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it("behavior: has viem's adapter, and not that of ethers, which offers the same names", () => {
    expect(Object.keys(ethers).sort()).to.deep.equal(Object.keys(viem).sort());
    expect(weighbridge.readerOf).to.equal(viem.readerOf).and.not.to.equal(ethers.readerOf);
  });

  it("behavior: has the names that stay fixed", () => {
    const fixed = ["parseRulebook", "hashRulebook", "compile", "encodeProgram", "decodeProgram", "evaluate"];
    const asked = ["impact", "checkTransfer", "checkTransfers", "explainTransfer", "venueActions", "issuerActions"];
    expect(weighbridge).to.include.all.keys(...fixed, ...asked);
  });

  it("behavior: every subpath of the package is a folder of the SDK", () => {
    const { exports } = JSON.parse(readFileSync("package.json", "utf8")) as { exports: Record<string, unknown> };
    const subpaths = Object.keys(exports).filter((path) => !path.includes("*") && path !== "./package.json");
    for (const path of subpaths) {
      const { default: file } = exports[path] as { default: string };
      const source = file.replace("./dist/", "sdk/").replace(/\.js$/, ".ts");
      expect(() => readFileSync(source), source).not.to.throw();
    }
  });
});
