import { toFunctionSelector } from "viem";
import { DAY, STEWARD_DELAY, type Walk } from "../../fixtures/walk.js";

/** One way of changing the chain without the SDK, and the paths under which it must be found. */
export type Plant = {
  readonly name: string;
  readonly plant: (walk: Walk) => Promise<readonly string[]>;
  /** What it does takes away what others need. */
  readonly alone?: true;
};

const HOUR = 3_600n;
const PUBLIC_ROLE = 2n ** 64n - 1n;
/** Of the manager. */
export const ROLE = { admin: 0n, ruleAuthor: 1n, registrar: 2n, transferAgent: 3n, guardian: 4n, steward: 5n } as const;

export const byAdmin = ({ manager, admin }: Walk) => manager.connect(admin);
const selectorOf = (signature: string) => toFunctionSelector(signature);

export const MEMBERS: readonly Plant[] = [
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

export const MANAGER: readonly Plant[] = [
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
