import { getAddress, type Hex, isAddressEqual } from "viem";
import { type CompiledProgram } from "../program/index.js";
import { hashScheme } from "../rulebook/index.js";
import { moment } from "../verdict/words.js";
import { type Difference, differing, isSame } from "./drifting/difference.js";
import { fixedDifferences, roleDifferences } from "./drifting/managerDifferences.js";
import { functionName } from "./drifting/words.js";
import { type Expected } from "./expected.js";
import { type AttesterTerms, type Observed, type Operation, type RegistrarTerms } from "./observed.js";
import { RUNTIME_CODES } from "./runtimeCodes.js";

export { type Difference } from "./drifting/difference.js";

export type DifferencesParameters = {
  /** What the rulebook compiles to. */
  readonly program: CompiledProgram;
  readonly expected?: Expected | undefined;
};
export type DifferencesReturnType = readonly Difference[];
export type DifferencesErrorType = never;

/**
 * Says where the chain is otherwise than a rulebook and an issuer's own words want it. Pure.
 *
 * Always compared: the program, what waits to replace it, who may call, veto and grant what, what waits with the manager, both authorities, the
 * registry's scheme, the token's decimals, the code of every contract. Members, delays, registrars, attesters, published registers and the notice:
 * where `expected` states them. `docs/drift.md` lists every path.
 *
 * @returns By path, each once; none: there is no difference.
 */
export function differences(
  observed: Observed,
  { program, expected = {} }: DifferencesParameters,
): DifferencesReturnType {
  const { engine, manager, registryAuthority, initialAuthority, decimals, scheme, notice } = observed;
  return [
    ...programDifferences(observed, program, expected),
    ...differing("decimals", String(program.decimals), String(decimals)),
    ...differing("engine", expected.engine ?? engine, engine),
    ...differing("authority", expected.manager ?? initialAuthority, manager),
    ...differing("registry.authority", expected.registryAuthority ?? manager, registryAuthority),
    ...differing("registry.scheme", hashScheme(program.scheme), scheme),
    ...differing("notice", seconds(expected.notice ?? notice), seconds(notice)),
    ...fixedDifferences(observed),
    ...(expected.roles === undefined ? [] : roleDifferences(observed, expected.roles)),
    ...operationDifferences(observed, expected.operations ?? []),
    ...listed("registrars", expected.registrars, observed.registrars, registrarInWords),
    ...listed("attesters", expected.attesters, observed.attesters, attesterInWords),
    ...rootDifferences(observed, expected.roots),
    ...observed.codes.flatMap(({ contract, hash }) => {
      return differing(`code.${contract}`, RUNTIME_CODES[contract].hash, hash === "0x" ? null : hash);
    }),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}

const seconds = (count: bigint): string => `${count} seconds`;

function programDifferences(
  { program: current, next }: Observed,
  { id, rulebook }: CompiledProgram,
  expected: Expected,
): readonly Difference[] {
  const allowed = expected.next;
  const isAllowed = next !== null && allowed !== undefined && isSame(next.programId, allowed.programId);
  const from = allowed?.from;
  return [
    ...differing("program.id", id, current?.id ?? null),
    ...(current === null ? [] : differing("program.rulebook", rulebook, current.rulebook)),
    // The rulebook's own program may always be on its way.
    ...(next === null || next.programId === id || isAllowed
      ? []
      : differing("next.programId", allowed?.programId ?? null, next.programId)),
    ...(next === null || !isAllowed || from === undefined
      ? []
      : differing("next.from", moment(from), moment(next.from))),
  ];
}

function operationDifferences(observed: Observed, allowed: readonly Hex[]): readonly Difference[] {
  const { engine, token, manager } = observed;
  const callees = [
    ["engine", engine],
    ["token", token],
    ["manager", manager],
  ] as const;
  return observed.operations.flatMap((operation) => {
    // What the manager does elsewhere is none of the token's.
    const callee = callees.find(([, address]) => isAddressEqual(address, operation.target))?.[0];
    if (callee === undefined || allowed.some((id) => isSame(id, operation.id))) return [];
    const what = `${functionName(callee, operation.data.slice(0, 10) as Hex)} of the ${callee}`;
    return differing(`operations.${operation.id}`, null, `${what} by ${windowOf(operation)}`);
  });
}

const windowOf = ({ caller, readyAt, expiresAt }: Operation): string =>
  `${caller}, from ${moment(readyAt)} until ${moment(expiresAt)}`;

const registrarInWords = ({ statuses, states }: RegistrarTerms): string =>
  `statuses ${mask(statuses)}, states ${mask(states)}`;
const attesterInWords = ({ mask: bits, enrols }: AttesterTerms): string =>
  `evidence ${mask(bits)}${enrols ? ", may enrol" : ""}`;
const mask = (bits: number): string => `0x${bits.toString(16)}`;

/** Accounts and their terms, by address. */
function listed<Item extends { readonly account: Hex }>(
  path: string,
  wanted: readonly Item[] | undefined,
  found: readonly Item[],
  inWords: (item: Item) => string,
): readonly Difference[] {
  if (wanted === undefined) return [];
  return [...new Set([...wanted, ...found].map(({ account }) => getAddress(account)))].flatMap((account) => {
    const wordsIn = (list: readonly Item[]) => {
      const item = list.find((one) => isSame(one.account, account));
      return item === undefined ? null : inWords(item);
    };
    return differing(`${path}.${account}`, wordsIn(wanted), wordsIn(found));
  });
}

function rootDifferences({ roots }: Observed, wanted: readonly Hex[] | undefined): readonly Difference[] {
  if (wanted === undefined) return [];
  const hasRoot = (root: Hex) => roots.some((one) => isSame(one.root, root));
  return [
    ...wanted.flatMap((root) => (hasRoot(root) ? [] : differing(`roots.${root}`, "published", null))),
    ...roots
      .filter(({ root }) => !wanted.some((one) => isSame(one, root)))
      .flatMap(({ root, count, until }) =>
        differing(`roots.${root}`, null, `${count} numbers, until ${moment(until)}`),
      ),
  ];
}
