import { type Address, type Hex, isAddressEqual, zeroAddress } from "viem";
import { accessManagerAbi } from "../abis/index.js";
import { ParameterInvalidError, type ProductNotAcceptedError } from "../errors/index.js";
import { type Program, type RuleWords } from "../program/index.js";
import { type ProductReview } from "../rulebook/index.js";
import { moment, type Pinned } from "../verdict/index.js";
import { duration } from "../verdict/words.js";
import { admitToken } from "./admitToken.js";
import { type Call, encodeCall } from "./call.js";
import { configureManager, type RoleMember } from "./configureManager.js";
import { configureToken } from "./configureToken.js";
import { createRegistry } from "./createRegistry.js";
import { type Deployment } from "./deployContract.js";
import { deployEngine, type DeployEngineParameters } from "./deployEngine.js";
import { deployManager } from "./deployManager.js";
import { deployToken } from "./deployToken.js";
import { MANAGER_ROLE_NAMES, MANAGER_ROLES, type ManagerRole } from "./managerRoles.js";
import { type Change, planned, type Plan } from "./planned.js";
import { plannedProduct } from "./plannedProduct.js";
import * as probes from "./probes.js";
import { programAddressOf } from "./programAddressOf.js";
import { programChanges } from "./programChanges.js";
import { publishProgram } from "./publishProgram.js";
import { requireLaw } from "./requireLaw.js";
import { roleSelectors } from "./roleSelectors.js";
import { scheduleProgram } from "./scheduleProgram.js";
import { type Probe, type Step, stepOf } from "./step.js";
import * as traces from "./traces.js";

export type PlanDeploymentParameters = {
  /** The chain and block on which it is planned. */
  readonly seen: Pinned;
  /** Creation code of each contract, without constructor arguments. */
  readonly creationCode: DeployEngineParameters["creationCode"] & { readonly AccessManager: Hex };
  /** 32 bytes: another salt is another manager and another token. */
  readonly salt: Hex;
  /** Sends the deployments, publishes the program, opens the registry: rights over nothing come of it. */
  readonly deployer: Address;
  /** Sets the manager up, and administers it. */
  readonly admin: Address;
  /** The manager that the issuer has already, set up as `MANAGER_ROLES` says; left out: a new one. */
  readonly manager?: Address | undefined;
  /** Seconds that an existing manager makes the administrator wait. */
  readonly adminDelay?: bigint | undefined;
  /** Everybody who has a role under the manager, beside the administrator: who gets it, or has it already under an existing one. */
  readonly members: readonly RoleMember[];
  readonly name: string;
  readonly symbol: string;
  /** 1 token is 10 ** decimals units. */
  readonly decimals: number;
  /** Least seconds between scheduling a further program and its effect; it never changes. */
  readonly notice: bigint;
  /** Number of the registry that the token joins, and whether it is there; a new one gets the next number. */
  readonly registry: { readonly number: number; readonly exists: boolean; readonly scheme: Hex };
  readonly program: Program;
  /** What people call its parts. */
  readonly words: RuleWords;
  /** Unix seconds from which it is in force. */
  readonly effectiveFrom: bigint;
  /** What `reviewProduct` says of the rulebook. Left out: nobody asked whether its rules may be planned, and the plan says so. */
  readonly product?: ProductReview | undefined;
};
export type PlanDeploymentReturnType = {
  readonly plan: Plan;
  /** Where everything will be. */
  readonly engine: Address;
  readonly manager: Address;
  readonly token: Address;
};
export type PlanDeploymentErrorType = ParameterInvalidError | ProductNotAcceptedError;

/**
 * Plans everything between an empty chain and a token whose rules are in force: the engine, unless it is there, the issuer's manager and roles, a
 * registry, the token, its program. Pure. Addresses are known beforehand; what stands already has a step that is done.
 *
 * @throws {ParameterInvalidError} when the program is to take effect before the plan can be done, or nobody is rule author.
 * @throws {ProductNotAcceptedError} when the product is restricted or ambiguous, and nobody accepted that.
 */
