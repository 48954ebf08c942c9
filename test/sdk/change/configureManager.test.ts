import { expect } from "chai";
import { decodeFunctionData, type Hex, toFunctionSelector } from "viem";
import { accessManagerAbi } from "../../../sdk/abis/index.js";
import {
  type Call,
  configureManager,
  configureToken,
  type RoleMember,
  roleSelectors,
} from "../../../sdk/change/index.js";
import { ParameterInvalidError } from "../../../sdk/errors/index.js";

const [manager, engine, token, alice, bob] = [
  "0x1111111111111111111111111111111111111111",
  "0x2222222222222222222222222222222222222222",
  "0x3333333333333333333333333333333333333333",
  "0x4444444444444444444444444444444444444444",
  "0x5555555555555555555555555555555555555555",
] as const;

const told = (calls: readonly Call[]) =>
  calls.map(({ to, data, value }) => {
    expect({ to, value }).to.deep.equal({ to: manager, value: 0n });
    const { functionName, args } = decodeFunctionData({ abi: accessManagerAbi, data });
    return [functionName, ...(args ?? [])];
  });
const selectors = (...signatures: readonly string[]): readonly Hex[] =>
  signatures.map((signature) => toFunctionSelector(signature));

const AUTHOR = selectors("removeDocument(bytes32)", "setDocument(bytes32,string,bytes32)");
const AGENT = selectors(
  ...["burn(address,uint256)", "forcedTransfer(address,address,uint256,bytes32)", "mint(address,uint256)"],
  ...["setFrozenUnits(address,uint256)", "setWalletFrozen(address,bool)", "unpause()"],
  ...["batchBurn(address[],uint256[])", "batchForcedTransfer(address[],address[],uint256[])"],
  ...["batchFreezePartialTokens(address[],uint256[])", "batchMint(address[],uint256[])"],
  ...["batchSetAddressFrozen(address[],bool[])", "batchUnfreezePartialTokens(address[],uint256[])"],
  ...["fileInstrument(address,address,uint256,bytes32)", "forcedTransfer(address,address,uint256)"],
  ...["freezePartialTokens(address,uint256)", "setAddressFrozen(address,bool)", "setFrozenTokens(address,uint256)"],
  ...["unfreezePartialTokens(address,uint256)"],
  ...["announceRecovery(address,address,bytes32)"],
  ...["batchTransmit(address[],address[],uint256[],uint8,bytes32)", "cancelRecovery(address)", "fileOrder(bytes)"],
  ...["forcedTransferToSuspense(address,address,uint256,bytes32)"],
  ...["licensedTransfer(address,address,uint256,bytes32)", "recover(address)"],
  ...["recoveryAddress(address,address,address)", "releaseFromSuspense(address,address,uint256,bytes32)"],
  ...["releaseHoldByOrder(uint256,bytes32)", "transmit(address,address,uint256,uint8,bytes32)"],
  ...["transmitToSuspense(address,address,uint256,uint8,bytes32)", "withdrawOrder(bytes)"],
);

