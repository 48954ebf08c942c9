import { zeroAddress } from "viem";
import { apply, observe, plan, type Plan } from "../../change/index.js";
import { checkTransfers } from "../../check/index.js";
import { type CompiledProgram, compile } from "../../program/index.js";
import { pin, type Reader } from "../../reader/index.js";
import {
  type Answer,
  type Holder,
  type HolderImpact,
  type Impact,
  impact,
  readRegister,
} from "../../register/index.js";
import { type Pack, reviewProduct, type Rulebook } from "../../rulebook/index.js";
import type { Movement } from "../../verdict/index.js";
import { accountSigner } from "../applying.js";
import { readClassification, SHIPPED_CLASSIFICATION, shippedLaw } from "../readLaw.js";
import { amendedRulebook, leastOf } from "./amend.js";
import type { AttemptParameters } from "./attempt.js";
import { NOTICE, passTime, type StagedToken } from "./stage.js";

/** Seconds that are left to read and to sign before the notice begins. */
const LEEWAY = 10n;
/** Milliseconds between two looks at a chain that is at hand. */
const POLL = 50;

/** A change of the fund's rules: what it was found to mean, and what the chain said once it was in force. */
export type Amendment = {
  readonly rulebook: Rulebook;
  readonly packs: readonly Pack[];
  readonly program: CompiledProgram;
  /** Unix seconds. */
  readonly effectiveFrom: bigint;
  readonly plan: Plan;
  readonly impact: Impact;
  /** Questions about holders of which the answer was foretold, and then given by the chain. */
  readonly foretold: { readonly checked: number; readonly mismatches: number };
};

/**
 * Amends the fund's least holding so that some of those who hold are below it: finds the impact, plans, applies as the rule author, lets time put it in
 * force, and asks the chain about every holder.
 */
export async function amend({ reader, sender, stage }: AttemptParameters, on: StagedToken): Promise<Amendment> {
  const { token } = on;
  const { ruleAuthor } = stage.crew;
  const observed = await observe(reader, { token });
  const { at } = observed;
  const register = await readRegister(reader, { token, block: at });
  const effectiveFrom = at.time + LEEWAY + NOTICE;
  const rulebook = amendedRulebook(on.rulebook, aboveAQuarter(register.holders, leastOf(on.rulebook)), at.time);
  const program = compile(rulebook, { asOf: effectiveFrom, packs: on.packs });
  const found = impact(register, observed.program, program, { asOf: effectiveFrom });
  const law = shippedLaw();
  const table = readClassification(SHIPPED_CLASSIFICATION, law);
  const product = reviewProduct(rulebook, law, { asOf: effectiveFrom, decidedBy: at.time, table });
  const planned = plan(observed, { program, words: program, effectiveFrom, product, impact: found });
  const signer = accountSigner(ruleAuthor, reader, planned);
  for await (const { step, state } of apply(reader, signer, planned, { poll: POLL })) void [step, state];
  sender.recount(ruleAuthor.address);
  await passTime(reader, sender, { engine: stage.engine, token, until: effectiveFrom });
  const foretold = await compare(reader, on, register.holders, found);
  return { rulebook, packs: on.packs, program, effectiveFrom, plan: planned, impact: found, foretold };
}

/** More than a quarter of the holders hold, and more than was asked before. */
function aboveAQuarter(holders: readonly Holder[], before: bigint): bigint {
  const holdings = holders
    .map(({ wallets }) => wallets.reduce((sum, { units }) => sum + units, 0n))
    .filter((units) => units >= before)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return (holdings[Math.floor(holdings.length / 4)] ?? before) + 1n;
}

/** Asks the chain what was foretold: may each holder receive, and leave with all that a wallet of it holds, if that is all it has? */
async function compare(
  reader: Reader,
  { token }: StagedToken,
  holders: readonly Holder[],
  found: Impact,
): Promise<Amendment["foretold"]> {
  const foretold = new Map(found.holders.map((one): [bigint, HolderImpact] => [one.holder, one]));
  const asked = holders.flatMap(({ investor, wallets }) => {
    const after = foretold.get(investor)?.after;
    // Of a wallet that was lost and barred, nothing is foretold.
    const first = wallets.find(({ walletFrozen }) => !walletFrozen);
    const full = wallets.filter(({ units }) => units > 0n);
    const [only] = full;
    if (after === undefined || first === undefined) return [];
    const mint = { kind: "mint", token, from: zeroAddress, to: first.address, amount: after.receive.amount } as const;
    const burn = { kind: "burn", token, to: zeroAddress } as const;
    return [
      { movement: mint as Movement, answer: after.receive },
      ...(full.length === 1 && only !== undefined && after.redeem !== null
        ? [{ movement: { ...burn, from: only.address, amount: only.units } as Movement, answer: after.redeem.whole }]
        : []),
    ];
  });
  const at = await pin(reader, {});
  const verdicts = await checkTransfers(reader, { movements: asked.map(({ movement }) => movement), block: at });
  const differs = asked.filter(({ answer }, index) => {
    const verdict = verdicts[index];
    return words(answer) !== (verdict?.allowed === false ? text(verdict.first) : "");
  });
  return { checked: asked.length, mismatches: differs.length };
}

type Reason = { readonly kind: string; readonly rule: number; readonly measured: bigint; readonly limit: bigint };

const text = ({ kind, rule, measured, limit }: Reason): string => [kind, rule, measured, limit].join();
const words = ({ findings: [first] }: Answer): string => (first === undefined ? "" : text(first));
