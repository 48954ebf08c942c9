import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readEvidence } from "../../scripts/evidence.js";

const read = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");

describe("the page of lessons", () => {
  const rows = [...read("docs/lessons.md").matchAll(/^\| (\d+) \|.*\| (.*) \|$/gm)];

  it("behavior: has seventeen, in order", () => {
    expect(rows.map(([, number]) => Number(number))).to.deep.equal(Array.from({ length: 17 }, (_, n) => n + 1));
  });

  it("behavior: every test that it names is in its file", () => {
    const missing = rows.flatMap(([, number, tests = ""]) =>
      readEvidence(tests, read).flatMap(({ file, missing }) => missing.map((name) => `${number}: ${file}: ${name}`)),
    );
    expect(missing).to.deep.equal([]);
  });
});
