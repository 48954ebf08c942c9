import type { Address, Hash, Hex } from "viem";

/** What the SDK reads through: EIP-1193. A viem client, Hardhat's provider and `window.ethereum` are one already. */
export type Reader = {
  request(args: { readonly method: string; readonly params?: unknown }): Promise<unknown>;
};

/** What a transaction asks of a contract. */
export type Call = {
  readonly to: Address;
  readonly data: Hex;
  /** Wei. */
  readonly value: bigint;
};

/** EIP-712. */
export type TypedData = {
  readonly domain: Readonly<Record<string, unknown>>;
  readonly types: Readonly<Record<string, readonly { readonly name: string; readonly type: string }[]>>;
  readonly primaryType: string;
  readonly message: Readonly<Record<string, unknown>>;
};

/** What the SDK writes through: one account that can send and sign. */
export type Signer = {
  readonly address: Address;
  /**
   * Gives the transaction's hash; does not wait until it is mined.
   *
   * @param options `nonce`: of the account; left out: its next one. Two transactions of one nonce never both happen.
   */
  send(call: Call, options?: { readonly nonce?: number | undefined }): Promise<Hash>;
  signTypedData(data: TypedData): Promise<Hex>;
};

/** A block: by number, by hash, or what the node takes for the last one. A `Pinned` is one, too. */
export type BlockRef = bigint | "latest" | "safe" | "finalized" | { readonly hash: Hash };

/** What to pretend about accounts, for one read. */
export type StateOverride = Readonly<
  Record<
    Address,
    {
      readonly code?: Hex | undefined;
      /** Wei. */
      readonly balance?: bigint | undefined;
      /** Slot to value, 32 bytes each. */
      readonly stateDiff?: Readonly<Record<Hex, Hex>> | undefined;
    }
  >
>;

/** On which state to ask. All that one function reads, it reads on one block. */
export type At = {
  /** Default: "latest". */
  readonly block?: BlockRef | undefined;
  /** The chain that must answer; left out: any. */
  readonly chainId?: number | undefined;
  readonly override?: StateOverride | undefined;
};
