import type { Address, Hex } from "viem";
import { citeFindings } from "../../check/index.js";
import { isReason, type RuleKind } from "../../kinds/index.js";
import type { CitedFinding, Movement } from "../../verdict/index.js";
import type { Attempt } from "./attempt.js";
import { LEAST, type Played } from "./play.js";
import type { Stage, StagedToken } from "./stage.js";

/** A refusal with its law. Of the engine's own reasons rule, provision and citation are null. */
export type Refusal = Pick<
  CitedFinding,
  "kind" | "party" | "measured" | "limit" | "unit" | "citation" | "power" | "binding" | "sentence" | "remedy"
> & {
  readonly token: Address;
  readonly rule: number | null;
  readonly provision: string | null;
  readonly movement: Pick<Movement, "kind" | "from" | "to" | "amount">;
};

export type DemoReport = {
  readonly format: "weighbridge.demo/1";
  readonly ok: boolean;
  readonly chainId: number;
  /** The private fund's. */
  readonly token: Address;
  readonly program: { readonly id: Hex; readonly rules: number };
  readonly tokens: readonly {
    readonly token: Address;
    readonly rulebook: string;
    readonly decimals: number;
    readonly program: Hex;
  }[];
  readonly investors: number;
  readonly wallets: number;
  readonly movements: { readonly attempted: number; readonly allowed: number; readonly refused: number };
  readonly kinds: Readonly<Record<RuleKind, { readonly refused: number; readonly passed: number }>>;
  readonly refusals: readonly Refusal[];
  /** `checked`: attempts of which `check` and the chain's outcome were compared, field by field. */
  readonly agreement: { readonly checked: number; readonly mismatches: number };
};

/** What was played, as one value. Pure. */
export function reportOf({ attempts, kinds }: Played, { tokens, players }: Stage, chainId: number): DemoReport {
  const [fund] = tokens as readonly [StagedToken, ...StagedToken[]];
  const allowed = attempts.filter((one) => one.allowed).length;
  const mismatches = attempts.filter(({ agrees }) => !agrees).length;
  const movements = { attempted: attempts.length, allowed, refused: attempts.length - allowed };
  const shown = Object.values(kinds).every(({ refused, passed }) => refused >= LEAST.kind && passed >= LEAST.kind);
  return {
    format: "weighbridge.demo/1",
    ok: mismatches === 0 && shown && allowed >= LEAST.allowed && movements.refused >= LEAST.refused,
    chainId,
    token: fund.token,
    program: { id: fund.program.id, rules: fund.program.rules.length },
    tokens: tokens.map(({ token, rulebook, program }) => ({
      ...{ token, rulebook: rulebook.id, decimals: program.decimals, program: program.id },
    })),
    investors: players.enrolments.length,
    wallets: players.wallets.size,
    movements,
    kinds,
    refusals: attempts.flatMap(refusalOf),
    agreement: { checked: attempts.length, mismatches },
  };
}

function refusalOf({ on, movement, allowed, asked }: Attempt): readonly Refusal[] {
  if (allowed || asked === undefined) return [];
  const { program, rulebook, symbol } = on;
  const words = { movement, program, rulebook, decimals: program.decimals, symbol, audience: "agent" } as const;
  const { kind: movementKind, token, from, to, amount } = movement;
  return citeFindings([asked], words).map(({ rule, provisionId, subject: _, provision: __, ...finding }) => ({
    token,
    ...finding,
    rule: isReason(finding.kind) ? null : rule,
    provision: provisionId,
    movement: { kind: movementKind, from, to, amount },
  }));
}
