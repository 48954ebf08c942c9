import { expect } from "chai";
import type { Address } from "viem";
import { unpackWord, WALLET_STATE_WORD } from "../../../sdk/kinds/index.js";
import { evaluateFirst, type Order, packLot } from "../../../sdk/program/index.js";
import { type Holder, type HolderWallet, prepareRegister, type Register } from "../../../sdk/register/index.js";
import { movement, NOW, parts, rule, US } from "../program/build.js";

const wallet = (digit: string, some: Partial<HolderWallet> = {}): HolderWallet => ({
  ...{ address: `0x${digit.repeat(40)}` as Address, units: 0n, frozen: 0n, held: 0n, walletFrozen: false },
  ...some,
});

const register: Register = {
  ...{ token: null, at: null, scheme: null, decimals: 0, supply: 100n, lotsSince: null, tranches: null },
  holders: [
    {
      ...{ investor: 1n, country: US, region: 0, lane: 1, statuses: 0, states: 0, lots: [], owners: 0n },
      ...{ kycUntil: NOW + 1n, statusUntil: NOW + 1n },
      wallets: [wallet("A", { units: 60n, frozen: 50n }), wallet("b", { units: 30n })],
    },
    {
      ...{ investor: 2n, country: US, region: 0, lane: 1, statuses: 0, states: 0, lots: [], owners: 0n },
      ...{ kycUntil: NOW + 1n, statusUntil: NOW + 1n },
      wallets: [wallet("c")],
    },
  ],
  unrecorded: [wallet("d", { units: 10n })],
};

describe("prepareRegister", () => {
  const program = parts([rule({ kind: "mostUnits", limit: 20n, movements: 1 })]);
  const { prepared, wallets } = prepareRegister(register, program, { asOf: NOW });
  const say = (from: string, to: string, amount: bigint) => {
    const of = (digit: string) => `0x${digit.repeat(40)}` as Address;
    const [sender, receiver] = [wallets.get(of(from)) ?? null, wallets.get(of(to)) ?? null];
    const order: Order = { movement: movement({ from: of(from), to: of(to), amount }), sender, receiver };
    return evaluateFirst(prepared, order)?.kind;
  };

  it("default: every wallet is judged as it is, and what its investor holds over all of them", () => {
    expect(wallets.size).to.equal(4);
    expect([say("a", "c", 10n), say("a", "c", 11n)]).to.deep.equal([undefined, "unitsNotFree"]);
    expect([say("b", "c", 20n), say("b", "c", 21n)]).to.deep.equal([undefined, "mostUnits"]);
    expect(wallets.get(`0x${"b".repeat(40)}`)?.holding).to.equal(90n);
  });

  it("behavior: a wallet that no record says anything about neither sends nor receives", () => {
    expect([say("d", "c", 1n), say("b", "d", 1n)]).to.deep.equal(["walletUnknown", "walletUnknown"]);
  });

  it("behavior: held units, frozen wallets and what stands behind a holder are as the register says", () => {
    const [first, second] = register.holders as [Holder, Holder];
    const some = {
      ...register,
      lotsSince: 5,
      holders: [
        { ...first, owners: 7n, wallets: [wallet("a", { units: 60n, held: 20n, frozen: 1n })] },
        { ...second, wallets: [wallet("c", { units: 1n, walletFrozen: true })] },
      ],
      unrecorded: [wallet("d", { units: 10n, held: 2n, frozen: 3n, walletFrozen: true })],
    };
    const asked = prepareRegister(some, program, { asOf: NOW, lotsFrom: 9n * 86_400n }).wallets;
    const of = (digit: string) => asked.get(`0x${digit.repeat(40)}`);
    const stateOf = (digit: string) => unpackWord(WALLET_STATE_WORD, of(digit)?.state ?? 0n);
    expect(stateOf("a")).to.deep.include({ frozen: 1n, held: 20n, whole: 0n });
    expect(stateOf("c")).to.deep.include({ frozen: 0n, held: 0n, whole: 1n });
    expect(stateOf("d")).to.deep.include({ frozen: 3n, held: 2n, whole: 1n });
    expect([of("a")?.owners, of("c")?.owners]).to.deep.equal([7n, 0n]);
    expect(of("a")?.lots).to.deep.equal([packLot({ day: 5, origin: 0, units: 60n })]);
    const untold = prepareRegister({ ...some, lotsSince: null }, program, { asOf: NOW, lotsFrom: 9n * 86_400n });
    expect(untold.wallets.get(`0x${"a".repeat(40)}`)?.lots).to.deep.equal([packLot({ day: 9, origin: 0, units: 60n })]);
  });

  it("behavior: within one investor no rule is asked", () => {
    expect(say("a", "b", 10n)).to.equal(undefined);
  });
});
