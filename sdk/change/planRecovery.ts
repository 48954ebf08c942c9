import { type Address, type Hex, zeroAddress } from "viem";
import { ParameterInvalidError, type RoleMissingError } from "../errors/index.js";
import { moment, tokens } from "../verdict/index.js";
import { duration } from "../verdict/words.js";
import { announceRecovery } from "./announceRecovery.js";
import { type Observed } from "./observed.js";
import { planned, type Plan } from "./planned.js";
import { balanceIs, replacementIs } from "./probes.js";
import { recover } from "./recover.js";
import { type ChosenSigners, signerFor } from "./signerFor.js";
import { type Step, stepOf } from "./step.js";
import { recoveryAnnounced, recoveryExecuted } from "./traces.js";

/** Second word of `recoveryOf`. */
const READY_AT_WORD = 1;

export type PlanRecoveryParameters = {
  readonly lost: Address;
  /** Another wallet of the same investor. */
  readonly replacement: Address;
  /** Hash of what proves the loss, not zero. */
  readonly instrument: Hex;
  /** Units in the lost wallet on the block that was observed. */
  readonly balance: bigint;
  /** What is announced for it on that block; null: nothing. */
  readonly announced: { readonly replacement: Address; readonly readyAt: bigint } | null;
  readonly signers?: ChosenSigners | undefined;
};
export type PlanRecoveryReturnType = Plan;
export type PlanRecoveryErrorType = ParameterInvalidError | RoleMissingError;

/**
 * Plans the recovery of a wallet whose key is lost: it is announced, which bars the wallet, and carried out after the token's notice. Pure.
 *
 * @throws {ParameterInvalidError} when the wallet is empty, or another replacement is announced.
 * @throws {RoleMissingError} when nobody is transfer agent.
 */
export function planRecovery(observed: Observed, parameters: PlanRecoveryParameters): PlanRecoveryReturnType {
  const { lost, replacement, instrument, balance, announced, signers } = parameters;
  const { at, engine, token, manager, notice } = observed;
  if (balance === 0n)
    throw new ParameterInvalidError({
      parameter: "lost",
      value: `${lost}, which is empty`,
      wanted: "a wallet with units",
    });
  if (announced !== null && announced.replacement.toLowerCase() !== replacement.toLowerCase()) {
    const wanted = `${announced.replacement}, which is announced; or cancel that recovery first`;
    throw new ParameterInvalidError({ parameter: "replacement", value: replacement, wanted });
  }
  const agent = signerFor(observed, "transferAgent", signers);
  const common = { signer: agent.member, role: "transferAgent", manager, delay: agent.delay } as const;
  const announce: readonly Step[] =
    announced !== null
      ? []
      : [
          stepOf({
            ...common,
            title: `Announce that ${lost} is lost, and bar it`,
            call: announceRecovery({ token, lost, replacement, instrument }),
            assumes: [{ ...replacementIs(token, lost, zeroAddress), what: `no recovery of ${lost} is announced` }],
            done: replacementIs(token, lost, replacement),
            fades: true,
            trace: recoveryAnnounced(token, lost, replacement),
          }),
        ];
  const move = stepOf({
    ...common,
    title: `Move all units of ${lost} to ${replacement}`,
    call: recover({ token, lost }),
    needs: announce.map(({ id }) => id),
    assumes: [{ ...replacementIs(token, lost, replacement), what: `${replacement} is announced for ${lost}` }],
    readyAt: { to: token, data: replacementIs(token, lost, replacement).data, word: READY_AT_WORD },
    done: balanceIs(token, lost, 0n),
    trace: recoveryExecuted(token, lost, replacement),
  });
  const say = tokens(balance, observed);
  const from =
    announced === null ? `after the token's notice of ${duration(notice)}` : `from ${moment(announced.readyAt)} on`;
  const changes = [
    { path: `wallets.${lost}`, from: say, to: `barred at once, and empty ${from}`, loosens: false },
    {
      path: `wallets.${replacement}`,
      from: null,
      to: `${say} more, ${from}, with what is frozen and held of them`,
      loosens: true,
    },
  ];
  return planned({ title: `recover ${lost}`, seen: at, engine, token, changes, steps: [...announce, move] });
}