export function planDeployment(parameters: PlanDeploymentParameters): PlanDeploymentReturnType {
  const { seen, creationCode, salt, deployer, admin, name, symbol, decimals, notice, program, words } = parameters;
  requireLaw(program);
  const { effectiveFrom, registry, members } = parameters;
  const product = plannedProduct(parameters.product);
  const author = members.find(({ role }) => role === "ruleAuthor");
  if (author === undefined)
    throw new ParameterInvalidError({ parameter: "roles", value: "nobody as ruleAuthor", wanted: "at least one" });
  if (effectiveFrom <= seen.time + author.delay) {
    const value = `${moment(effectiveFrom)} (${effectiveFrom})`;
    const wanted = `after ${moment(seen.time + author.delay)} (${seen.time + author.delay})`;
    throw new ParameterInvalidError({ parameter: "effectiveFrom", value, wanted });
  }
  const parts = deployEngine({ creationCode });
  const engine = parts.engine.address;
  const own = deployManager({ creationCode: creationCode.AccessManager, admin, salt });
  const manager = parameters.manager ?? own.address;
  const token = deployToken({
    ...{ factory: parts.factory.address, surfaces: parts.surfaces.address, creationCode: creationCode.SecurityToken },
    ...{ deployer, initialAuthority: manager, name, symbol, decimals, salt },
  });

  const steps: Step[] = [];
  const add = (step: Omit<Parameters<typeof stepOf>[0], "needs">, ...needs: readonly Step[]): Step => {
    const made = stepOf({ ...step, needs: needs.map(({ id }) => id) });
    steps.push(made);
    return made;
  };
  const deploy = ({ contract, address, call }: Deployment, done: Probe, ...needs: readonly Step[]) =>
    add({ title: `Deploy ${contract} at ${address}`, signer: deployer, role: null, call, done }, ...needs);
  const asAdmin = { signer: admin, role: "admin", manager, delay: parameters.adminDelay ?? 0n } as const;

  const metersHalf = deploy(parts.metersHalf, probes.answersMeters(parts.metersHalf.address));
  const rehearsalsHalf = deploy(
    parts.rehearsalsHalf,
    probes.names(parts.rehearsalsHalf.address, "metersHalf", parts.metersHalf.address),
    metersHalf,
  );
  const headroomHalf = deploy(
    parts.headroomHalf,
    probes.names(parts.headroomHalf.address, "rehearsalsHalf", parts.rehearsalsHalf.address),
    rehearsalsHalf,
  );
  const enrolment = deploy(
    parts.enrolment,
    probes.names(parts.enrolment.address, "headroomHalf", parts.headroomHalf.address),
    headroomHalf,
  );
  const half = deploy(parts.admin, probes.names(parts.admin.address, "enrolment", parts.enrolment.address), enrolment);
  const core = deploy(parts.engine, probes.names(engine, "admin", parts.admin.address), half);
  const surfaces = deploy(parts.surfaces, probes.names(parts.surfaces.address, "engine", engine), core);
  const implementation = deploy(
    parts.implementation,
    probes.names(parts.implementation.address, "surfaces", parts.surfaces.address),
    surfaces,
  );
  const factory = deploy(
    parts.factory,
    probes.names(parts.factory.address, "implementation", parts.implementation.address),
    implementation,
  );
  const managed = parameters.manager === undefined ? [deploy(own, probes.keepsDelays(own.address), factory)] : [];
  const issued = deploy(
    { ...token, contract: `the token ${symbol}` },
    probes.names(token.address, "initialAuthority", manager),
    factory,
    ...managed,
  );
  const configured = setUp(parameters, { manager, engine, token: token.address }).map((step) => add(step, issued));
  const book = { engine, authority: manager, scheme: registry.scheme };
  const opened = registry.exists
    ? []
    : [
        add(
          {
            title: `Open the registry ${registry.number}`,
            signer: deployer,
            role: null,
            call: createRegistry(book),
            assumes: [
              { ...probes.noRegistry(engine, registry.number), what: `registry ${registry.number} is not there` },
            ],
            done: probes.registryIs(engine, registry.number, book),
          },
          ...configured,
        ),
      ];
  const admitted = add(
    {
      ...asAdmin,
      title: `Admit ${symbol} to the registry ${registry.number}, with a notice of ${duration(notice)}`,
      call: admitToken({ engine, registry: registry.number, token: token.address, authority: manager, notice }),
      done: probes.authorityIs(engine, token.address, manager),
    },
    ...configured,
    ...opened,
  );
  const published = add(
    {
      title: `Publish the program ${program.id}`,
      signer: deployer,
      role: null,
      call: publishProgram({ engine, program: program.bytes }),
      done: probes.published(engine, program.id),
    },
    core,
  );
  const scheduled = add(
    {
      title: `Put it in force for ${symbol} from ${moment(effectiveFrom)} on`,
      signer: author.account,
      role: "ruleAuthor",
      manager,
      delay: author.delay,
      call: scheduleProgram({ engine, token: token.address, programId: program.id, effectiveFrom }),
      done: probes.isScheduled(engine, token.address, [
        zeroAddress,
        programAddressOf({ engine, bytes: program.bytes }),
        effectiveFrom,
      ]),
      trace: traces.programScheduled(engine, token.address, program.id),
      notAfter: effectiveFrom,
    },
    admitted,
    published,
  );
  const slow = members.find(isSlowAdmin(admin));
  if (slow !== undefined && parameters.manager === undefined) {
    const args = [MANAGER_ROLES.admin.id, admin, Number(slow.delay)] as const;
    const call = encodeCall(manager, { abi: accessManagerAbi, functionName: "grantRole", args });
    const title = `Let the administrator ${admin} wait ${duration(slow.delay)} from now on`;
    add({ ...asAdmin, title, call, done: probes.hasRole(manager, "admin", admin, slow.delay) }, admitted, scheduled);
  }
  const changes: readonly Change[] = [
    {
      path: "token",
      from: null,
      to: `${name} (${symbol}) at ${token.address}, under the manager ${manager}`,
      loosens: false,
    },
    ...granted(parameters).map(({ role, account, delay }): Change => ({
      ...{ path: `roles.${role}.${account}`, from: null, loosens: true },
      to: delay === 0n ? "member, acting at once" : `member, acting after ${duration(delay)}`,
    })),
    ...programChanges({ current: null, wanted: program, words }),
  ];
  const title = `deploy ${name} (${symbol}), and put its rules in force`;
  const plan = planned({ title, seen, engine, token: token.address, product, changes, steps });
  return { plan, engine, manager, token: token.address };
}

