import { expect } from "chai";
import { type Abi, decodeFunctionData, type Hex, zeroHash } from "viem";
import { securityTokenAbi, weighbridgeAbi } from "../../../sdk/abis/index.js";
import * as change from "../../../sdk/change/index.js";
import { CallInvalidError } from "../../../sdk/errors/index.js";

const [engine, token, manager, alice, bob] = [
  "0x1111111111111111111111111111111111111111",
  "0x2222222222222222222222222222222222222222",
  "0x3333333333333333333333333333333333333333",
  "0x4444444444444444444444444444444444444444",
  "0x5555555555555555555555555555555555555555",
] as const;
const hash: Hex = `0x${"ab".repeat(32)}`;
const registry = 7;
const facts: change.InvestorFacts = {
  ...{ country: 840, region: 1, lane: 3, statuses: 0x8000_0001, states: 2 },
  ...{ kycUntil: 1_900_000_000n, statusUntil: 4_294_967_295n },
};
const factsInAbi = { ...facts, kycUntil: 1_900_000_000, statusUntil: 4_294_967_295 };
const enrolment = { wallets: [alice, bob], facts };

const attestation: change.Attestation = {
  ...{ registry, investor: 9n, statuses: 5, statusUntil: 1_900_000_000n },
  ...{ asOf: 5n, nonce: 2n, deadline: 6n },
};

type Case = {
  readonly call: change.Call;
  readonly to: Hex;
  readonly abi: Abi;
  readonly name: string;
  readonly args?: readonly unknown[];
};

const ofToken = (call: change.Call, name: string, args?: readonly unknown[]): Case => ({
  ...{ call, to: token, abi: securityTokenAbi, name },
  ...(args === undefined ? {} : { args }),
});
const ofEngine = (call: change.Call, name: string, args: readonly unknown[]): Case => ({
  ...{ call, to: engine, abi: weighbridgeAbi, name, args },
});

