import { expect } from "chai";
import fc from "fast-check";
import { decodeFunctionResult, encodeFunctionData, encodeFunctionResult, getAddress, type Hex } from "viem";
import { weighbridgeAbi as abi } from "../../../sdk/abis/index.js";
import { decodeBatch, encodeBatch } from "../../../sdk/check/batchWords.js";

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((value): Hex => `0x${Buffer.from(value).toString("hex")}`);
const address = fc.oneof(fc.constant<Hex>(`0x${"0".repeat(40)}`), hex(20)).map((value) => getAddress(value));
const uint = fc.bigInt(0n, 2n ** 256n - 1n);
const movement = fc.record({
  kind: fc.nat(255),
  ...{ token: address, spender: address, from: address, to: address },
  amount: uint,
});
const finding = fc.record({ reason: hex(4), rule: fc.nat(65_535), subject: uint, measured: uint, limit: uint });
const refused = fc.record({ allowed: fc.constant(false), first: finding, program: address });
const answer = fc.oneof(
  refused,
  address.map((program) => ({
    allowed: true,
    first: { reason: "0x00000000" as Hex, rule: 0, subject: 0n, measured: 0n, limit: 0n },
    program,
  })),
);
const functionName = "checkMany";

describe("the words of a batch", () => {
  it("default: calldata is as viem encodes it, now and rehearsed", () => {
    const rehearsal = fc.record({ programId: hex(32), asOf: fc.bigInt(0n, 2n ** 256n - 1n) });
    fc.assert(
      fc.property(fc.array(movement, { maxLength: 5 }), rehearsal, (movements, { programId, asOf }) => {
        expect(encodeBatch(movements, undefined)).to.equal(
          encodeFunctionData({ abi, functionName, args: [movements] }),
        );
        const args = [programId, movements, asOf] as const;
        const wanted = encodeFunctionData({ abi, functionName: "checkManyAs", args });
        expect(encodeBatch(movements, { programId, asOf })).to.equal(wanted);
      }),
    );
  });

  it("default: answers are as viem decodes them", () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 5 }), (answers) => {
        const data = encodeFunctionResult({ abi, functionName, result: answers });
        expect(decodeBatch(data, answers.length)).to.deep.equal(decodeFunctionResult({ abi, functionName, data }));
      }),
    );
  });

  it("default: undefined where a word is missing, too many or changed", () => {
    const [one] = fc.sample(refused, { numRuns: 1, seed: 1 });
    const data = encodeFunctionResult({ abi, functionName, result: [one!, one!] });
    const broken = (changed: string, count = 2) => expect(decodeBatch(changed as Hex, count)).to.equal(undefined);
    const put = (digit: number, text: string) => data.slice(0, digit) + text + data.slice(digit + text.length);
    broken("0x");
    broken(data.slice(0, -64));
    broken(data + "0".repeat(64));
    broken(data, 1);
    broken(data, 3);
    broken(put(65, "1")); // where the list begins
    broken(put(129, "1")); // how long it is
    broken(put(2 + 64 * 3 - 1, "2")); // neither true nor false
    broken(put(2 + 64 * 2, "1"));
    broken(put(2 + 64 * 4, "1")); // a rule's number of more than 16 bits
    broken(put(2 + 64 * 8, "1")); // more than an address
  });
});
