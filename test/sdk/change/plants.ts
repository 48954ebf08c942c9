import { type Address, type Hex, keccak256, stringToHex, toFunctionSelector } from "viem";
import { type Expected } from "../../../sdk/change/index.js";
import { someProgram } from "../../fixtures/rules.js";
import { DAY, NOTICE, STEWARD_DELAY, type Walk } from "../../fixtures/walk.js";

/** One way of changing the chain without the SDK, and the paths under which it must be found. */
export type Plant = {
  readonly name: string;
  readonly plant: (walk: Walk) => Promise<readonly string[]>;
  /** What it does takes away what others need. */
  readonly alone?: true;
};

const HOUR = 3_600n;
const PUBLIC_ROLE = 2n ** 64n - 1n;
const ROLE = { admin: 0n, ruleAuthor: 1n, registrar: 2n, transferAgent: 3n, guardian: 4n, steward: 5n } as const;
const hash = (text: string): Hex => keccak256(stringToHex(text));

export const memberOf = (account: { readonly address: string }, delay = 0n) => ({
  member: account.address as Address,
  delay,
});

/** What the walk sets up, in an issuer's own words. */
export const expectedOf = ({ at, admin, author, registrar, agent, agent2, guardian, steward }: Walk): Expected => ({
  ...{ engine: at.engine, manager: at.manager, registryAuthority: at.manager, notice: NOTICE },
  ...{ registrars: [], attesters: [], roots: [], operations: [] },
  roles: {
    admin: [memberOf(admin)],
    ruleAuthor: [memberOf(author)],
    registrar: [memberOf(registrar)],
    transferAgent: [memberOf(agent), memberOf(agent2)],
    guardian: [memberOf(guardian)],
    steward: [memberOf(steward, STEWARD_DELAY)],
  },
});

/** Some program of no rulebook. */
export async function publish({ engine, author }: Walk, limit: bigint): Promise<Hex> {
  const { id, bytes } = someProgram([{ kind: "mostUnits", limit }]);
  await engine.connect(author).publish(bytes);
  return id;
}

const schedule = async (w: Walk, programId: Hex): Promise<bigint> => {
  const from = (await w.now()) + NOTICE + HOUR;
  await w.engine.connect(w.author).schedule(w.at.token, programId, from);
  return from;
};

const byAdmin = ({ manager, admin }: Walk) => manager.connect(admin);
const selectorOf = (signature: string) => toFunctionSelector(signature);

const PROGRAMS: readonly Plant[] = [
  {
    name: "another program in force",
    plant: async (w) => {
      await w.networkHelpers.time.increaseTo(await schedule(w, await publish(w, 7n)));
      return ["program.id", "program.rulebook"];
    },
  },
  {
    name: "another program that waits",
    plant: async (w) => {
      await schedule(w, await publish(w, 8n));
      return ["next.programId"];
    },
  },
];

const MEMBERS: readonly Plant[] = [
  {
    name: "a further member",
    plant: async (w) => {
      await byAdmin(w).grantRole(ROLE.transferAgent, w.stranger, 0n);
      return [`roles.transferAgent.${w.stranger.address}`];
    },
  },
  {
    name: "a further administrator",
    plant: async (w) => {
      await byAdmin(w).grantRole(ROLE.admin, w.stranger, DAY);
      return [`roles.admin.${w.stranger.address}`];
    },
  },
  {
    name: "a member who was struck off",
    plant: async (w) => {
      await byAdmin(w).revokeRole(ROLE.registrar, w.registrar);
      await byAdmin(w).grantRole(ROLE.registrar, w.alice, 0n);
      return [`roles.registrar.${w.registrar.address}`, `roles.registrar.${w.alice.address}`];
    },
  },
  {
    name: "a member who left",
    plant: async (w) => {
      await w.manager.connect(w.agent2).renounceRole(ROLE.transferAgent, w.agent2);
      return [`roles.transferAgent.${w.agent2.address}`];
    },
  },
  {
    name: "a member who has to wait",
    plant: async (w) => {
      await byAdmin(w).grantRole(ROLE.ruleAuthor, w.author, HOUR);
      return [`roles.ruleAuthor.${w.author.address}.delay`];
    },
  },
  {
    name: "a delay that will be shorter",
    plant: async (w) => {
      await byAdmin(w).grantRole(ROLE.steward, w.steward, STEWARD_DELAY - 1n);
      return [`roles.steward.${w.steward.address}.delay`];
    },
  },
];

