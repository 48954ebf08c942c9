import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "../..");
/** Not committed, and below the root, so that the SDK's own source and packages are found from there. */
const FILE = join(root, "cache/readme/example.ts");

const readme = readFileSync(join(root, "README.md"), "utf8");

/** What stands in the first fenced block of this language. */
function block(language: string): string {
  const text = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "ms").exec(readme)?.[1];
  if (text === undefined) throw new Error(`README.md has no block of ${language}`);
  return text;
}

/** The example on the source instead of the built package. */
const onSource = (example: string) =>
  example.replace(/(?<=from ")weighbridge(\/\w+)?(?=")/g, (_, folder = "") => `../../sdk${folder}/index.js`);

describe("README", () => {
  const example = block("ts");

  before(() => {
    mkdirSync(dirname(FILE), { recursive: true });
    writeFileSync(FILE, onSource(example));
  });

  it("behavior: the example imports what the package exports", () => {
    const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: object };
    const imported = [...example.matchAll(/from "weighbridge(\/\w+)?"/g)].map(([, folder = ""]) => `.${folder}`);
    expect(imported).to.not.be.empty;
    expect(Object.keys(exports)).to.include.members(imported);
  });

  it("behavior: the example passes the type check", () => {
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
      config: unknown;
    };
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const program = ts.createProgram([FILE], { ...options, types: ["node"] });
    const source = program.getSourceFile(FILE);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).to.deep.equal([]);
  });

  it("behavior: the example prints what the README says", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", FILE], {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "" },
    });
    expect(stderr).to.equal("");
    expect(status).to.equal(0);
    expect(stdout).to.equal(block("text"));
  });
});