type Places = { readonly manager: Address; readonly engine: Address; readonly token: Address };
type Part = Omit<Parameters<typeof stepOf>[0], "needs">;

/** A new manager is set up in one transaction; an existing one is told about the token. */
function setUp(
  { admin, members, manager: existing, adminDelay = 0n, symbol }: PlanDeploymentParameters,
  { manager, engine, token }: Places,
): readonly Part[] {
  const common = { signer: admin, role: "admin", manager, delay: adminDelay } as const;
  const [agent] = roleSelectors({ role: "transferAgent", target: "token" });
  const told = (role: ManagerRole, selector: Hex) =>
    probes.functionRoleIs(manager, token, selector, MANAGER_ROLES[role].id);
  const given = (role: ManagerRole) => traces.functionsGiven(manager, token, role);
  if (existing === undefined) {
    const others = members.filter((one) => !isSlowAdmin(admin)(one));
    const call = together(manager, configureManager({ manager, engine, tokens: [token], members: others }));
    return [
      {
        ...common,
        title: "Set the manager up: who may do what",
        call,
        done: told("transferAgent", agent ?? "0x"),
        trace: given("transferAgent"),
      },
    ];
  }
  const roles = MANAGER_ROLE_NAMES.filter((role) => MANAGER_ROLES[role].token.length > 0);
  return configureToken({ manager, token }).map((call, index) => {
    const role = roles[index] ?? "admin";
    const [selector = "0x"] = roleSelectors({ role, target: "token" });
    return {
      ...common,
      title: `Tell the manager what members of ${role} may do at ${symbol}`,
      call,
      done: told(role, selector),
      trace: given(role),
    };
  });
}

/** Who gets a role: nobody under a manager that is there; under a new one also its administrator, named or not. */
function granted({ manager, admin, members }: PlanDeploymentParameters): readonly RoleMember[] {
  if (manager !== undefined) return [];
  const isNamed = members.some(({ role, account }) => role === "admin" && isAddressEqual(account, admin));
  return isNamed ? members : [{ role: "admin", account: admin, delay: 0n }, ...members];
}

/** The administrator acts at once until everything stands. */
const isSlowAdmin =
  (admin: Address) =>
  ({ role, account, delay }: RoleMember): boolean =>
    role === "admin" && delay > 0n && isAddressEqual(account, admin);

/** One transaction of the manager's own: all of them, or none. */
function together(manager: Address, calls: readonly Call[]): Call {
  return encodeCall(manager, {
    abi: accessManagerAbi,
    functionName: "multicall",
    args: [calls.map(({ data }) => data)],
  });
}