const MANAGER: readonly Plant[] = [
  {
    name: "a function of the engine under a role of its own, with a member",
    plant: async (w) => {
      await byAdmin(w).setTargetFunctionRole(w.at.engine, [selectorOf("admit(uint32,address,address,uint32)")], 99n);
      await byAdmin(w).grantRole(99n, w.stranger, 0n);
      return ["functions.engine.admit", `roles.99.${w.stranger.address}`];
    },
  },
  {
    name: "a function that everybody may call",
    plant: async (w) => {
      await byAdmin(w).setTargetFunctionRole(w.at.token, [selectorOf("mint(address,uint256)")], PUBLIC_ROLE);
      return ["functions.token.mint"];
    },
  },
  {
    name: "one of two functions of one name",
    plant: async (w) => {
      const signature = "forcedTransfer(address,address,uint256)";
      await byAdmin(w).setTargetFunctionRole(w.at.token, [selectorOf(signature)], ROLE.guardian);
      return [`functions.token.${signature}`];
    },
  },
  {
    name: "a function that nobody knows",
    plant: async (w) => {
      await byAdmin(w).setTargetFunctionRole(w.at.token, ["0x12345678"], ROLE.guardian);
      return ["functions.token.0x12345678"];
    },
  },
  {
    name: "a role without a veto",
    plant: async (w) => {
      await byAdmin(w).setRoleGuardian(ROLE.transferAgent, ROLE.admin);
      return ["roles.transferAgent.guardian"];
    },
  },
  {
    name: "a role that others grant, through two roles",
    plant: async (w) => {
      await byAdmin(w).setRoleAdmin(ROLE.guardian, 77n);
      await byAdmin(w).setRoleAdmin(77n, 78n);
      await byAdmin(w).grantRole(78n, w.spender, 0n);
      return ["roles.guardian.admin", `roles.78.${w.spender.address}`];
    },
  },
  {
    name: "members that come late",
    plant: async (w) => {
      await byAdmin(w).setGrantDelay(ROLE.guardian, HOUR);
      return ["roles.guardian.grantDelay"];
    },
  },
  {
    name: "stewards that come soon",
    plant: async (w) => {
      await byAdmin(w).setGrantDelay(ROLE.steward, 0n);
      return ["roles.steward.grantDelay"];
    },
  },
  {
    name: "the token under a delay of the administrator",
    plant: async (w) => {
      await byAdmin(w).setTargetAdminDelay(w.at.token, HOUR);
      return ["manager.targetAdminDelay.token"];
    },
  },
  {
    name: "the engine under another delay of the administrator",
    plant: async (w) => {
      await byAdmin(w).setTargetAdminDelay(w.at.engine, HOUR);
      return ["manager.targetAdminDelay.engine"];
    },
  },
  {
    name: "the token closed",
    plant: async (w) => {
      await byAdmin(w).setTargetClosed(w.at.token, true);
      return ["closed.token"];
    },
  },
  {
    name: "the engine closed",
    alone: true,
    plant: async (w) => {
      await byAdmin(w).setTargetClosed(w.at.engine, true);
      return ["closed.engine"];
    },
  },
];

/** Has the steward schedule a call of the engine. */
export async function scheduledBySteward(w: Walk, data: string): Promise<Hex> {
  await w.manager.connect(w.steward).schedule(w.at.engine, data, 0n);
  return (await w.manager.hashOperation(w.steward, w.at.engine, data)) as Hex;
}

