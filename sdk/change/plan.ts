import { type Address, type Hex, zeroAddress } from "viem";
import { ParameterInvalidError, type ProductNotAcceptedError, type RoleMissingError } from "../errors/index.js";
import { type Program, type RuleWords } from "../program/index.js";
import { NEEDS } from "../kinds/index.js";
import { needsOf } from "../program/needsOf.js";
import { type Impact } from "../register/index.js";
import { type ProductReview } from "../rulebook/index.js";
import { moment } from "../verdict/index.js";
import { duration } from "../verdict/words.js";
import { cancelProgram } from "./cancelProgram.js";
import { type Observed, type RoleHolder } from "./observed.js";
import { type Change, planned, type PlannedImpact, type Plan } from "./planned.js";
import { isInForce, isScheduled, programsAre, published } from "./probes.js";
import { type PlannedProduct, plannedProduct } from "./plannedProduct.js";
import { programAddressOf } from "./programAddressOf.js";
import { programChanges } from "./programChanges.js";
import { publishProgram } from "./publishProgram.js";
import { requireLaw } from "./requireLaw.js";
import { roleSteps, type WantedRoles } from "./roleSteps.js";
import { scheduleProgram } from "./scheduleProgram.js";
import { settleProgram } from "./settleProgram.js";
import { type ChosenSigners, signerFor } from "./signerFor.js";
import { type Probe, type Step, stepOf } from "./step.js";
import { programCancelled, programScheduled, programSettled } from "./traces.js";

/** What should be so. */
export type Wanted = {
  readonly program: Program;
  /** What people call its parts: a compiled program has them. */
  readonly words: RuleWords;
  /** Unix seconds from which it should be in force. */
  readonly effectiveFrom: bigint;
  /** Who should have which role. Left out: whoever has them. */
  readonly roles?: WantedRoles | undefined;
  /** What `reviewProduct` says of the rulebook. Left out: nobody asked whether its rules may be planned, and the plan says so. */
  readonly product?: ProductReview | undefined;
  /** What the program would mean for everybody who holds, of the same register, for whoever approves the plan. */
  readonly impact?: Impact | undefined;
  /** Who signs, where several could. */
  readonly signers?: ChosenSigners | undefined;
};

export type PlanReturnType = Plan;
export type PlanErrorType = ParameterInvalidError | ProductNotAcceptedError | RoleMissingError;

/**
 * Says what has to be signed, by whom and in which order, so that what is wanted becomes what is. Pure: the same two give the same plan.
 *
 * What is so already has no step: a plan without steps has nothing to do.
 *
 * @param observed As `observe` reads it.
 * @throws {ParameterInvalidError} when the program cannot take effect so early: notice and delays come first.
 * @throws {ProductNotAcceptedError} when a program would be put in force whose product is restricted or ambiguous, and nobody accepted that.
 * @throws {RoleMissingError} when nobody has the role that a step needs.
 * @example
 * const compiled = compile(rulebook, { asOf });
 * const product = reviewProduct(rulebook, law, { asOf, table });
 * const changes = plan(await observe(client, { token }), { program: compiled, words: compiled, effectiveFrom, product });
 */
export function plan(observed: Observed, wanted: Wanted): PlanReturnType {
  const { at, engine, token, symbol } = observed;
  const ofProgram = programPart(observed, wanted);
  const ofRoles = roleSteps(observed, wanted.roles ?? {}, { signers: wanted.signers, before: ofProgram.steps });
  const steps = [...ofProgram.steps, ...ofRoles.steps];
  const changes = [...ofProgram.changes, ...ofRoles.changes];
  const title = steps.length === 0 ? `nothing to change of ${symbol}` : `change the rules or the roles of ${symbol}`;
  const impact =
    ofProgram.steps.length > 0 && wanted.impact !== undefined ? impactPart(wanted.impact, observed) : undefined;
  return planned({ title, seen: at, engine, token, product: ofProgram.product, changes, impact, steps });
}

function impactPart({ asOf, holders, over, counts }: Impact, { decimals, symbol }: Observed): PlannedImpact {
  return {
    ...{ asOf, decimals, symbol },
    holders: holders.length,
    over: over.map(({ holder, rule, kind, measured, limit, excess, unit, cure, until, isNew }) => ({
      ...{ holder, rule, kind, measured, limit, excess, unit, cure, until, isNew },
    })),
    counts: Object.fromEntries(
      Object.entries(counts).map(([name, { rule, now, limit, excess }]) => [name, { rule, now, limit, excess }]),
    ),
  };
}

type Part = {
  readonly changes: readonly Change[];
  readonly steps: readonly Step[];
  /** Only where a program is put in force: whoever withdraws one or changes roles offers nothing. */
  readonly product?: PlannedProduct | null | undefined;
};

