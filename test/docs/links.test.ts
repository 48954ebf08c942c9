import { expect } from "chai";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const MOST_README_LINES = 150;

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const pages = ["README.md", "CHANGELOG.md", ...globSync("docs/**/*.md", { cwd: root }).sort()];

/** Without what stands in fenced blocks. */
const prose = (path: string) => read(path).replace(/^```.*?^```$/gms, "");

/** As GitHub makes them of headings; the second of a name gets "-1". */
function anchorsOf(path: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  const anchors = [...prose(path).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
  return new Set(anchors);
}

/** What is wrong with a relative link, or undefined. */
function faultOf(page: string, target: string): string | undefined {
  const [file = "", anchor] = target.split("#");
  const path = file === "" ? page : normalize(join(dirname(page), file));
  if (!existsSync(join(root, path))) return `${target}: there is no ${path}`;
  if (anchor !== undefined && !anchorsOf(path).has(anchor)) return `${target}: ${path} has no heading of that name`;
  return undefined;
}

describe("documents", () => {
  for (const page of pages) {
    it(`behavior: links in ${page} lead somewhere`, () => {
      const targets = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
      const relative = targets.filter((target) => !/^[a-z]+:/.test(target));
      expect(relative.flatMap((target) => faultOf(page, target) ?? [])).to.deep.equal([]);
    });

    it(`behavior: files named in ${page} exist`, () => {
      const named = [...prose(page).matchAll(/`((?:contracts|docs|rulebooks|scripts|sdk|test)\/[\w./-]*)`/g)];
      expect(named.flatMap(([, path = ""]) => (existsSync(join(root, path)) ? [] : [path]))).to.deep.equal([]);
    });
  }

  it(`behavior: README.md has at most ${MOST_README_LINES} lines`, () => {
    expect(read("README.md").split("\n").length - 1).to.be.at.most(MOST_README_LINES);
  });

  it("behavior: the index of decisions names each page, in order, by its number", () => {
    const files = globSync("docs/decisions/[0-9]*.md", { cwd: root }).map((path) => path.split("/").at(-1));
    const rows = [...read("docs/decisions/README.md").matchAll(/^\| \[(\d{4})\]\((\S+)\)/gm)];
    expect(rows.map(([, , file]) => file)).to.deep.equal(files.sort());
    for (const [, number = "", file = ""] of rows) {
      expect(file.slice(0, 4)).to.equal(number);
      expect(read(`docs/decisions/${file}`)).to.match(new RegExp(`^# ${number}: .*\n\nStatus: `));
    }
  });

  it("behavior: the glossary is in alphabetical order", () => {
    const words = [...read("docs/glossary.md").matchAll(/^\| \*\*(.*?)\*\*/gm)].map(([, word = ""]) =>
      word.toLowerCase(),
    );
    expect(words).to.deep.equal([...new Set(words)].sort());
  });
});
