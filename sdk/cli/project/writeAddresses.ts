import type { Address } from "viem";
import { readJson, writeText } from "../readFiles.js";

type Text = { readonly environments: Record<string, Record<string, unknown>> };

/** Writes where a token is, or will be, into one environment of a project. Everything else stays as it is. */
export function writeAddresses(
  path: string,
  environment: string,
  { engine, token }: { readonly engine: Address; readonly token: Address },
): void {
  const project = readJson(path, "project") as Text;
  const before = project.environments[environment];
  if (before?.["engine"] === engine && before["token"] === token) return;
  project.environments[environment] = { ...before, engine, token };
  writeText(path, `${JSON.stringify(project, null, 2)}\n`);
}