function programPart(observed: Observed, { program, words, effectiveFrom, product, signers }: Wanted): Part {
  requireLaw(program);
  const { engine, token, next, symbol } = observed;
  const current = observed.program;
  const isCurrent = current !== null && current.id === program.id;
  const waits = next !== null && next.programId === program.id && next.from === effectiveFrom;
  const address = programAddressOf({ engine, bytes: program.bytes });
  const settles = (needs: readonly Hex[]) =>
    awaitsGroups(program)
      ? [settleStep(observed, signerFor(observed, "ruleAuthor", signers), program, effectiveFrom, needs)]
      : [];
  if (waits) return { changes: [], steps: settles([]) };
  if (isCurrent && next === null) return { changes: [], steps: [] };

  const placeOf = (one: Program | null): Address =>
    one === null ? zeroAddress : programAddressOf({ engine, bytes: one.bytes });
  const seen = programsAre(engine, token, [placeOf(current), placeOf(next?.program ?? null), next?.from ?? 0n]);
  const withdraw = next === null ? undefined : withdrawStep(observed, seen, signers);
  const withdrawal: readonly Change[] =
    next === null
      ? []
      : [{ path: "next", from: `program ${next.programId} from ${moment(next.from)} on`, to: null, loosens: true }];
  // What is in force stays so: the one that waited is withdrawn, and that is all.
  if (isCurrent) return { changes: withdrawal, steps: withdraw === undefined ? [] : [withdraw] };

  const offered = plannedProduct(product);
  const author = signerFor(observed, "ruleAuthor", signers);
  const earliest = observed.at.time + (current === null ? 0n : observed.notice) + author.delay;
  if (effectiveFrom <= earliest) throw tooEarly(effectiveFrom, earliest, observed, author);
  const publish = stepOf({
    title: `Publish the program ${program.id}`,
    signer: author.member,
    role: null,
    call: publishProgram({ engine, program: program.bytes }),
    done: published(engine, program.id),
  });
  const free = programsAre(engine, token, [placeOf(current), zeroAddress, 0n]);
  const schedule = stepOf({
    title: `Put it in force for ${symbol} from ${moment(effectiveFrom)} on${awaitsLots(program, current) ? WHEN_LOTS : ""}`,
    signer: author.member,
    role: "ruleAuthor",
    manager: observed.manager,
    delay: author.delay,
    call: scheduleProgram({ engine, token, programId: program.id, effectiveFrom }),
    needs: [publish.id, ...(withdraw === undefined ? [] : [withdraw.id])],
    assumes: [{ ...free, what: `program in force ${current?.id ?? "none"}, and none that waits` }],
    done: isScheduled(engine, token, [placeOf(current), address, effectiveFrom]),
    trace: programScheduled(engine, token, program.id),
    notAfter: effectiveFrom - (current === null ? 0n : observed.notice),
  });
  return {
    product: offered,
    changes: [...withdrawal, ...programChanges({ current, wanted: program, words })],
    steps: [...(withdraw === undefined ? [] : [withdraw]), publish, schedule, ...settles([schedule.id])],
  };
}

/** Groups are counted when somebody settles the program, and it is not in force before. */
const awaitsGroups = (program: Program): boolean => (needsOf(program.rules) & (1 << NEEDS.groups)) !== 0;

/** Lots that were kept before are complete; of others the transfer agent says so. */
const awaitsLots = (program: Program, current: Program | null): boolean =>
  (needsOf(program.rules) & (1 << NEEDS.lots)) !== 0 && current?.lots === undefined;
const WHEN_LOTS = ", or from when on the transfer agent has completed the lots of who holds";

function withdrawStep(observed: Observed, seen: Probe, signers: ChosenSigners | undefined): Step {
  const { engine, token, manager, next } = observed;
  const guardian = signerFor(observed, "guardian", signers);
  return stepOf({
    title: `Withdraw the program ${next?.programId} that waits`,
    signer: guardian.member,
    role: "guardian",
    manager,
    delay: guardian.delay,
    call: cancelProgram({ engine, token }),
    assumes: [{ ...seen, what: `the program ${next?.programId} waits` }],
    done: { ...seen, negate: true },
    trace: programCancelled(engine, token),
  });
}

function settleStep(
  observed: Observed,
  author: RoleHolder,
  program: Program,
  from: bigint,
  needs: readonly Hex[],
): Step {
  const { engine, token } = observed;
  return stepOf({
    title: "Count who belongs to its groups, from when on it is enforced",
    signer: author.member,
    role: null,
    call: settleProgram({ engine, token }),
    needs,
    notBefore: from,
    done: isInForce(engine, token, programAddressOf({ engine, bytes: program.bytes })),
    trace: programSettled(engine, token),
  });
}

function tooEarly(
  from: bigint,
  earliest: bigint,
  { notice, program }: Observed,
  { delay }: RoleHolder,
): ParameterInvalidError {
  const parts = [
    ...(program === null ? [] : [`the token's notice of ${duration(notice)}`]),
    ...(delay === 0n ? [] : [`the rule author's delay of ${duration(delay)}`]),
  ];
  const wanted = `after ${moment(earliest)} (${earliest})${parts.length === 0 ? "" : `: ${parts.join(" and ")} come first`}`;
  return new ParameterInvalidError({ parameter: "effectiveFrom", value: `${moment(from)} (${from})`, wanted });
}