/** Hands something over, and lets the delay pass. */
async function handedOver(w: Walk, data: string): Promise<void> {
  await scheduledBySteward(w, data);
  await w.networkHelpers.time.increase(STEWARD_DELAY);
  await w.steward.sendTransaction({ to: w.at.engine, data });
}

/** An authority that says yes to its administrator, and that nobody has set up. */
async function foreignManager({ ethers, admin }: Walk): Promise<string> {
  return (await ethers.deployContract("AccessManager", [admin])).getAddress();
}

const REGISTRY: readonly Plant[] = [
  {
    name: "an operation that waits",
    plant: async (w) => {
      const data = w.engine.interface.encodeFunctionData("setTokenAuthority", [w.at.token, w.stranger.address]);
      return [`operations.${await scheduledBySteward(w, data)}`];
    },
  },
  {
    name: "a registrar with bits of its own",
    plant: async (w) => {
      await w.engine.connect(w.admin).setRegistrar(w.registry, w.carol, 1n, 1n);
      return [`registrars.${w.carol.address}`];
    },
  },
  {
    name: "an attester",
    plant: async (w) => {
      await w.engine.connect(w.admin).setAttester(w.registry, w.bob, { mask: 3n, enrols: true });
      return [`attesters.${w.bob.address}`];
    },
  },
  {
    name: "a published register",
    plant: async (w) => {
      const { investors } = await w.engine.registryInfo(w.registry);
      const root = hash("a register");
      await byAdmin(w).grantRole(ROLE.registrar, w.carol, 0n);
      await w.engine.connect(w.carol).publishRoot(w.registry, root, investors + 1n, 5n, (await w.now()) + 10n * DAY);
      await byAdmin(w).revokeRole(ROLE.registrar, w.carol);
      return [`roots.${root}`];
    },
  },
  {
    name: "the registry under another authority",
    alone: true,
    plant: async (w) => {
      const args = [w.registry, await foreignManager(w)] as const;
      await handedOver(w, w.engine.interface.encodeFunctionData("setRegistryAuthority", [...args]));
      return ["registry.authority"];
    },
  },
];

/** Every contract whose code takes part, where it is. */
export async function placesOf({ ethers, engine, token, at }: Walk) {
  const surfaces = await ethers.getContractAt("ISecurityTokenSurfaces", at.token);
  return {
    Weighbridge: at.engine,
    WeighbridgeAdmin: await engine.admin(),
    WeighbridgeEnrolment: await engine.enrolment(),
    WeighbridgeHeadroom: await engine.headroomHalf(),
    SecurityToken: at.token,
    SecurityTokenSurfaces: await token.surfaces(),
    SecurityTokenOrders: await surfaces.orders(),
    AccessManager: at.manager,
  } as const;
}
type Part = keyof Awaited<ReturnType<typeof placesOf>>;

/** Changes the code of one contract as no transaction can. */
export async function recode(w: Walk, part: Part, change: (code: string) => string): Promise<void> {
  const place = (await placesOf(w))[part];
  await w.networkHelpers.setCode(place, change(await w.ethers.provider.getCode(place)));
}

const PARTS = [
  ...(["Weighbridge", "WeighbridgeAdmin", "WeighbridgeEnrolment", "WeighbridgeHeadroom", "SecurityToken"] as const),
  ...(["SecurityTokenSurfaces", "SecurityTokenOrders", "AccessManager"] as const),
] as const;

const CODES: readonly Plant[] = PARTS.map((part) => ({
  name: `other code of ${part}`,
  plant: async (w) => {
    await recode(w, part, (code) => `${code}00`);
    return [`code.${part}`];
  },
}));

/** In an order in which one leaves the next possible. */
export const PLANTS: readonly Plant[] = [...PROGRAMS, ...REGISTRY, ...MEMBERS, ...MANAGER, ...CODES];
