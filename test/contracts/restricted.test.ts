import { type HardhatEthersSigner as Account } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { type AbiFunction } from "viem";
import { securityTokenAbi, weighbridgeAbi } from "../../sdk/abis/index.js";
import {
  type Call,
  MANAGER_ROLE_NAMES,
  MANAGER_ROLES,
  type ManagerRole,
  roleSelectors,
} from "../../sdk/change/index.js";
import { otherIssuer } from "../fixtures/issuer.js";
import { OPEN_FUNCTIONS, RESTRICTED_CALLS, type RestrictedCall } from "../fixtures/restricted-calls.js";
import { DAY, freshWalks, type Walk } from "../fixtures/walk.js";

/** Seconds between scheduling an operation and its execution, for the member that has a delay. */
const DELAY = 3n * DAY;
/** AccessManager's: from a week after it is ready, an operation has expired. */
const WEEK = 7n * DAY;
/** So that nothing is estimated, and the clock stands where the test has put it. */
const GAS = { gasLimit: 6_000_000 };

const MEMBERS: Readonly<Record<ManagerRole, (w: Walk) => Account>> = {
  admin: (w) => w.admin,
  ruleAuthor: (w) => w.author,
  registrar: (w) => w.registrar,
  transferAgent: (w) => w.agent,
  guardian: (w) => w.guardian,
  steward: (w) => w.steward,
};

/** A row is named by its function, with what it takes where another has the same name. */
const nameOf = (row: string) => row.split("(")[0] ?? row;

