import { type Address, zeroAddress } from "viem";
import * as change from "../../change/index.js";
import type { Movement } from "../../verdict/index.js";
import { type AttemptParameters, ESTATE } from "./attempt.js";
import type { Holdings } from "./candidates.js";
import type { StagedToken } from "./stage.js";

/** Of each of the engine's own reasons that the players can run into, per token. */
const LEAST_REASON = 2;
/** Holders who let the broker and the spender move their units. */
const APPROVING = 4;

/** What the play of one token has at hand. */
export type Hands = {
  readonly holdings: Holdings;
  readonly make: (movement: Movement) => Promise<void>;
  /** Wallets that may acquire. */
  readonly eligible: readonly Address[];
};

/** What the engine refuses under every program: pauses, freezes, unknown wallets, missing units and allowances. */
export async function troubles(
  { sender, stage }: AttemptParameters,
  { token }: StagedToken,
  { holdings, make, eligible }: Hands,
): Promise<void> {
  const { transferAgent, guardian, broker, spender } = stage.crew;
  const holders = [...holdings].filter(([, units]) => units > 0n).map(([wallet]) => wallet);
  const [a = zeroAddress, b = zeroAddress, c = zeroAddress, d = zeroAddress] = holders;
  const to = eligible.at(-1) ?? b;
  const units = (wallet: Address) => holdings.get(wallet) ?? 0n;
  const transfer = (from: Address, receiver: Address, amount: bigint): Movement => ({
    kind: "transfer",
    token,
    from,
    to: receiver,
    amount,
  });

  for (let i = 1n; i <= BigInt(LEAST_REASON); i++) {
    await make(transfer(a, ESTATE, units(a) / (i + 1n)));
    await make(transfer(a, to, units(a) + i));
    await make({ ...transfer(b, to, units(b) / (i + 1n)), spender: spender.address });
  }
  for (const wallet of holders.slice(1, 1 + APPROVING)) {
    const holder = stage.players.wallets.get(wallet);
    if (holder === undefined) continue;
    for (const { address } of [broker, spender])
      await sender.send(holder, change.approve({ token, spender: address, amount: units(wallet) }));
  }
  await sender.send(transferAgent, change.freezeWallet({ token, wallet: c, frozen: true }));
  await make(transfer(c, a, units(c) / 2n));
  await make(transfer(a, c, units(a) / 2n));
  // An order of a court reaches frozen units, and leaves the books right.
  await make({ ...transfer(c, a, units(c) / 2n), kind: "forced" });
  await sender.send(transferAgent, change.freezeWallet({ token, wallet: c, frozen: false }));
  await sender.send(transferAgent, change.freezeUnits({ token, wallet: d, units: units(d) }));
  await make(transfer(d, a, units(d) / 2n));
  await sender.send(transferAgent, change.freezeUnits({ token, wallet: d, units: 0n }));
  await sender.send(guardian, change.pause({ token }));
  await make(transfer(a, b, units(a) / 4n));
  await make(transfer(d, b, units(d) / 4n));
  await sender.send(transferAgent, change.unpause({ token }));
}
