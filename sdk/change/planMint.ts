import { type Address } from "viem";
import { ParameterInvalidError, type RoleMissingError } from "../errors/index.js";
import { tokens } from "../verdict/index.js";
import { mint } from "./mint.js";
import { type Observed } from "./observed.js";
import { planned, type Plan } from "./planned.js";
import { balanceIs, supplyIs } from "./probes.js";
import { type ChosenSigners, signerFor } from "./signerFor.js";
import { stepOf } from "./step.js";
import { minted } from "./traces.js";

export type PlanMintParameters = {
  readonly to: Address;
  /** Token units. */
  readonly amount: bigint;
  /** On the block that was observed, in token units. */
  readonly supply: bigint;
  readonly balance: bigint;
  readonly signers?: ChosenSigners | undefined;
};
export type PlanMintReturnType = Plan;
export type PlanMintErrorType = ParameterInvalidError | RoleMissingError;

/**
 * Plans the creation of units in a wallet. Pure. It is done when the supply has grown by them, and out of date when supply or balance moved before.
 *
 * @throws {ParameterInvalidError} when there is nothing to create.
 * @throws {RoleMissingError} when nobody is transfer agent.
 */
export function planMint(observed: Observed, parameters: PlanMintParameters): PlanMintReturnType {
  const { to, amount, supply, balance, signers } = parameters;
  const { at, engine, token, manager } = observed;
  if (amount <= 0n)
    throw new ParameterInvalidError({ parameter: "amount", value: String(amount), wanted: "1 or more token units" });
  const agent = signerFor(observed, "transferAgent", signers);
  const say = (units: bigint) => tokens(units, observed);
  const title = `Mint ${say(amount)} to ${to}`;
  const step = stepOf({
    title,
    signer: agent.member,
    role: "transferAgent",
    manager,
    delay: agent.delay,
    call: mint({ token, to, amount }),
    assumes: [
      { ...supplyIs(token, supply), what: `the supply is ${say(supply)}` },
      { ...balanceIs(token, to, balance), what: `${to} holds ${say(balance)}` },
    ],
    done: supplyIs(token, supply + amount),
    trace: minted(token, to),
  });
  const changes = [
    { path: "supply", from: say(supply), to: say(supply + amount), loosens: false },
    { path: `balances.${to}`, from: say(balance), to: say(balance + amount), loosens: false },
  ];
  return planned({ title, seen: at, engine, token, changes, steps: [step] });
}