const CASES: Readonly<Record<string, Case>> = {
  mint: ofToken(change.mint({ token, to: alice, amount: 5n }), "mint", [alice, 5n]),
  burn: ofToken(change.burn({ token, from: alice, amount: 5n }), "burn", [alice, 5n]),
  forcedTransfer: ofToken(
    change.forcedTransfer({ token, from: alice, to: bob, amount: 5n, instrument: hash }),
    "forcedTransfer",
    [alice, bob, 5n, hash],
  ),
  fileInstrument: ofToken(
    change.fileInstrument({ token, from: alice, to: bob, amount: 5n, instrument: hash }),
    "fileInstrument",
    [alice, bob, 5n, hash],
  ),
  fileOrder: ofToken(change.fileOrder({ order: { to: token, data: "0xabcd", value: 0n } }), "fileOrder", ["0xabcd"]),
  withdrawOrder: ofToken(change.withdrawOrder({ order: { to: token, data: "0xabcd", value: 0n } }), "withdrawOrder", [
    "0xabcd",
  ]),
  transmit: ofToken(
    change.transmit({ token, from: alice, to: bob, amount: 5n, cause: "divorce", instrument: hash }),
    "transmit",
    [alice, bob, 5n, 3, hash],
  ),
  batchTransmit: ofToken(
    change.batchTransmit({
      ...{ token, cause: "trust", instrument: hash },
      movements: [
        { from: alice, to: bob, amount: 5n },
        { from: bob, to: alice, amount: 6n },
      ],
    }),
    "batchTransmit",
    [[alice, bob], [bob, alice], [5n, 6n], 6, hash],
  ),
  licensedTransfer: ofToken(
    change.licensedTransfer({ token, from: alice, to: bob, amount: 5n, licence: hash }),
    "licensedTransfer",
    [alice, bob, 5n, hash],
  ),
  forcedTransferToSuspense: ofToken(
    change.forcedTransferToSuspense({ token, from: alice, beneficiary: bob, amount: 5n, instrument: hash }),
    "forcedTransferToSuspense",
    [alice, bob, 5n, hash],
  ),
  transmitToSuspense: ofToken(
    change.transmitToSuspense({ token, from: alice, beneficiary: bob, amount: 5n, cause: "gift", instrument: hash }),
    "transmitToSuspense",
    [alice, bob, 5n, 1, hash],
  ),
  releaseFromSuspense: ofToken(
    change.releaseFromSuspense({ token, beneficiary: alice, to: bob, amount: 5n, instrument: hash }),
    "releaseFromSuspense",
    [alice, bob, 5n, hash],
  ),
  announceRecovery: ofToken(
    change.announceRecovery({ token, lost: alice, replacement: bob, instrument: hash }),
    "announceRecovery",
    [alice, bob, hash],
  ),
  cancelRecovery: ofToken(change.cancelRecovery({ token, lost: alice }), "cancelRecovery", [alice]),
  recover: ofToken(change.recover({ token, lost: alice }), "recover", [alice]),
  hold: ofToken(change.hold({ token, pledgee: bob, units: 5n, purpose: hash }), "hold", [bob, 5n, hash]),
  enforceHold: ofToken(change.enforceHold({ token, id: 9n, to: bob, units: 4n }), "enforceHold", [9n, bob, 4n]),
  releasePart: ofToken(change.releasePart({ token, id: 9n, units: 4n }), "releasePart", [9n, 4n]),
  releaseHold: ofToken(change.releaseHold({ token, id: 9n }), "releaseHold", [9n]),
  releaseHoldByOrder: ofToken(change.releaseHoldByOrder({ token, id: 9n, instrument: hash }), "releaseHoldByOrder", [
    9n,
    hash,
  ]),
  pause: ofToken(change.pause({ token }), "pause"),
  unpause: ofToken(change.unpause({ token }), "unpause"),
  freezeUnits: ofToken(change.freezeUnits({ token, wallet: alice, units: 5n }), "setFrozenUnits", [alice, 5n]),
  freezeWallet: ofToken(change.freezeWallet({ token, wallet: alice, frozen: true }), "setWalletFrozen", [alice, true]),
  transfer: ofToken(change.transfer({ token, to: bob, amount: 5n }), "transfer", [bob, 5n]),
  transferFrom: ofToken(change.transferFrom({ token, from: alice, to: bob, amount: 5n }), "transferFrom", [
    alice,
    bob,
    5n,
  ]),
  approve: ofToken(change.approve({ token, spender: bob, amount: 5n }), "approve", [bob, 5n]),
  permit: ofToken(
    change.permit({
      ...{ token, owner: alice, spender: bob, amount: 5n, deadline: 6n },
      signature: `${hash}${"0c".repeat(32)}1c`,
    }),
    "permit",
    [alice, bob, 5n, 6n, 28, hash, `0x${"0c".repeat(32)}`],
  ),
  setDocument: ofToken(
    change.setDocument({ token, name: hash, uri: "ipfs://ü", documentHash: `0x${"01".repeat(32)}` }),
    "setDocument",
    [hash, "ipfs://ü", `0x${"01".repeat(32)}`],
  ),
  removeDocument: ofToken(change.removeDocument({ token, name: hash }), "removeDocument", [hash]),
  openFacades: ofToken(change.openFacades({ token }), "openFacades"),
  createRegistry: ofEngine(change.createRegistry({ engine, authority: manager, scheme: hash }), "createRegistry", [
    manager,
    hash,
  ]),
  setRegistryAuthority: ofEngine(
    change.setRegistryAuthority({ engine, registry, authority: manager }),
    "setRegistryAuthority",
    [registry, manager],
  ),
  setTokenAuthority: ofEngine(change.setTokenAuthority({ engine, token, authority: manager }), "setTokenAuthority", [
    token,
    manager,
  ]),
  admitToken: ofEngine(change.admitToken({ engine, registry, token, authority: manager, notice: 60n }), "admit", [
    ...[registry, token, manager, 60],
  ]),
  publishProgram: ofEngine(change.publishProgram({ engine, program: "0xabcdef" }), "publish", ["0xabcdef"]),
  scheduleProgram: ofEngine(
    change.scheduleProgram({ engine, token, programId: hash, effectiveFrom: 281_474_976_710_655n }),
    "schedule",
    [token, hash, 281_474_976_710_655],
  ),
  cancelProgram: ofEngine(change.cancelProgram({ engine, token }), "cancel", [token]),
  settleProgram: ofEngine(change.settleProgram({ engine, token }), "settle", [token]),
  enrol: ofEngine(change.enrol({ engine, registry, ...enrolment }), "enrol", [
    registry,
    { wallets: [alice, bob], facts: factsInAbi },
  ]),
  enrolBatch: ofEngine(change.enrolBatch({ engine, registry, enrolments: [enrolment, enrolment] }), "enrolBatch", [
    registry,
    [
      { wallets: [alice, bob], facts: factsInAbi },
      { wallets: [alice, bob], facts: factsInAbi },
    ],
  ]),
  bindWallet: ofEngine(change.bindWallet({ engine, registry, known: alice, wallet: bob }), "bind", [
    registry,
    alice,
    bob,
  ]),
  unbindWallet: ofEngine(
    change.unbindWallet({ engine, registry, wallet: bob, tokens: [manager, token, manager] }),
    "unbind",
    [registry, bob, [token, manager]],
  ),
  updateInvestor: ofEngine(change.updateInvestor({ engine, registry, wallet: bob, facts }), "update", [
    registry,
    bob,
    factsInAbi,
  ]),
  publishRoot: ofEngine(
    change.publishRoot({ engine, registry, root: hash, first: 4n, count: 1_000_000, until: 1_900_000_000n }),
    "publishRoot",
    [registry, hash, 4n, 1_000_000, 1_900_000_000],
  ),
  revokeRoot: ofEngine(change.revokeRoot({ engine, registry, root: hash }), "revokeRoot", [registry, hash]),
  claimEnrolment: ofEngine(
    change.claimEnrolment({ engine, registry, root: hash, number: 4n, ...enrolment, proof: [hash, hash] }),
    "claim",
    [registry, hash, 4n, { wallets: [alice, bob], facts: factsInAbi }, [hash, hash]],
  ),
  setAttester: ofEngine(change.setAttester({ engine, registry, attester: bob, mask: 5, enrols: true }), "setAttester", [
    ...[registry, bob, { mask: 5, enrols: true }],
  ]),
  attestInvestor: ofEngine(
    change.attestInvestor({ engine, attestation, wallet: alice, attester: bob, signature: hash }),
    "attest",
    [{ ...attestation, statusUntil: 1_900_000_000, asOf: 5, deadline: 6 }, alice, bob, hash],
  ),
  enrolByAttestation: ofEngine(
    change.enrolByAttestation({
      ...{ engine, attester: bob, signature: hash },
      attestation: { registry, ...enrolment, asOf: 5n, deadline: 6n },
    }),
    "enrolByAttestation",
    [registry, { wallets: [alice, bob], facts: factsInAbi }, 5, 6, bob, hash],
  ),
  reclassifyInvestor: ofEngine(
    change.reclassifyInvestor({ engine, registry, wallet: bob, facts, tokens: [token, manager] }),
    "reclassify",
    [registry, bob, factsInAbi, [token, manager]],
  ),
  mergeInvestors: ofEngine(
    change.mergeInvestors({ engine, registry, kept: alice, gone: bob, tokens: [manager, token, manager] }),
    "merge",
    [registry, alice, bob, [token, manager]],
  ),
  setRegistrar: ofEngine(
    change.setRegistrar({ engine, registry, registrar: bob, statuses: 0x8000_0001, states: 3 }),
    "setRegistrar",
    [registry, bob, 0x8000_0001, 3],
  ),
  updateBits: ofEngine(
    change.updateBits({ engine, registry, wallet: bob, statuses: 0x8000_0000, states: 2, statusUntil: 1_900_000_000n }),
    "updateBits",
    [registry, bob, 0x8000_0000, 2, 1_900_000_000],
  ),
  seedWallets: ofEngine(change.seedWallets({ engine, token, wallets: [bob, alice] }), "seed", [token, [bob, alice]]),
  joinFlows: ofEngine(change.joinFlows({ engine, tokens: [token], gone: 7n }), "joinFlows", [[token], 7n]),
  completeMeters: ofEngine(change.completeMeters({ engine, token }), "completeMeters", [token]),
  setFlows: ofEngine(
    change.setFlows({
      ...{ engine, token, meter: hash, wallet: bob, instrument: hash },
      flows: [
        { day: 20_001, units: 7n },
        { day: 20_000, units: (1n << 112n) - 1n },
      ],
    }),
    "setFlows",
    [token, hash, bob, [(20_000n << 112n) | ((1n << 112n) - 1n), (20_001n << 112n) | 7n], hash],
  ),
  reportVolumes: ofEngine(
    change.reportVolumes({ engine, token, daily: { units: 5n, until: 1_900_000_000n }, instrument: hash }),
    "reportVolumes",
    [token, 0n, 0, 5n, 1_900_000_000, hash],
  ),
  setPersonalLimit: ofEngine(
    change.setPersonalLimit({ engine, token, wallet: bob, units: 9n, until: 1_900_000_000n, instrument: hash }),
    "setPersonalLimit",
    [token, bob, 9n, 1_900_000_000, hash],
  ),
  completeLots: ofEngine(change.completeLots({ engine, token }), "completeLots", [token]),
  setLots: ofEngine(
    change.setLots({
      ...{ engine, token, wallet: bob, instrument: hash },
      lots: [
        { day: 20_000, origin: 2, units: 7n },
        { day: 19_999, origin: 6, units: (1n << 112n) - 1n },
        { day: 20_000, origin: 1, units: 5n },
      ],
    }),
    "setLots",
    [
      ...[token, bob],
      [
        (19_999n << 115n) | (6n << 112n) | ((1n << 112n) - 1n),
        (20_000n << 115n) | (1n << 112n) | 5n,
        (20_000n << 115n) | (2n << 112n) | 7n,
      ],
      hash,
    ],
  ),
  closeTranche: ofEngine(
    change.closeTranche({ engine, token, origin: 2, day: 20_000, instrument: hash }),
    "closeTranche",
    [...[token, 2, 20_000n, hash]],
  ),
  haltTrading: ofEngine(change.haltTrading({ engine, token, instrument: hash }), "haltTrading", [token, hash]),
  resumeTrading: ofEngine(change.resumeTrading({ engine, token, instrument: hash }), "resumeTrading", [token, hash]),
  setLeverageSource: ofEngine(change.setLeverageSource({ engine, token, source: bob }), "setLeverageSource", [
    token,
    bob,
  ]),
  setHaltSource: ofEngine(change.setHaltSource({ engine, token, source: bob }), "setHaltSource", [token, bob]),
  haltBySignature: ofEngine(
    change.haltBySignature({
      ...{ engine, token, halted: true, asOf: 1_900_000_000n, deadline: (1n << 48n) - 1n, signature: "0xabcd" },
    }),
    "haltBySignature",
    [token, true, 1_900_000_000, 2 ** 48 - 1, "0xabcd"],
  ),
  syncGroup: ofEngine(change.syncGroup({ engine, token, meter: hash, wallets: [bob, alice] }), "syncGroup", [
    ...[token, hash, [bob, alice]],
  ]),
  setGroupWeight: ofEngine(
    change.setGroupWeight({ engine, token, meter: hash, wallet: bob, weight: 10_000, instrument: hash }),
    "setGroupWeight",
    [token, hash, bob, 10_000n, hash],
  ),
  stateOwners: ofEngine(
    change.stateOwners({ engine, token, wallet: bob, owners: { 1: 2, 7: 2 ** 32 - 1 }, instrument: hash }),
    "stateOwners",
    [token, bob, (2n << 32n) | ((2n ** 32n - 1n) << 224n), hash],
  ),
};

