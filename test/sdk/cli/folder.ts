import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Folder = {
  /** The path of a name in it. */
  readonly path: (name: string) => string;
  /** Writes a value as JSON, or text and bytes as they are, and says where. */
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
      const written = typeof value === "string" || value instanceof Uint8Array ? value : JSON.stringify(value);
      writeFileSync(path(name), written);
      return path(name);
    },
  };
}
