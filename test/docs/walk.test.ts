import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  FLOW_WORD,
  type Layout,
  LOT_WORD,
  RECORD_WORD,
  RULE_WORD,
  SEEDING_WORD,
  TOKEN_CONFIG_WORD,
  WALLET_STATE_WORD,
} from "../../sdk/kinds/index.js";

/** Of the path of one transfer through one rule. */
const MOST_FILES = 12;
const MOST_LINES = 1200;
/** A count in the table may be off by this share and these lines, so that not every edit of a contract is one of the page. */
const TOLERANCE = 0.1;
const TOLERANCE_LINES = 8;

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const page = read("docs/walk.md");

const linesOf = (path: string) => read(path).split("\n").length - 1;

const files = [...page.matchAll(/^\| \[`(contracts\/\S+)`\]\(\S+\) \| (\d+) \|/gm)].map(([, path = "", lines]) => ({
  path,
  stated: Number(lines),
  actual: linesOf(path),
}));

describe("docs/walk.md", () => {
  it("behavior: the path of one transfer through one rule keeps to its budget", () => {
    expect(files).to.have.lengthOf.within(5, MOST_FILES);
    expect(files.reduce((sum, { actual }) => sum + actual, 0)).to.be.at.most(MOST_LINES);
  });

  for (const { path, stated, actual } of files)
    it(`behavior: ${path} has about as many lines as the table says`, () => {
      expect(Math.abs(stated - actual)).to.be.at.most(actual * TOLERANCE + TOLERANCE_LINES);
    });

  it("behavior: the mappings stand as in WeighbridgeStorage", () => {
    const declared = [...read("contracts/WeighbridgeStorage.sol").matchAll(/internal (_\w+);/g)].map(
      ([, name]) => name,
    );
    const listed = [...page.matchAll(/^\| (\d+) \| `(_\w+)` \|/gm)].map(([, slot, name]) => [Number(slot), name]);
    expect(listed).to.deep.equal(declared.map((name, slot) => [slot, name]));
  });

  const words: readonly (readonly [string, Layout])[] = [
    ["TokenConfig", TOKEN_CONFIG_WORD],
    ["Record", RECORD_WORD],
    ["WalletState", WALLET_STATE_WORD],
    ["Seeding", SEEDING_WORD],
    ["Lot", LOT_WORD],
    ["Flow", FLOW_WORD],
    ["Rule", RULE_WORD],
  ];
  for (const [name, layout] of words)
    it(`behavior: the fields of ${name} are those of the code`, () => {
      const [, row = ""] = new RegExp(`^\\| \`${name}\` \\| (.*) \\|$`, "m").exec(page) ?? [];
      const fields = Object.entries(layout).map(([field, { offset, bits }]) => `${field} ${offset}/${bits}`);
      expect(row).to.equal(fields.join(" · "));
    });
});