describe("configureManager", () => {
  it("default: labels, guardian, functions, members, then the stewards' delay, in this order", () => {
    const members: readonly RoleMember[] = [
      { role: "guardian", account: alice, delay: 0n },
      { role: "steward", account: bob, delay: 172_800n },
      { role: "steward", account: alice, delay: 259_200n },
    ];
    expect(told(configureManager({ manager, engine, tokens: [token], members }))).to.deep.equal([
      ["labelRole", 1n, "RULE_AUTHOR"],
      ["labelRole", 2n, "REGISTRAR"],
      ["labelRole", 3n, "TRANSFER_AGENT"],
      ["labelRole", 4n, "GUARDIAN"],
      ["labelRole", 5n, "STEWARD"],
      ["setRoleGuardian", 1n, 4n],
      ["setRoleGuardian", 2n, 4n],
      ["setRoleGuardian", 3n, 4n],
      ["setRoleGuardian", 5n, 4n],
      ["setTargetFunctionRole", engine, selectors("schedule(address,bytes32,uint48)"), 1n],
      ["setTargetFunctionRole", engine, roleSelectors({ role: "registrar", target: "engine" }), 2n],
      ["setTargetFunctionRole", engine, roleSelectors({ role: "transferAgent", target: "engine" }), 3n],
      [
        "setTargetFunctionRole",
        engine,
        selectors("cancel(address)", "haltTrading(address,bytes32)", "revokeRoot(uint32,bytes32)"),
        4n,
      ],
      [
        "setTargetFunctionRole",
        engine,
        selectors("setRegistryAuthority(uint32,address)", "setTokenAuthority(address,address)"),
        5n,
      ],
      ["setTargetFunctionRole", token, AUTHOR, 1n],
      ["setTargetFunctionRole", token, AGENT, 3n],
      ["setTargetFunctionRole", token, selectors("pause()"), 4n],
      ["grantRole", 4n, alice, 0],
      ["grantRole", 5n, bob, 172_800],
      ["grantRole", 5n, alice, 259_200],
      ["setGrantDelay", 5n, 172_800],
      ["setTargetAdminDelay", engine, 172_800],
    ]);
  });

  it("args: without tokens and members", () => {
    const names = told(configureManager({ manager, engine, members: [] })).map(([name]) => name);
    expect(new Set(names)).to.deep.equal(new Set(["labelRole", "setRoleGuardian", "setTargetFunctionRole"]));
  });

  it("behavior: a token that comes later is told by itself", () => {
    expect(told(configureToken({ manager, token }))).to.deep.equal([
      ["setTargetFunctionRole", token, AUTHOR, 1n],
      ["setTargetFunctionRole", token, AGENT, 3n],
      ["setTargetFunctionRole", token, selectors("pause()"), 4n],
    ]);
  });

  it("error: ParameterInvalidError, for a guardian with a delay and a steward without one", () => {
    const of = (member: RoleMember) => () => configureManager({ manager, engine, members: [member] });
    expect(of({ role: "guardian", account: alice, delay: 1n })).to.throw(ParameterInvalidError, /guardian/);
    expect(of({ role: "steward", account: alice, delay: 0n })).to.throw(ParameterInvalidError, /steward/);
  });
});

describe("roleSelectors", () => {
  it("default", () => {
    const facts = "(uint16,uint16,uint8,uint32,uint8,uint32,uint32)";
    expect([...roleSelectors({ role: "registrar", target: "engine" })].sort()).to.deep.equal(
      [
        ...selectors(
          "bind(uint32,address,address)",
          "unbind(uint32,address,address[])",
          `update(uint32,address,${facts})`,
        ),
        ...selectors(`reclassify(uint32,address,${facts},address[])`),
        ...selectors("merge(uint32,address,address,address[])", "seed(address,address[])"),
        ...selectors("publishRoot(uint32,bytes32,uint64,uint32,uint48)"),
        ...selectors("stateOwners(address,address,uint256,bytes32)"),
        ...selectors(`enrol(uint32,(address[],${facts}))`, `enrolBatch(uint32,(address[],${facts})[])`),
      ].sort(),
    );
    expect(roleSelectors({ role: "registrar", target: "token" })).to.deep.equal([]);
    expect([...roleSelectors({ role: "transferAgent", target: "engine" })].sort()).to.deep.equal(
      [
        ...selectors("completeLots(address)", "closeTranche(address,uint8,uint256,bytes32)"),
        ...selectors("setLots(address,address,uint256[],bytes32)", "resumeTrading(address,bytes32)"),
        ...selectors("completeMeters(address)", "setFlows(address,bytes32,address,uint128[],bytes32)"),
        ...selectors("reportVolumes(address,uint256,uint48,uint256,uint48,bytes32)"),
        ...selectors("setPersonalLimit(address,address,uint256,uint48,bytes32)"),
        ...selectors("setGroupWeight(address,bytes32,address,uint256,bytes32)"),
      ].sort(),
    );
  });
});
