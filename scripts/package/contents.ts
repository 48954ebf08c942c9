import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hold, must } from "./run.js";

export type Packed = { readonly file: string; readonly subpaths: readonly string[] };
type Listing = {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: File[];
};
type File = { readonly path: string; readonly size: number };

const FOLDERS = ["dist", "contracts", "rulebooks", "docs"];
const FILES = ["package.json", "README.md", "LICENSE", "CHANGELOG.md"];

/** Packs what `npm run build` has built, and looks at what is in it. */
export async function pack(root: string, into: string): Promise<Packed> {
  const { out } = await must(0, "npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", into], {
    cwd: root,
  });
  const [{ filename, size, unpackedSize, files }] = JSON.parse(out) as [Listing];
  const sizes = FOLDERS.map((folder) => {
    const bytes = files.filter(({ path }) => path.startsWith(`${folder}/`)).reduce((sum, file) => sum + file.size, 0);
    return `${folder} ${kB(bytes)}`;
  });
  console.log(`  ${filename}: ${kB(size)}, unpacked ${kB(unpackedSize)} in ${files.length} files: ${sizes.join(", ")}`);

  for (const { path } of files) {
    const [folder = ""] = path.split("/");
    hold(FOLDERS.includes(folder) || FILES.includes(path), `${path} has no place in the package`);
    hold(!/\.(?:test|t)\.\w+$|\.map$/.test(path), `${path} is a test, or a map of sources that are not in the package`);
    const source = /^dist\/(.+?)\.(?:d\.ts|js)$/.exec(path)?.[1];
    if (source !== undefined)
      hold(existsSync(join(root, "sdk", `${source}.ts`)), `${path} has no source: remove dist/, and build again`);
  }
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly scripts: Readonly<Record<string, string>>;
    readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  };
  for (const script of ["preinstall", "install", "postinstall"])
    hold(
      manifest.scripts[script] === undefined,
      `package.json has a script \`${script}\`, which runs for everybody who installs`,
    );
  const packed = new Set(files.map(({ path }) => path));
  for (const [subpath, target] of Object.entries(manifest.exports)) {
    for (const file of typeof target === "string" ? [target] : Object.values(target))
      hold(
        file.includes("*") || packed.has(file.slice(2)),
        `"${subpath}" leads to ${file}, which is not in the package`,
      );
  }
  const subpaths = Object.keys(manifest.exports).filter((subpath) => !/[*]|\.json$/.test(subpath));
  return { file: join(into, filename), subpaths: subpaths.map((subpath) => `weighbridge${subpath.slice(1)}`) };
}

const kB = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
