import { expect } from "chai";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as abis from "../../sdk/abis/index.js";
import * as errors from "../../sdk/errors/index.js";
import { isReason, kindOfError, REASON_NAMES, REASONS, RULE_KIND_NAMES, RULE_KINDS } from "../../sdk/kinds/index.js";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/errors.md"), "utf8");

type Entry = {
  readonly heading: string;
  /** Of errors, each with the names of its arguments; null: a class of the SDK. */
  readonly names: ReadonlyMap<string, readonly string[] | null>;
  readonly kind: string | undefined;
  readonly text: string;
};

/** Each heading of the third level, with the line below it: names in code, then the kind of a finding. */
const entries: readonly Entry[] = page
  .slice(0, page.indexOf("\n## OpenZeppelin\n"))
  .split(/^### /m)
  .slice(1)
  .map((part) => {
    const [heading = "", , line = "", ...rest] = part.split("\n");
    const [list = "", kind] = line.split(" · kind ");
    const names = [...list.matchAll(/`(\w+)(?:\((.*?)\))?`/g)].map(
      ([, name = "", args]) => [name, args?.split(", ").filter((arg) => arg !== "") ?? null] as const,
    );
    return { heading, names: new Map(names), kind: kind?.replaceAll("`", ""), text: rest.join("\n") };
  });

/** Name to names of arguments, of every error that our contracts declare. */
const declared = new Map(
  globSync("contracts/**/*.sol", { cwd: root }).flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/^\s*error (\w+)\(([^)]*)\);/gm)].map(
      ([, name = "", args = ""]) =>
        [name, args.split(",").flatMap((arg) => arg.trim().split(" ").at(-1) || [])] as const,
    ),
  ),
);
/** What the ABIs declare beside that: OpenZeppelin's. */
const foreign = Object.values(abis)
  .flat()
  .flatMap((item) => (item.type === "error" && !declared.has(item.name) ? [item.name] : []));

const { BaseError } = errors;
const classes = Object.values(errors)
  .filter((value) => value === BaseError || value.prototype instanceof BaseError)
  .map(({ name }) => name);

/** As GitHub makes it of a heading. */
const anchor = (heading: string) => heading.toLowerCase().replaceAll(" ", "-");

const namesOf = (sdk: boolean) =>
  entries.flatMap(({ names }) => [...names].flatMap(([name, args]) => ((args === null) === sdk ? [name] : [])));

const reasonNames = [
  ...REASON_NAMES.map((name) => REASONS[name].error),
  ...RULE_KIND_NAMES.map((name) => RULE_KINDS[name].error),
];

describe("docs/errors.md", () => {
  it("behavior: has an entry for every error of the contracts and every reason, and no other", () => {
    expect(namesOf(false)).to.have.members([...new Set([...declared.keys(), ...reasonNames])]);
  });

  it("behavior: has an entry for every class of the SDK, and no other", () => {
    expect(namesOf(true)).to.have.members(classes);
  });

  it("behavior: has a row for every error of OpenZeppelin's in the ABIs, and no other", () => {
    const rows = page
      .slice(page.indexOf("\n## OpenZeppelin\n"))
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    const named = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name));
    // It is a reason, too, and has an entry of its own.
    const wanted = new Set(foreign.filter((name) => name !== REASONS.allowanceTooLow.error));
    expect(named).to.have.members([...wanted]);
  });

  for (const { heading, names, kind, text } of entries) {
    it(`behavior: ${heading}`, () => {
      for (const [name, args] of names) {
        const { docsPath } = new BaseError("", { name });
        expect(docsPath, name).to.equal(`/errors#${anchor(heading)}`);
        if (args !== null && declared.has(name)) expect(args, name).to.deep.equal(declared.get(name));
        if (args !== null) expect(kind, name).to.equal(kindOfError(name));
      }
      for (const part of ["What", "Why", "Fix"]) expect(text).to.match(new RegExp(`^- \\*\\*${part}\\*\\* \\S`, "m"));
    });
  }

  it("behavior: the engine's reasons stand in the order in which they are judged", () => {
    const listed = entries.flatMap(({ kind }) => (kind !== undefined && isReason(kind) ? [kind] : []));
    expect(listed).to.deep.equal(REASON_NAMES);
  });

  it("behavior: no two entries have the same anchor", () => {
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchor(heading));
    expect(headings).to.deep.equal([...new Set(headings)]);
  });
});
