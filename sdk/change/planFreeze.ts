import { type Address } from "viem";
import { type RoleMissingError } from "../errors/index.js";
import { tokens } from "../verdict/index.js";
import { freezeUnits } from "./freezeUnits.js";
import { freezeWallet } from "./freezeWallet.js";
import { type Observed } from "./observed.js";
import { type Change, planned, type Plan } from "./planned.js";
import { frozenIs, frozenUnitsAre } from "./probes.js";
import { type ChosenSigners, signerFor } from "./signerFor.js";
import { type Step, stepOf } from "./step.js";
import { unitsFrozen, walletFrozen } from "./traces.js";

/** How much of a wallet is frozen. */
export type Frozen = {
  readonly whole: boolean;
  /** Token units that may not leave. */
  readonly units: bigint;
};

export type PlanFreezeParameters = {
  readonly wallet: Address;
  /** On the block that was observed. */
  readonly now: Frozen;
  /** What is left out stays as it is. */
  readonly wanted: Partial<Frozen>;
  readonly signers?: ChosenSigners | undefined;
};
export type PlanFreezeReturnType = Plan;
export type PlanFreezeErrorType = RoleMissingError;

/**
 * Plans a freeze of a wallet, or of some of its units, or its end. Pure. What is frozen already has no step.
 *
 * @throws {RoleMissingError} when nobody is transfer agent.
 */
export function planFreeze(observed: Observed, parameters: PlanFreezeParameters): PlanFreezeReturnType {
  const { wallet, now, wanted, signers } = parameters;
  const { at, engine, token, manager, symbol } = observed;
  const agent = signerFor(observed, "transferAgent", signers);
  const common = { signer: agent.member, role: "transferAgent", manager, delay: agent.delay } as const;
  const steps: Step[] = [];
  const changes: Change[] = [];
  const { whole = now.whole, units = now.units } = wanted;
  if (whole !== now.whole) {
    steps.push(
      stepOf({
        ...common,
        title: whole ? `Freeze the wallet ${wallet}` : `End the freeze of the wallet ${wallet}`,
        call: freezeWallet({ token, wallet, frozen: whole }),
        done: frozenIs(token, wallet, whole),
        trace: walletFrozen(engine, token, wallet),
      }),
    );
    const say = (frozen: boolean) => (frozen ? "frozen" : "free");
    changes.push({ path: `wallets.${wallet}.frozen`, from: say(now.whole), to: say(whole), loosens: !whole });
  }
  if (units !== now.units) {
    const say = (amount: bigint) => tokens(amount, observed);
    steps.push(
      stepOf({
        ...common,
        title: units === 0n ? `Free all units of ${wallet}` : `Have ${say(units)} of ${wallet} frozen`,
        call: freezeUnits({ token, wallet, units }),
        assumes: [{ ...frozenUnitsAre(token, wallet, now.units), what: `${say(now.units)} of ${wallet} are frozen` }],
        done: frozenUnitsAre(token, wallet, units),
        trace: unitsFrozen(engine, token, wallet),
      }),
    );
    const path = `wallets.${wallet}.frozenUnits`;
    changes.push({ path, from: say(now.units), to: say(units), loosens: units < now.units });
  }
  const title =
    steps.length === 0 ? `nothing to change of ${wallet}` : `change what is frozen of ${symbol} in ${wallet}`;
  return planned({ title, seen: at, engine, token, changes, steps });
}
