import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Folder = {
  /** The path of a name in it. */
  readonly path: (name: string) => string;
  /** Writes a value as JSON, or text as it is, and says where. */
  readonly file: (name: string, value: unknown) => string;
};

/** A folder for the tests of the `describe` in which it is called. */
export function folderOfTests(): Folder {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
  });
  after(() => rmSync(folder, { recursive: true }));
  const path = (name: string) => join(folder, name);
  return {
    path,
    file: (name, value) => {
      writeFileSync(path(name), typeof value === "string" ? value : JSON.stringify(value));
      return path(name);
    },
  };
}
