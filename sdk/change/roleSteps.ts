import { isAddressEqual } from "viem";
import { accessManagerAbi } from "../abis/index.js";
import { ParameterInvalidError } from "../errors/index.js";
import { encodeCall } from "./call.js";
import { checkRoleDelay } from "./checkRoleDelay.js";
import { duration } from "../verdict/words.js";
import { MANAGER_ROLE_NAMES, MANAGER_ROLES, type ManagerRole } from "./managerRoles.js";
import { type Observed, type RoleHolder } from "./observed.js";
import { type Change } from "./planned.js";
import { hasRole } from "./probes.js";
import { type ChosenSigners, signerFor } from "./signerFor.js";
import { type Step, stepOf } from "./step.js";

/** By role, everybody who should have it; a role that is left out stays as it is. */
export type WantedRoles = Readonly<Partial<Record<ManagerRole, readonly Omit<RoleHolder, "role">[]>>>;

/**
 * @internal
 * What makes the members of the roles that are named those that are listed there. Grants come before withdrawals, so that
 * no role is empty in between.
 *
 * @throws {ParameterInvalidError} when the administrators would lose the last of them, or a delay is not what the role must have.
 * @throws {RoleMissingError} when nobody is administrator.
 */
export function roleSteps(
  observed: Observed,
  roles: WantedRoles,
  signers: ChosenSigners | undefined,
): { readonly changes: readonly Change[]; readonly steps: readonly Step[] } {
  const { manager } = observed;
  const named = new Set(MANAGER_ROLE_NAMES.filter((role) => roles[role] !== undefined));
  const wanted = [...named].flatMap((role) => (roles[role] ?? []).map((one): RoleHolder => ({ role, ...one })));
  for (const { role, delay } of wanted) checkRoleDelay(role, delay);
  if (named.has("admin") && roles.admin?.length === 0) {
    const value = "nobody";
    throw new ParameterInvalidError({
      parameter: "roles.admin",
      value,
      wanted: "at least one: nobody else gives roles",
    });
  }
  const same = (a: RoleHolder) => (b: RoleHolder) => a.role === b.role && isAddressEqual(a.member, b.member);
  const grants = wanted.filter((one) => observed.roles.find(same(one))?.delay !== one.delay);
  const leaving = observed.roles.filter((one) => named.has(one.role) && !wanted.some(same(one)));
  if (grants.length + leaving.length === 0) return { changes: [], steps: [] };

  const admin = signerFor(observed, "admin", signers);
  const common = { signer: admin.member, role: "admin", manager, delay: admin.delay } as const;
  const abi = accessManagerAbi;
  const granting = grants.map(({ role, member, delay }) =>
    stepOf({
      ...common,
      title: `Give ${member} the role ${role}${waiting(delay)}`,
      call: encodeCall(manager, { abi, functionName: "grantRole", args: [id(role), member, Number(delay)] }),
      done: hasRole(manager, role, member, delay),
    }),
  );
  const taking = leaving.map(({ role, member }) =>
    stepOf({
      ...common,
      title: `Take the role ${role} from ${member}`,
      call: encodeCall(manager, { abi, functionName: "revokeRole", args: [id(role), member] }),
      needs: granting.filter((_, index) => grants[index]?.role === role).map((step) => step.id),
      done: hasRole(manager, role, member, undefined),
    }),
  );
  // Who takes the administrator's role from himself can do nothing more: that comes last.
  const [others, own] = [
    taking.filter((_, index) => !isOwn(leaving[index], admin)),
    taking.filter((_, index) => isOwn(leaving[index], admin)),
  ];
  const last = own.map((step) => ({ ...step, needs: [...granting, ...others].map((one) => one.id) }));
  const changes = [
    ...grants.map((one): Change => {
      const before = observed.roles.find(same(one));
      return {
        path: `roles.${one.role}.${one.member}`,
        from: before === undefined ? null : `member${waiting(before.delay)}`,
        to: `member${waiting(one.delay)}`,
        loosens: before === undefined || before.delay > one.delay,
      };
    }),
    ...leaving.map((one): Change => ({
      ...{ path: `roles.${one.role}.${one.member}`, from: `member${waiting(one.delay)}`, to: null },
      loosens: false,
    })),
  ];
  return { changes, steps: [...granting, ...others, ...last] };
}

const id = (role: ManagerRole): bigint => MANAGER_ROLES[role].id;

const waiting = (delay: bigint): string => (delay === 0n ? ", acting at once" : `, acting after ${duration(delay)}`);

const isOwn = (one: RoleHolder | undefined, admin: RoleHolder): boolean =>
  one?.role === "admin" && isAddressEqual(one.member, admin.member);
