import { type AuditDocument, parseCoverage, parseDeclaredConflicts } from "../rulebook/index.js";
import { readJson } from "./readFiles.js";
import { besideLawFiles, formatOf, lawFiles, readLaw, SHIPPED_LAW } from "./readLaw.js";
import { inFile } from "./report.js";

const BESIDE = { "weighbridge.coverage/1": parseCoverage, "weighbridge.conflicts/1": parseDeclaredConflicts } as const;

/**
 * Reads what is audited: packs and rulebooks with their vocabulary, a coverage matrix, recorded conflicts. None named: everything that Weighbridge ships.
 *
 * @throws {InFile} of what is wrong with the first bad file.
 */
export function readAudit(paths: readonly string[]): readonly AuditDocument[] {
  const named = paths.length > 0 ? paths : [...lawFiles(SHIPPED_LAW), ...besideLawFiles(SHIPPED_LAW)];
  const law: string[] = [];
  const beside: AuditDocument[] = [];
  for (const path of named) {
    const input = readJson(path, "pack, rulebook, vocabulary, coverage matrix or recorded conflicts");
    const format = formatOf(input);
    if (format !== "weighbridge.coverage/1" && format !== "weighbridge.conflicts/1") law.push(path);
    else beside.push(inFile(path, () => BESIDE[format](input)));
  }
  return [...readLaw(law), ...beside];
}
