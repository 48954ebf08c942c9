import { type Address, getAddress } from "viem";
import { moment } from "../../verdict/words.js";
import { type Expected } from "../expected.js";
import { MANAGER_ROLE_NAMES, MANAGER_ROLES } from "../managerRoles.js";
import { type Grant, type NextDelay, type Observed, type RoleHolder } from "../observed.js";
import { roleSelectors } from "../roleSelectors.js";
import { type Difference, differing } from "./difference.js";
import { delayInWords, functionName, roleName } from "./words.js";

const { admin, guardian } = MANAGER_ROLES;

/**
 * @internal
 * Where the manager is otherwise than `MANAGER_ROLES` says: who may call what, who may veto, who may grant, what nobody may call.
 */
export function fixedDifferences({ functions, roleTerms, targets }: Observed): readonly Difference[] {
  const roleOfSelector = (target: "engine" | "token", selector: string) =>
    MANAGER_ROLE_NAMES.find((role) => roleSelectors({ role, target }).some((one) => one === selector)) ?? "admin";
  return [
    ...functions.flatMap(({ target, selector, roleId }) => {
      const path = `functions.${target}.${functionName(target, selector)}`;
      return differing(path, roleOfSelector(target, selector), roleName(roleId));
    }),
    ...roleTerms.flatMap(({ roleId, ...terms }) => {
      const name = roleName(roleId);
      // Of other roles nobody has said who administers them: who reaches one of ours through them is found by `roles`.
      if (name === String(roleId)) return [];
      const veto = roleId === admin.id || roleId === guardian.id ? admin : guardian;
      return [
        ...differing(`roles.${name}.guardian`, roleName(veto.id), roleName(terms.guardian)),
        ...differing(`roles.${name}.admin`, roleName(admin.id), roleName(terms.admin)),
      ];
    }),
    ...targets.flatMap(({ target, closed }) => differing(`closed.${target}`, "open", closed ? "closed" : "open")),
  ];
}

/**
 * @internal
 * Where members and delays are otherwise than expected. What is on its way counts as there: a grant that takes effect tomorrow, a delay that ends.
 */
export function roleDifferences(observed: Observed, roles: NonNullable<Expected["roles"]>): readonly Difference[] {
  const { grants, roleTerms, targets } = observed;
  const time = observed.at.time;
  const wanted = new Map(roles.map((holder) => [keyOf(MANAGER_ROLES[holder.role].id, holder.member), holder]));
  const reaching = rolesThatReach(observed);
  const found = new Map(
    grants.filter(({ roleId }) => reaching.has(roleId)).map((grant) => [keyOf(grant.roleId, grant.member), grant]),
  );
  const stewards = roles.flatMap(({ role, delay }) => (role === "steward" ? [delay] : []));
  const held = stewards.reduce((least, delay) => (delay < least ? delay : least), stewards[0] ?? 0n);
  return [
    ...[...found].flatMap(([key, grant]) => ofGrant(grant, wanted.get(key), time)),
    ...[...wanted].flatMap(([key, { role, member, delay }]) =>
      found.has(key)
        ? []
        : differing(`roles.${role}.${getAddress(member)}`, memberInWords({ delay, nextDelay: null }), null),
    ),
    ...roleTerms.flatMap(({ roleId, grantDelay, nextGrantDelay }) => {
      const name = roleName(roleId);
      if (name === String(roleId)) return [];
      return ofDelay(`roles.${name}.grantDelay`, name === "steward" ? held : 0n, grantDelay, nextGrantDelay);
    }),
    ...targets.flatMap(({ target, adminDelay, nextAdminDelay }) =>
      ofDelay(`manager.targetAdminDelay.${target}`, target === "engine" ? held : 0n, adminDelay, nextAdminDelay),
    ),
  ];
}

const keyOf = (roleId: bigint, member: Address): string => `${roleId} ${member.toLowerCase()}`;

function ofGrant(grant: Grant, wanted: RoleHolder | undefined, time: bigint): readonly Difference[] {
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

/** Ours, and of all others those that may call something, or grant or veto what one of ours does. */
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
