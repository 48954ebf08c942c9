import { type Address, getAddress } from "viem";
import { moment } from "../../verdict/words.js";
import { MANAGER_ROLE_NAMES, MANAGER_ROLES, type ManagerRole } from "../managerRoles.js";
import { type Grant, type NextDelay, type Observed, type RoleHolder } from "../observed.js";
import { roleSelectors } from "../roleSelectors.js";
import { type WantedRoles } from "../roleSteps.js";
import { type Difference, differing } from "./difference.js";
import { roleOf } from "../observing/readGrants.js";
import { delayInWords, functionName, roleName } from "./words.js";

const { admin, guardian } = MANAGER_ROLES;

/**
 * @internal
 * Where the manager is otherwise than `MANAGER_ROLES` says: who may call what, who may veto, who may grant, what nobody may call; and who came to
 * reach any of it through another role.
 */
export function fixedDifferences(observed: Observed): readonly Difference[] {
  const { functions, roleTerms, targets, grants, at } = observed;
  const reaching = rolesThatReach(observed);
  return [
    ...functions.flatMap(({ target, selector, roleId }) => {
      const path = `functions.${target}.${functionName(target, selector)}`;
      const role = MANAGER_ROLE_NAMES.find((one) => roleSelectors({ role: one, target }).includes(selector));
      return differing(path, role ?? "admin", roleName(roleId));
    }),
    ...roleTerms.flatMap(({ roleId, ...terms }) => {
      const role = roleOf(roleId);
      if (role === null) return [];
      const veto = role === "admin" || role === "guardian" ? admin : guardian;
      return [
        ...differing(`roles.${role}.guardian`, roleName(veto.id), roleName(terms.guardian)),
        ...differing(`roles.${role}.admin`, roleName(admin.id), roleName(terms.admin)),
      ];
    }),
    ...targets.flatMap(({ target, closed }) => differing(`closed.${target}`, "open", closed ? "closed" : "open")),
    ...grants.flatMap((grant) => {
      const unexpected = grant.role === null && reaching.has(grant.roleId);
      return unexpected ? ofGrant(grant, undefined, at.time) : [];
    }),
  ];
}

/** Those that may call something, or grant or veto what one of ours does. */
function rolesThatReach({ functions, roleTerms }: Observed): ReadonlySet<bigint> {
  const reaching = new Set<bigint>(MANAGER_ROLE_NAMES.map((role) => MANAGER_ROLES[role].id));
  for (const { roleId } of functions) reaching.add(roleId);
  const terms = new Map(roleTerms.map((one) => [one.roleId, one]));
  // A set that grows is walked to its end.
  for (const roleId of reaching) {
    const { admin: granting, guardian: vetoing } = terms.get(roleId) ?? {};
    for (const one of [granting, vetoing]) if (one !== undefined) reaching.add(one);
  }
  return reaching;
}

/**
 * @internal
 * Where the members and delays of the roles that are stated are otherwise. What is on its way counts as there: a grant that takes effect tomorrow, a
 * delay that ends.
 */
export function roleDifferences(observed: Observed, roles: WantedRoles): readonly Difference[] {
  const stated = MANAGER_ROLE_NAMES.flatMap((role) => {
    const members = roles[role];
    return members === undefined ? [] : [{ role, members }];
  });
  return [
    ...stated.flatMap(({ role, members }) => memberDifferences(observed, role, members)),
    ...observed.roleTerms.flatMap(({ roleId, grantDelay, nextGrantDelay }) => {
      const role = roleOf(roleId);
      if (role === null || roles[role] === undefined) return [];
      const wanted = role === "steward" ? heldFor(roles.steward) : 0n;
      return ofDelay(`roles.${role}.grantDelay`, wanted, grantDelay, nextGrantDelay);
    }),
    ...(roles.steward === undefined ? [] : observed.targets).flatMap(({ target, adminDelay, nextAdminDelay }) => {
      const wanted = target === "engine" ? heldFor(roles.steward) : 0n;
      return ofDelay(`manager.targetAdminDelay.${target}`, wanted, adminDelay, nextAdminDelay);
    }),
  ];
}

type Members = NonNullable<WantedRoles[ManagerRole]>;

/** Seconds that the manager takes for new stewards, and for other roles of functions, as `configureManager` sets them. */
const heldFor = (stewards: Members = []): bigint =>
  stewards.reduce((least, { delay }) => (delay < least ? delay : least), stewards[0]?.delay ?? 0n);

function memberDifferences(observed: Observed, role: ManagerRole, members: Members): readonly Difference[] {
  const keyed = <Item extends { readonly member: Address }>(items: readonly Item[]) =>
    new Map(items.map((item) => [getAddress(item.member), item]));
  const wanted = keyed(members);
  const found = keyed(observed.grants.filter((grant) => grant.role === role));
  return [
    ...[...found].flatMap(([member, grant]) => ofGrant(grant, wanted.get(member), observed.at.time)),
    ...[...wanted].flatMap(([member, { delay }]) =>
      found.has(member) ? [] : differing(`roles.${role}.${member}`, memberInWords({ delay, nextDelay: null }), null),
    ),
  ];
}

function ofGrant(grant: Grant, wanted: Pick<RoleHolder, "delay"> | undefined, time: bigint): readonly Difference[] {
  const path = `roles.${roleName(grant.roleId)}.${grant.member}`;
  if (wanted !== undefined) return ofDelay(`${path}.delay`, wanted.delay, grant.delay, grant.nextDelay);
  const from = grant.since > time ? `, from ${moment(grant.since)} on` : "";
  return differing(path, null, `${memberInWords(grant)}${from}`);
}

const memberInWords = ({ delay, nextDelay }: Pick<Grant, "delay" | "nextDelay">): string =>
  `member, delay ${delayInWords(delay, nextDelay)}`;

function ofDelay(path: string, wanted: bigint, delay: bigint, next: NextDelay | null): readonly Difference[] {
  if ((next?.delay ?? delay) === wanted) return [];
  return differing(path, delayInWords(wanted, null), delayInWords(delay, next));
}
