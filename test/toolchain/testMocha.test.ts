import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { FIRST } from "../../scripts/hardhat/testMocha.js";

describe("hardhat test mocha", () => {
  it("default: the longest files, which go first, are there", () => {
    expect(FIRST.filter((file) => !existsSync(file))).to.deep.equal([]);
  });

  it("error: a test that fails, and a file that cannot be imported, which no other process has imported before", () => {
    const folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    try {
      const test = (name: string, text: string) => {
        const path = join(folder, `${name}.test.mjs`);
        writeFileSync(path, text);
        return path;
      };
      const files = [
        test("passes", 'it("one", () => undefined); it["skip"]("two", () => undefined);'),
        test("fails", 'it("three", () => { throw new Error("three"); });'),
        test("missing", `import ${JSON.stringify(pathToFileURL(join(folder, "nowhere.mjs")).href)};`),
      ];
      const argv = ["node_modules/hardhat/dist/src/cli.js", "test", "mocha", "--no-compile", ...files];
      const { status, stdout } = spawnSync(process.execPath, argv, { encoding: "utf8" });
      expect(status).to.equal(1);
      expect(stdout)
        .to.match(/1 passing .*\n +1 pending\n +2 failing/)
        .and.to.contain("Cannot find module");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
