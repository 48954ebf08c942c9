import { type Address, type Hex, keccak256, stringToHex } from "viem";
import { type Expected } from "../../../sdk/change/index.js";
import { someProgram } from "../../fixtures/rules.js";
import { DAY, NOTICE, STEWARD_DELAY, type Walk } from "../../fixtures/walk.js";
import { byAdmin, MANAGER, MEMBERS, type Plant, ROLE } from "./managerPlants.js";

const HOUR = 3_600n;
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
    WeighbridgeRehearsals: await engine.rehearsalsHalf(),
    WeighbridgeMeters: await engine.metersHalf(),
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
  ...(["Weighbridge", "WeighbridgeAdmin", "WeighbridgeEnrolment", "WeighbridgeHeadroom"] as const),
  ...(["WeighbridgeRehearsals", "WeighbridgeMeters"] as const),
  ...(["SecurityToken", "SecurityTokenSurfaces", "SecurityTokenOrders", "AccessManager"] as const),
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
