import { posix } from "node:path";
import { compile, type SolcError, type Sources } from "./solc.js";
import { type Mutant, type Span } from "./generate.js";

/** Sources in which every mutant lies dormant until `block.coinbase` is its number: so one compilation serves them all. */
export type Woven = {
  readonly sources: Sources;
  /** By number, from 1 on. Mutants that do not compile are not among them. */
  readonly mutants: ReadonlyMap<number, Mutant>;
};

const SWITCH_FILE = "contracts/MutantSwitch.sol";
const SWITCH = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

library MutantSwitch {
    /// Reads the block behind the compiler's back, so that pure functions may ask, too.
    function on(uint256 number) internal pure returns (bool) {
        function() view returns (uint256) asks = _number;
        function() pure returns (uint256) pretends;
        assembly ("memory-safe") {
            pretends := asks
        }
        return pretends() == number;
    }

    function _number() private view returns (uint256) {
        return uint160(address(block.coinbase));
    }
}
`;

type Branch = Span & { readonly file: string; readonly number: number };

/** Weaves mutants into the sources, those that compile. */
export function weave(sources: Sources, mutants: readonly Mutant[]): Woven {
  const numbered = new Map(mutants.map((mutant, index) => [index + 1, mutant]));
  for (;;) {
    const { woven, branches } = wovenIn(sources, numbered);
    // Nothing more is asked for than what makes solc check the types.
    const { errors = [] } = compile(woven, { "*": { "*": ["abi"] } });
    if (errors.length === 0) return { sources: woven, mutants: numbered };
    const broken = new Set(errors.flatMap((error) => numberOf(error, branches)));
    if (broken.size === 0) throw new Error(`the woven sources do not compile: ${errors[0]?.formattedMessage ?? ""}`);
    for (const number of broken) numbered.delete(number);
  }
}

const numberOf = ({ sourceLocation: at }: SolcError, branches: readonly Branch[]): readonly number[] =>
  branches
    .filter(({ file, start, end }) => at?.file === file && start <= at.start && at.start < end)
    .map(({ number }) => number);

function wovenIn(
  sources: Sources,
  mutants: ReadonlyMap<number, Mutant>,
): { readonly woven: Sources; readonly branches: readonly Branch[] } {
  const woven: Record<string, string> = { ...sources, [SWITCH_FILE]: SWITCH };
  const branches: Branch[] = [];
  const files = new Set([...mutants.values()].map(({ file }) => file));
  for (const file of files) {
    const bytes = Buffer.from(sources[file] ?? "");
    const here = [...mutants].filter(([, mutant]) => mutant.file === file);
    const bodies = [...new Map(here.map(([, { body }]) => [body.start, body])).values()];
    bodies.sort((one, other) => one.start - other.start);
    let text = "";
    let done = 0;
    const add = (part: string) => (text += part);
    for (const body of bodies) {
      add(bytes.subarray(done, body.start).toString());
      if (done === 0) text = withImport(text, file);
      add("{ ");
      for (const [number, mutant] of here.filter(([, one]) => one.body.start === body.start)) {
        add(`if (MutantSwitch.on(${number})) `);
        const start = Buffer.byteLength(text);
        add(bodyWith(bytes, mutant));
        branches.push({ file, number, start, end: Buffer.byteLength(text) });
        add(" else ");
      }
      add(`${bytes.subarray(body.start, body.end).toString()} }`);
      done = body.end;
    }
    woven[file] = text + bytes.subarray(done).toString();
  }
  return { woven, branches };
}

/** The body of a function, mutated. */
export function bodyWith(bytes: Buffer, { body, start, length, text }: Mutant): string {
  const cut = (from: number, to: number) => bytes.subarray(from, to).toString();
  return cut(body.start, start) + text + cut(start + length, body.end);
}

function withImport(head: string, file: string): string {
  const path = posix.relative(posix.dirname(file), SWITCH_FILE);
  const target = path.startsWith(".") ? path : `./${path}`;
  return head.replace(/^pragma [^;]*;/m, (pragma) => `${pragma} import {MutantSwitch} from "${target}";`);
}
