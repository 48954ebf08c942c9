import type { Address } from "viem";
import { packWord, WALLET_STATE_WORD } from "../kinds/index.js";
import {
  type PreparedProgram,
  type PreparedWallet,
  prepareProgram,
  prepareWallet,
  type ProgramParts,
} from "../program/index.js";
import { booksOf, factsOfNobody, groupsOf, partyOf } from "./books.js";
import type { Register } from "./types.js";

export type PrepareRegisterParameters = {
  /** Unix seconds. */
  readonly asOf: bigint;
  /** Unix seconds since which the token keeps lots, if the register does not say: as `impact` takes it. Default: `asOf`. */
  readonly lotsFrom?: bigint | undefined;
};

/** Everybody in a register, ready to be judged. */
export type PreparedRegister = {
  readonly prepared: PreparedProgram;
  /** By address in lower case. */
  readonly wallets: ReadonlyMap<Address, PreparedWallet>;
};
export type PrepareRegisterReturnType = PreparedRegister;

const DAY = 86_400n;

/**
 * Makes all wallets of a register ready for `evaluateFirst` and `evaluateAll`, under a program and as of a time. Pure.
 *
 * A register says nothing of other tokens, pauses, imports, halts and volumes: there are none, as in `impact`. Meters and other contracts are named in
 * each order.
 *
 * @example
 * const { prepared, wallets } = prepareRegister(await readRegister(client, { token }), program, { asOf });
 * const [sender, receiver] = [wallets.get(seller) ?? null, wallets.get(buyer) ?? null];
 * const finding = evaluateFirst(prepared, { movement, sender, receiver });
 */
export function prepareRegister(
  register: Register,
  program: ProgramParts,
  { asOf, lotsFrom = asOf }: PrepareRegisterParameters,
): PrepareRegisterReturnType {
  const books = booksOf(register);
  const common = {
    ...{ register, books, groups: groupsOf(program, books), asOf },
    lotsFrom: register.lotsSince ?? Number(lotsFrom / DAY),
  };
  const prepared = prepareProgram(program, factsOfNobody(common));
  const wallets = new Map<Address, PreparedWallet>();
  for (const holder of register.holders) {
    const party = partyOf(holder, common);
    for (const { address, units, frozen, held, walletFrozen } of holder.wallets) {
      const state = packWord(WALLET_STATE_WORD, { frozen, held, whole: walletFrozen ? 1n : 0n });
      const facts = { ...party, state, balance: units, owners: holder.owners };
      wallets.set(address.toLowerCase() as Address, prepareWallet(prepared, facts));
    }
  }
  for (const { address, units, frozen, held, walletFrozen } of register.unrecorded) {
    const state = packWord(WALLET_STATE_WORD, { frozen, held, whole: walletFrozen ? 1n : 0n });
    const facts = { record: 0n, state, balance: units, holding: 0n, holds: false };
    wallets.set(address.toLowerCase() as Address, prepareWallet(prepared, facts));
  }
  return { prepared, wallets };
}