describe("restricted functions", () => {
  const fresh = freshWalks();

  async function prepared({ prepare, call }: RestrictedCall): Promise<{ readonly w: Walk; readonly asked: Call }> {
    const w = await fresh();
    await prepare?.(w);
    return { w, asked: await call(w) };
  }

  it("default: each has one role, and what is not restricted is known", () => {
    for (const [target, abi] of [
      ["engine", weighbridgeAbi],
      ["token", securityTokenAbi],
    ] as const) {
      const functions = abi.filter((item): item is (typeof abi)[number] & AbiFunction => item.type === "function");
      const writing = functions.filter((item) => item.stateMutability === "nonpayable").map(({ name }) => name);
      const roles = MANAGER_ROLE_NAMES.flatMap((role): readonly string[] => MANAGER_ROLES[role][target]);
      const tested = RESTRICTED_CALLS.filter(([, call]) => call.target === target);
      // Two functions of one name have one role, and a row each.
      expect([...roles, ...OPEN_FUNCTIONS[target]].sort()).to.deep.equal([...new Set(writing)].sort());
      const open: readonly string[] = OPEN_FUNCTIONS[target];
      expect(tested.map(([name]) => nameOf(name)).sort()).to.deep.equal(
        writing.filter((name) => !open.includes(name)).sort(),
      );
      for (const [name, { role }] of tested) expect(MANAGER_ROLES[role][target], name).to.include(nameOf(name));
    }
  });

  it("default: the manager of the walk has these roles", async () => {
    const { manager, at } = await fresh();
    for (const role of MANAGER_ROLE_NAMES) {
      for (const target of ["engine", "token"] as const) {
        for (const selector of roleSelectors({ role, target })) {
          expect(await manager.getTargetFunctionRole(at[target], selector)).to.equal(MANAGER_ROLES[role].id);
        }
      }
    }
  });

  for (const [name, restricted] of RESTRICTED_CALLS) {
    describe(`${name} of the ${restricted.target}`, () => {
      it(`default: a member of its role calls it, directly${restricted.inPerson === true ? " only" : " or through the manager"}`, async () => {
        const { w, asked } = await prepared(restricted);
        const member = restricted.role === "steward" ? await withoutDelay(w) : MEMBERS[restricted.role](w);
        const snapshot = await w.networkHelpers.takeSnapshot();
        await w.send(member, asked);
        await snapshot.restore();
        const executed = w.manager.connect(member).execute(asked.to, asked.data);
        if (restricted.inPerson === true) {
          await expect(executed).to.be.revertedWithCustomError(w.token, "CallerUnnamed").withArgs(w.at.manager);
        } else await (await executed).wait();
      });

      it("error: AccessManagedUnauthorized, for members of all other roles and for a stranger", async () => {
        const { w, asked } = await prepared(restricted);
        const others = Object.entries(MEMBERS).filter(([role]) => role !== restricted.role);
        for (const caller of [...others.map(([, member]) => member(w)), w.stranger]) {
          await expect(caller.sendTransaction({ to: asked.to, data: asked.data }))
            .to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized")
            .withArgs(caller.address);
          await expect(w.manager.connect(caller).execute(asked.to, asked.data))
            .to.be.revertedWithCustomError(w.manager, "AccessManagerUnauthorizedCall")
            .withArgs(caller.address, asked.to, asked.data.slice(0, 10));
        }
      });

      it("error: AccessManagedUnauthorized, under the manager of another issuer", async () => {
        const { w, asked } = await prepared(restricted);
        const other = await w.ethers.deployContract("AccessManager", [w.stranger.address]);
        await otherIssuer(w, await other.getAddress());
        const everything = MANAGER_ROLE_NAMES.flatMap((role) => roleSelectors({ role, target: restricted.target }));
        await (await other.connect(w.stranger).setTargetFunctionRole(asked.to, [...everything], 0n)).wait();
        const { immediate } = await other.canCall(w.stranger.address, asked.to, asked.data.slice(0, 10));
        expect(immediate, "his own manager allows it").to.be.true;
        await expect(w.stranger.sendTransaction({ to: asked.to, data: asked.data }))
          .to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized")
          .withArgs(w.stranger.address);
        await expect(other.connect(w.stranger).execute(asked.to, asked.data))
          .to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized")
          .withArgs(await other.getAddress());
      });

      const ways =
        restricted.inPerson === true ? (["directly"] as const) : (["directly", "through the manager"] as const);
      for (const way of ways) {
        it(`behavior: a delayed operation, called ${way}: not before, at, until and not after its window, and once`, async () => {
          const { w, asked } = await prepared(restricted);
          await delayedOperation(w, restricted.role, asked, way);
        });
      }

      // The guardian and the administrator have no guardian above them.
      if (restricted.role === "guardian" || restricted.role === "admin") return;

      it("behavior: a delayed operation that the guardian vetoes", async () => {
        const { w, asked } = await prepared(restricted);
        const { id } = await scheduled(w, restricted.role, asked);
        await (await w.manager.connect(w.guardian).cancel(w.spender.address, asked.to, asked.data)).wait();
        await w.networkHelpers.time.increase(DELAY);
        await expect(w.spender.sendTransaction({ to: asked.to, data: asked.data }))
          .to.be.revertedWithCustomError(w.manager, "AccessManagerNotScheduled")
          .withArgs(id);
      });
    });
  }

  /** The only way to be a steward without a delay: a manager that was set up against the SDK's advice. */
  async function withoutDelay(w: Walk): Promise<Account> {
    await (await w.manager.connect(w.admin).grantRole(MANAGER_ROLES.steward.id, w.spender.address, 0)).wait();
    return w.spender;
  }

  /** The spender is a member with a delay, and has scheduled the call for as early as he may. */
  async function scheduled(w: Walk, role: ManagerRole, asked: Call) {
    await (await w.manager.connect(w.admin).grantRole(MANAGER_ROLES[role].id, w.spender.address, DELAY)).wait();
    const id = await w.manager.hashOperation(w.spender.address, asked.to, asked.data);
    await expect(w.spender.sendTransaction({ to: asked.to, data: asked.data }), "unscheduled")
      .to.be.revertedWithCustomError(w.manager, "AccessManagerNotScheduled")
      .withArgs(id);
    await (await w.manager.connect(w.spender).schedule(asked.to, asked.data, 0)).wait();
    return { id, ready: await w.manager.getSchedule(id) };
  }

  async function delayedOperation(w: Walk, role: ManagerRole, asked: Call, way: string): Promise<void> {
    const { id, ready } = await scheduled(w, role, asked);
    const send = () =>
      way === "directly"
        ? w.spender.sendTransaction({ to: asked.to, data: asked.data, ...GAS })
        : w.manager.connect(w.spender).execute(asked.to, asked.data, GAS);
    const refused = async (error: string) => {
      await expect(send()).to.be.revertedWithCustomError(w.manager, error).withArgs(id);
    };
    const at = async (time: bigint, then: () => Promise<unknown>) => {
      const snapshot = await w.networkHelpers.takeSnapshot();
      await w.networkHelpers.time.setNextBlockTimestamp(time);
      await then();
      await snapshot.restore();
    };
    const passed = () => expect(send()).to.emit(w.manager, "OperationExecuted").withArgs(id, 1n);

    await at(ready - 1n, () => refused("AccessManagerNotReady"));
    await at(ready, async () => {
      await passed();
      await refused("AccessManagerNotScheduled");
    });
    await at(ready + WEEK - 1n, passed);
    await at(ready + WEEK, () => refused("AccessManagerExpired"));
  }
});
