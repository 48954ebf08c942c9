import { isAddressEqual } from "viem";
import { accessManagerAbi } from "../abis/index.js";
import { ParameterInvalidError } from "../errors/index.js";
import { moment } from "../verdict/index.js";
import { encodeCall } from "./call.js";
import { checkRoleDelay } from "./checkRoleDelay.js";
import { duration } from "../verdict/words.js";
import { MANAGER_ROLE_NAMES, MANAGER_ROLES, type ManagerRole } from "./managerRoles.js";
import { type Grant, type Observed, type RoleHolder } from "./observed.js";
import { type Change } from "./planned.js";
import { delayBecomes, delayIs, hasRole, noAccess, someAccess } from "./probes.js";
import { type ChosenSigners, signerFor } from "./signerFor.js";
import { type Assumption, type Probe, type Step, stepOf } from "./step.js";
import { roleGranted, roleRevoked } from "./traces.js";

/** By role, everybody who should have it; a role that is left out stays as it is. */
export type WantedRoles = Readonly<Partial<Record<ManagerRole, readonly Omit<RoleHolder, "role">[]>>>;

type RoleStepsParameters = {
  readonly signers?: ChosenSigners | undefined;
  /** Steps of the same plan that come first: nobody loses a role that they need for these. */
  readonly before: readonly Step[];
};

/**
 * @internal
 * What makes the members of the roles that are named those that are listed there. Grants come before withdrawals, so that
 * no role is empty in between. Who will have a role only later, or another delay, counts as what they will be.
 *
 * @throws {ParameterInvalidError} when the administrators would lose the last of them, somebody is listed twice, or a delay is not what the role must
 * have, or is changing already.
 * @throws {RoleMissingError} when nobody is administrator.
 */
export function roleSteps(
  observed: Observed,
  roles: WantedRoles,
  { signers, before }: RoleStepsParameters,
): { readonly changes: readonly Change[]; readonly steps: readonly Step[] } {
  const { manager } = observed;
  const named = new Set(MANAGER_ROLE_NAMES.filter((role) => roles[role] !== undefined));
  const wanted = [...named].flatMap((role) => (roles[role] ?? []).map((one): RoleHolder => ({ role, ...one })));
  checkWanted(wanted, roles);
  const there = observed.grants.flatMap((one): readonly Member[] =>
    one.role === null ? [] : [{ ...one, role: one.role }],
  );
  const grants = wanted.flatMap((one): readonly Granting[] => {
    const known = there.find(same(one));
    if (known === undefined) return [{ ...one, known }];
    if ((known.nextDelay?.delay ?? known.delay) === one.delay) return [];
    if (known.nextDelay !== null) throw changing(one, known.nextDelay.from);
    return [{ ...one, known }];
  });
  const leaving = there.filter((one) => named.has(one.role) && !wanted.some(same(one)));
  if (grants.length + leaving.length === 0) return { changes: [], steps: [] };

  const admin = signerFor(observed, "admin", signers);
  const common = { signer: admin.member, role: "admin", manager, delay: admin.delay } as const;
  const abi = accessManagerAbi;
  const isOwn = ({ role, member }: RoleHolder) => role === "admin" && isAddressEqual(member, admin.member);
  const usedBy = ({ role, member }: Pick<RoleHolder, "role" | "member">) =>
    before.filter((step) => step.role === role && isAddressEqual(step.signer, member)).map((step) => step.id);
  const granting = grants.map((one) => {
    const { role, member, delay } = one;
    const grant = stepOf({
      ...common,
      title: `Give ${member} the role ${role}${waiting(delay)}${later(one, observed)}`,
      call: encodeCall(manager, { abi, functionName: "grantRole", args: [id(role), member, Number(delay)] }),
      needs: usedBy(one),
      ...probesOf(one, observed),
      trace: roleGranted({ manager, role, account: member }),
    });
    return { one, grant };
  });
  const taking = leaving.map((one) => {
    const { role, member } = one;
    const account = { manager, role, account: member };
    const first = granting.filter((other) => other.one.role === role && !isOwn(other.one));
    const newcomer = first.find((other) => other.one.known === undefined)?.one;
    const take = stepOf({
      ...common,
      title: `Take the role ${role} from ${member}`,
      call: encodeCall(manager, { abi, functionName: "revokeRole", args: [id(role), member] }),
      needs: [...usedBy(one), ...first.map(({ grant }) => grant.id)],
      done: noAccess(account),
      trace: roleRevoked(account),
      // Not before who comes in their place has the role.
      ...(newcomer === undefined
        ? {}
        : {
            readyAt: { to: manager, data: noAccess({ ...account, account: newcomer.member }).data, word: SINCE_WORD },
          }),
    });
    return { one, take };
  });
  // Who takes the administrator's role from himself, or begins to wait, could not do the rest as it is planned: that comes last.
  const [own, others] = partition([
    ...granting.map(({ one, grant }) => ({ step: grant, own: isOwn(one) })),
    ...taking.map(({ one, take }) => ({ step: take, own: isOwn(one) })),
  ]);
  const last = own.map((step) => ({ ...step, needs: [...new Set([...step.needs, ...others.map((one) => one.id)])] }));
  return {
    changes: [...grants.map(grantChange), ...leaving.map(leavingChange)],
    steps: [...others, ...last],
  };
}