/** What clients of other standards call: of each, the function that says the same and has a builder. Batches are several calls, or one order. */
const FOREIGN_WORDS: Readonly<Record<string, string>> = {
  ...{
    setFrozenTokens: "setFrozenUnits",
    freezePartialTokens: "setFrozenUnits",
    unfreezePartialTokens: "setFrozenUnits",
  },
  ...{ batchFreezePartialTokens: "setFrozenUnits", batchUnfreezePartialTokens: "setFrozenUnits" },
  ...{ setAddressFrozen: "setWalletFrozen", batchSetAddressFrozen: "setWalletFrozen" },
  ...{ batchTransfer: "transfer", batchMint: "mint", batchBurn: "burn", batchForcedTransfer: "forcedTransfer" },
  ...{ recoveryAddress: "recover" },
};

describe("calls", () => {
  it("behavior: reclassifyInvestor names each token once, ascending, however they are given and written", () => {
    const tokens = [token, "0xAbCdEf0000000000000000000000000000000000", manager, token, engine] as Hex[];
    const { data } = change.reclassifyInvestor({ engine, registry, wallet: bob, facts, tokens });
    const listed = decodeFunctionData({ abi: weighbridgeAbi, data }).args?.[3] as readonly Hex[];
    const ascending = [engine, token, manager, "0xabcdef0000000000000000000000000000000000"];
    expect(listed.map((each) => each.toLowerCase())).to.deep.equal(ascending);
  });

  for (const [builder, { call, to, abi, name, args }] of Object.entries(CASES)) {
    it(`default: ${builder}`, () => {
      const decoded = decodeFunctionData({ abi, data: call.data });
      expect({ to: call.to, value: call.value, name: decoded.functionName, args: decoded.args }).to.deep.equal({
        ...{ to, value: 0n, name, args },
      });
    });
  }

  it("default: every function that changes something has one", () => {
    const notCalled = [
      "onMovement",
      "setPaused",
      "setFrozenUnits",
      "setHeldUnits",
      "setWalletFrozen",
      "recordFlows",
      "joinMarks",
      ...["explainEnforcement", "undoneEnforcement"], // asked, though no views
    ]; // by tokens only
    const built = new Set(Object.values(CASES).map(({ to, name }) => `${to} ${name}`));
    for (const item of weighbridgeAbi) {
      if (item.type !== "function" || item.stateMutability !== "nonpayable" || notCalled.includes(item.name)) continue;
      expect(built, item.name).to.include(`${engine} ${item.name}`);
    }
    for (const item of securityTokenAbi) {
      if (item.type !== "function" || item.stateMutability !== "nonpayable" || notCalled.includes(item.name)) continue;
      const builder = FOREIGN_WORDS[item.name];
      if (builder !== undefined) expect(built, item.name).not.to.include(`${token} ${item.name}`);
      expect(built, item.name).to.include(builder === undefined ? `${token} ${item.name}` : `${token} ${builder}`);
    }
  });

  it("args: documentHash of setDocument left out is zero", () => {
    const { data } = change.setDocument({ token, name: hash, uri: "u" });
    expect(decodeFunctionData({ abi: securityTokenAbi, data }).args).to.deep.equal([hash, "u", zeroHash]);
  });

  it("error: CallInvalidError, for a signature of a permit that is none", () => {
    const signed = { token, owner: alice, spender: bob, amount: 5n, deadline: 6n };
    for (const signature of [
      "0x",
      hash,
      `${hash}${"0c".repeat(32)}`, // the short form of ERC-2098
      `${hash}${"0c".repeat(32)}1d`,
      `${hash}${"0c".repeat(32)}1b00`,
      `0x${"00".repeat(65)}`,
      `0x${"zz".repeat(65)}`,
    ] as Hex[]) {
      expect(() => change.permit({ ...signed, signature }), signature).to.throw(CallInvalidError);
    }
  });

  it("args: tokens of unbindWallet left out are none", () => {
    const { data } = change.unbindWallet({ engine, registry, wallet: bob });
    expect(decodeFunctionData({ abi: weighbridgeAbi, data }).args).to.deep.equal([registry, bob, []]);
  });

  it("args: statusUntil of updateBits left out is 0: as before", () => {
    const { data } = change.updateBits({ engine, registry, wallet: bob, statuses: 1, states: 0 });
    expect(decodeFunctionData({ abi: weighbridgeAbi, data }).args).to.deep.equal([registry, bob, 1, 0, 0]);
  });

  it("error: CallInvalidError, for an address that is none", () => {
    const none = "0x1234" as Hex;
    expect(() => change.mint({ token: none, to: alice, amount: 1n })).to.throw(CallInvalidError, /No call of `mint`/);
    expect(() => change.mint({ token, to: none, amount: 1n })).to.throw(CallInvalidError, /0x1234/);
    expect(() => change.enrol({ engine, registry, wallets: [none], facts })).to.throw(CallInvalidError);
  });

  it("error: CallInvalidError, for a number that does not fit", () => {
    const over = [
      () => change.mint({ token, to: alice, amount: -1n }),
      () => change.mint({ token, to: alice, amount: 2n ** 256n }),
      () => change.bindWallet({ engine, registry: 2 ** 32, known: alice, wallet: bob }),
      () => change.bindWallet({ engine, registry: 1.5, known: alice, wallet: bob }),
      () => change.scheduleProgram({ engine, token, programId: hash, effectiveFrom: 2n ** 48n }),
      () => change.updateInvestor({ engine, registry, wallet: bob, facts: { ...facts, kycUntil: 2n ** 32n } }),
      () => change.updateInvestor({ engine, registry, wallet: bob, facts: { ...facts, kycUntil: -1n } }),
      () => change.updateInvestor({ engine, registry, wallet: bob, facts: { ...facts, lane: 256 } }),
      ...[{ day: 65_536 }, { day: -1 }, { day: 1.5 }, { origin: 8 }, { units: 1n << 112n }, { units: -1n }].map(
        (some) => () => {
          const lots = [{ day: 1, origin: 1, units: 1n, ...some }];
          return change.setLots({ engine, token, wallet: bob, lots, instrument: hash });
        },
      ),
      () => change.closeTranche({ engine, token, origin: 256, day: 1, instrument: hash }),
      () => change.closeTranche({ engine, token, origin: 1, day: 1.5, instrument: hash }),
      ...[0.5, -1, Number.NaN].map((weight) => () => {
        return change.setGroupWeight({ engine, token, meter: hash, wallet: bob, weight, instrument: hash });
      }),
      ...[{ asOf: 1n << 48n }, { asOf: -1n }, { deadline: 1n << 48n }].map((some) => () => {
        const message = { token, halted: true, asOf: 1n, deadline: 1n, ...some };
        return change.haltBySignature({ engine, ...message, signature: "0x" });
      }),
      ...[{ 8: 1 }, { [-1]: 1 }, { 0: 2 ** 32 }, { 0: -1 }, { 0: 0.5 }].map((owners) => () => {
        return change.stateOwners({ engine, token, wallet: bob, owners, instrument: hash });
      }),
    ];
    for (const [index, build] of over.entries()) expect(build, String(index)).to.throw(CallInvalidError);
  });

  it("error: CallInvalidError, for bytes of the wrong size, or no bytes", () => {
    expect(() => change.publishProgram({ engine, program: "a program" as Hex })).to.throw(CallInvalidError);
    expect(() => change.createRegistry({ engine, authority: manager, scheme: "0xab" })).to.throw(CallInvalidError);
  });
});
