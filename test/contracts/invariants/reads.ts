import { Interface } from "ethers";
import { type Address, concatHex, type Hex, numberToHex, sliceHex } from "viem";

/** As much of a provider as reads need. */
export type Provider = {
  readonly request: (asked: { readonly method: string; readonly params: unknown[] }) => Promise<unknown>;
};
type Waiting<Answer> = { readonly answer: (answer: Answer) => void; readonly fail: (error: unknown) => void };
type Word = Waiting<bigint> & { readonly of: Address; readonly place: bigint };
type View = Waiting<Hex> & { readonly to: Address; readonly data: Hex };

/**
 * Runs in place of the code of whatever contract is read, and gives the words at the places that it is told:
 * `for (i = 0; i < calldatasize; i += 32) memory[i] = sload(calldata[i])`, and that memory.
 */
const LOADER: Hex = "0x5f5b3681101560145780355481526020016001565b365ff3";
const WORD_BYTES = 32;
/** Views in one question: each takes far less than a fortieth of what a transaction may. */
const AT_ONCE = 40;
const VIEWS = new Interface(["function ask(address[] to, bytes[] data) view returns (bytes[] answers)"]);

/**
 * Reads of the last block. What is asked for in one turn of the event loop goes to the chain together: a state is some
 * hundreds of words.
 */
export class Reads {
  #words: Word[] = [];
  #views: View[] = [];

  constructor(
    private readonly provider: Provider,
    /** Calls the views. */
    private readonly views: Address,
  ) {}

  /** A word of a contract's storage. */
  word(of: Address, place: bigint): Promise<bigint> {
    this.#plan();
    return new Promise((answer, fail) => this.#words.push({ of, place, answer, fail }));
  }

  /** What a view of a contract gives. */
  view(to: Address, data: Hex): Promise<Hex> {
    this.#plan();
    return new Promise((answer, fail) => this.#views.push({ to, data, answer, fail }));
  }

  #plan(): void {
    if (this.#words.length + this.#views.length === 0) setImmediate(() => this.#ask());
  }

  #ask(): void {
    const [words, views] = [this.#words, this.#views];
    [this.#words, this.#views] = [[], []];
    for (const of of new Set(words.map((each) => each.of))) {
      const its = words.filter((each) => each.of === of);
      void settle(its, this.#load(of, its));
    }
    for (let i = 0; i < views.length; i += AT_ONCE) {
      const its = views.slice(i, i + AT_ONCE);
      void settle(its, this.#call(its));
    }
  }

  async #load(of: Address, its: readonly Word[]): Promise<readonly bigint[]> {
    const data = concatHex(its.map(({ place }) => numberToHex(place, { size: WORD_BYTES })));
    const params = [{ to: of, data }, "latest", { [of]: { code: LOADER } }];
    const found = (await this.provider.request({ method: "eth_call", params })) as Hex;
    return its.map((_, i) => BigInt(sliceHex(found, i * WORD_BYTES, (i + 1) * WORD_BYTES)));
  }

  async #call(its: readonly View[]): Promise<readonly Hex[]> {
    const data = VIEWS.encodeFunctionData("ask", [its.map(({ to }) => to), its.map((each) => each.data)]);
    const params = [{ to: this.views, data }, "latest"];
    const found = (await this.provider.request({ method: "eth_call", params })) as Hex;
    return [...(VIEWS.decodeFunctionResult("ask", found)[0] as Iterable<Hex>)];
  }
}

async function settle<Answer>(its: readonly Waiting<Answer>[], answers: Promise<readonly Answer[]>): Promise<void> {
  try {
    const found = await answers;
    for (const [i, { answer }] of its.entries()) answer(found[i]!);
  } catch (error) {
    for (const { fail } of its) fail(error);
  }
}