/** First word of what `getAccess` answers. */
const SINCE_WORD = 0;

type Member = Grant & { readonly role: ManagerRole };
/** `known`: what they are in the role so far. */
type Granting = RoleHolder & { readonly known: Member | undefined };

const same =
  (a: Pick<RoleHolder, "role" | "member">) =>
  (b: Pick<RoleHolder, "role" | "member">): boolean =>
    a.role === b.role && isAddressEqual(a.member, b.member);

function checkWanted(wanted: readonly RoleHolder[], roles: WantedRoles): void {
  for (const { role, delay } of wanted) checkRoleDelay(role, delay);
  if (roles.admin?.length === 0)
    throw new ParameterInvalidError({
      ...{ parameter: "roles.admin", value: "nobody" },
      wanted: "at least one: nobody else gives roles",
    });
  const twice = wanted.find((one, index) => wanted.findIndex(same(one)) !== index);
  if (twice === undefined) return;
  const { role, member } = twice;
  throw new ParameterInvalidError({
    ...{ parameter: `roles.${role}`, value: `${member} twice`, wanted: "everybody once, with one delay" },
  });
}

const changing = ({ role, member }: RoleHolder, from: bigint) =>
  new ParameterInvalidError({
    ...{ parameter: `roles.${role}`, value: `another delay of ${member}` },
    wanted: `the one that they get at ${moment(from)}; plan another one after that`,
  });

/** AccessManager lowers a delay when as much time has passed as it is lowered by; new members may have to wait for the role. */
function later({ role, delay, known }: Granting, { roleTerms }: Observed): string {
  const wait = known === undefined ? grantDelay(role, roleTerms) : known.delay > delay ? known.delay - delay : 0n;
  return wait === 0n ? "" : `; so ${duration(wait)} after it is given`;
}

const grantDelay = (role: ManagerRole, terms: Observed["roleTerms"]): bigint =>
  terms.find(({ roleId }) => roleId === id(role))?.grantDelay ?? 0n;

function probesOf(
  { role, member, delay, known }: Granting,
  { manager, roleTerms }: Observed,
): { readonly done: Probe; readonly assumes: readonly Assumption[] } {
  const one = { manager, role, account: member };
  const done = hasRole(manager, role, member, delay);
  if (known === undefined) {
    const assumes = [{ ...noAccess(one), what: `${member} has not the role ${role}` }];
    if (grantDelay(role, roleTerms) === 0n) return { done, assumes };
    return { done: { ...done, or: delay === 0n ? someAccess(one) : delayIs(one, delay) }, assumes };
  }
  const what = `${member} has the role ${role}${waiting(known.delay)}`;
  const assumes = [
    { ...delayIs(one, known.delay), what },
    { ...someAccess(one), what },
  ];
  return { done: { ...done, or: known.delay > delay ? delayBecomes(one, delay) : delayIs(one, delay) }, assumes };
}

function partition(
  steps: readonly { readonly step: Step; readonly own: boolean }[],
): readonly [readonly Step[], readonly Step[]] {
  const of = (own: boolean) => steps.filter((one) => one.own === own).map(({ step }) => step);
  return [of(true), of(false)];
}

const grantChange = ({ role, member, delay, known }: Granting): Change => ({
  path: `roles.${role}.${member}`,
  from: known === undefined ? null : `member${waiting(known.delay)}`,
  to: `member${waiting(delay)}`,
  loosens: known === undefined || known.delay > delay,
});

const leavingChange = ({ role, member, delay }: Member): Change => ({
  ...{ path: `roles.${role}.${member}`, from: `member${waiting(delay)}`, to: null },
  loosens: false,
});

const id = (role: ManagerRole): bigint => MANAGER_ROLES[role].id;

const waiting = (delay: bigint): string => (delay === 0n ? ", acting at once" : `, acting after ${duration(delay)}`);
