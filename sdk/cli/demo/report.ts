import type { Address, Hex } from "viem";
import { citeFindings } from "../../check/index.js";
import { isReason } from "../../kinds/index.js";
import type { CitedFinding, Movement } from "../../verdict/index.js";
import type { PlannedBreach } from "../../change/index.js";
import type { Amendment } from "./amendment.js";
import type { Attempt } from "./attempt.js";
import type { Planting } from "./planting.js";
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
  readonly kinds: Played["kinds"];
  readonly refusals: readonly Refusal[];
  /** What another least holding of the private fund means for those who hold, as it was found before it was in force. */
  readonly impact: {
    readonly asOf: bigint;
    readonly holders: number;
    readonly over: readonly Pick<PlannedBreach, "holder" | "kind" | "measured" | "limit" | "excess" | "cure">[];
    /** Questions about holders of which the answer was foretold, and then given by the chain. */
    readonly foretold: { readonly checked: number; readonly mismatches: number };
  };
  /** How it was put in force: by time, in unix seconds. */
  readonly schedule: { readonly programId: Hex; readonly effectiveFrom: bigint };
  /** Paths of what was changed behind the issuer's back, and of what was found. */
  readonly drift: { readonly planted: readonly string[]; readonly found: readonly string[] };
  /** `checked`: attempts of which `check` and the chain's outcome were compared, field by field. */
  readonly agreement: { readonly checked: number; readonly mismatches: number };
};

export type ReportParameters = {
  readonly played: Played;
  readonly amendment: Amendment;
  readonly planting: Planting;
  readonly stage: Stage;
  readonly chainId: number;
};

/** What was played, as one value. Pure. */
export function reportOf({ played, amendment, planting, stage, chainId }: ReportParameters): DemoReport {
  const { attempts, kinds } = played;
  const { tokens, players } = stage;
  const { impact, foretold, program, effectiveFrom } = amendment;
  const { before, planted, found } = planting;
  const [fund] = tokens as readonly [StagedToken, ...StagedToken[]];
  const allowed = attempts.filter((one) => one.allowed).length;
  const mismatches = attempts.filter(({ agrees }) => !agrees).length;
  const movements = { attempted: attempts.length, allowed, refused: attempts.length - allowed };
  const shown = Object.values(kinds).every(({ refused, passed }) => refused >= LEAST.kind && passed >= LEAST.kind);
  const changed =
    impact.over.some(({ isNew }) => isNew) &&
    foretold.checked > 0 &&
    foretold.mismatches === 0 &&
    before.length === 0 &&
    planted.length > 0 &&
    String(planted) === String(found);
  return {
    format: "weighbridge.demo/1",
    ok: mismatches === 0 && shown && allowed >= LEAST.allowed && movements.refused >= LEAST.refused && changed,
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
    impact: {
      ...{ asOf: impact.asOf, holders: impact.holders.length, foretold },
      over: impact.over
        .filter(({ isNew }) => isNew)
        .map(({ holder, kind, measured, limit, excess, cure }) => ({ holder, kind, measured, limit, excess, cure })),
    },
    schedule: { programId: program.id, effectiveFrom },
    drift: { planted, found },
    agreement: { checked: attempts.length, mismatches },
  };
}

function refusalOf({ on, movement, allowed, asked }: Attempt): readonly Refusal[] {
  if (allowed || asked === undefined) return [];
  const { program, rulebook, packs, symbol } = on;
  const words = { movement, program, rulebook, packs, decimals: program.decimals, symbol, audience: "agent" } as const;
  const { kind: movementKind, token, from, to, amount } = movement;
  return citeFindings([asked], words).map(({ rule, provisionId, subject: _, provision: __, ...finding }) => ({
    token,
    ...finding,
    rule: isReason(finding.kind) ? null : rule,
    provision: provisionId,
    movement: { kind: movementKind, from, to, amount },
  }));
}
