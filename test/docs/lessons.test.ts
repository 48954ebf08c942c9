import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const read = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");

describe("the page of lessons", () => {
  const rows = [...read("docs/lessons.md").matchAll(/^\| (\d+) \|.*\| (.*) \|$/gm)];

  it("behavior: has seventeen, in order", () => {
    expect(rows.map(([, number]) => Number(number))).to.deep.equal(Array.from({ length: 17 }, (_, n) => n + 1));
  });

  it("behavior: every test that it names is in its file", () => {
    const missing = rows.flatMap(([, , tests = ""]) =>
      tests.split("; ").flatMap((named) => {
        const file = /`(test\/[^`]*)`/.exec(named)?.[1];
        const names = [...named.matchAll(/"([^"]*)"/g), ...named.matchAll(/`(test_\w*)`/g)].map(
          ([, name = ""]) => name,
        );
        return names.filter((name) => file === undefined || !read(file).includes(name));
      }),
    );
    expect(missing).to.deep.equal([]);
  });
});
