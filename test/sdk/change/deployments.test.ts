import { expect } from "chai";
import {
  decodeFunctionData,
  encodeAbiParameters,
  getContractAddress,
  keccak256,
  parseTransaction,
  recoverTransactionAddress,
  size,
  slice,
  type TransactionSerializedLegacy,
  zeroAddress,
  zeroHash,
} from "viem";
import {
  CREATE2_DEPLOYER,
  deployClone,
  type DeployCloneParameters,
  deployContract,
  deployEngine,
  deployManager,
  deployToken,
  type DeployTokenParameters,
} from "../../../sdk/change/index.js";
import { tokenFactoryAbi } from "../../../sdk/abis/index.js";
import { CallInvalidError } from "../../../sdk/errors/index.js";

const alice = "0x4444444444444444444444444444444444444444";
const ONE = `0x${"00".repeat(31)}01` as const;

describe("CREATE2_DEPLOYER", () => {
  it("default: its transaction, signed for every chain, makes this code at this address, for no more than its funding", async () => {
    const { address, code, transaction } = CREATE2_DEPLOYER;
    const serialized = transaction.serialized as TransactionSerializedLegacy;
    const parsed = parseTransaction(serialized);
    expect(await recoverTransactionAddress({ serializedTransaction: serialized })).to.equal(transaction.from);
    expect(getContractAddress({ from: transaction.from, nonce: 0n })).to.equal(address);
    expect({ nonce: parsed.nonce, chainId: parsed.chainId, to: parsed.to }).to.deep.equal({
      ...{ nonce: 0, chainId: undefined, to: undefined },
    });
    expect([parsed.gas, parsed.gasPrice]).to.deep.equal([transaction.gas, transaction.gasPrice]);
    expect(transaction.gas * transaction.gasPrice).to.equal(transaction.funding);
    expect(slice(parsed.data!, 14)).to.equal(code);
  });
});

describe("deployContract", () => {
  it("default: salt, code and arguments, to the deployer", () => {
    const { address, call } = deployContract({ contract: "Some", creationCode: "0x60016002", args: "0xff", salt: ONE });
    expect(call).to.deep.equal({ to: CREATE2_DEPLOYER.address, data: `${ONE}60016002ff`, value: 0n });
    expect(address).to.equal(
      getContractAddress({ opcode: "CREATE2", from: CREATE2_DEPLOYER.address, salt: ONE, bytecode: "0x60016002ff" }),
    );
  });

  it("args: salt; another one is another address", () => {
    const [one, two] = [ONE, undefined].map((salt) => deployContract({ contract: "Some", creationCode: "0x60", salt }));
    expect(one!.address).not.to.equal(two!.address);
  });

  it("error: CallInvalidError, for no code or a short salt", () => {
    expect(() => deployContract({ contract: "Some", creationCode: "0x" })).to.throw(CallInvalidError, /Some/);
    expect(() => deployContract({ contract: "Some", creationCode: "60" as "0x" })).to.throw(CallInvalidError);
    expect(() => deployContract({ contract: "Some", creationCode: "0x60", salt: "0x01" })).to.throw(CallInvalidError);
  });
});

describe("deployEngine", () => {
  const creationCode = {
    WeighbridgeMeters: "0x9e",
    WeighbridgeRehearsals: "0x9d",
    WeighbridgeHeadroom: "0x9f",
    WeighbridgeEnrolment: "0xa0",
    WeighbridgeAdmin: "0xa1",
    Weighbridge: "0xa2",
    SecurityTokenSurfaces: "0xa5",
    SecurityToken: "0xa4",
    TokenFactory: "0xa3",
  } as const;

  it("default: each contract is told the one before", () => {
    const parts = deployEngine({ creationCode });
    const { metersHalf, rehearsalsHalf, headroomHalf, enrolment, admin, engine, surfaces, implementation, factory } =
      parts;
    const inOrder = [
      metersHalf,
      rehearsalsHalf,
      headroomHalf,
      enrolment,
      admin,
      engine,
      surfaces,
      implementation,
      factory,
    ];
    expect(Object.values(deployEngine({ creationCode })), "in this order").to.deep.equal(inOrder);
    expect(inOrder.map(({ contract }) => contract)).to.deep.equal([
      ...[
        "WeighbridgeMeters",
        "WeighbridgeRehearsals",
        "WeighbridgeHeadroom",
        "WeighbridgeEnrolment",
        "WeighbridgeAdmin",
        "Weighbridge",
      ],
      ...["SecurityTokenSurfaces", "SecurityToken", "TokenFactory"],
    ]);
    expect(slice(metersHalf.call.data, 32)).to.equal("0x9e");
    expect(slice(rehearsalsHalf.call.data, 33)).to.equal(
      encodeAbiParameters([{ type: "address" }], [metersHalf.address]),
    );
    expect(slice(headroomHalf.call.data, 33)).to.equal(
      encodeAbiParameters([{ type: "address" }, { type: "address" }], [rehearsalsHalf.address, metersHalf.address]),
    );
    expect(slice(enrolment.call.data, 33)).to.equal(encodeAbiParameters([{ type: "address" }], [headroomHalf.address]));
    expect(slice(admin.call.data, 33)).to.equal(encodeAbiParameters([{ type: "address" }], [enrolment.address]));
    expect(slice(engine.call.data, 33)).to.equal(
      encodeAbiParameters([{ type: "address" }, { type: "address" }], [admin.address, metersHalf.address]),
    );
    expect(slice(surfaces.call.data, 33)).to.equal(encodeAbiParameters([{ type: "address" }], [engine.address]));
    const [address, string] = [{ type: "address" }, { type: "string" }] as const;
    const terms = [address, address, string, string, { type: "uint8" }] as const;
    expect(slice(implementation.call.data, 33)).to.equal(
      encodeAbiParameters(terms, [surfaces.address, zeroAddress, "", "", 0]),
    );
    const types = [{ type: "address" }, { type: "bytes32" }] as const;
    expect(slice(factory.call.data, 33)).to.equal(
      encodeAbiParameters(types, [implementation.address, keccak256("0xa4")]),
    );
  });

  it("args: salt; a copy shares no address", () => {
    const [one, two] = [deployEngine({ creationCode }), deployEngine({ creationCode, salt: ONE })];
    for (const which of [
      "metersHalf",
      "rehearsalsHalf",
      "headroomHalf",
      "enrolment",
      "admin",
      "engine",
      "surfaces",
      "implementation",
      "factory",
    ] as const) {
      expect(one[which].address).not.to.equal(two[which].address);
    }
  });
});

describe("deployManager", () => {
  it("default", () => {
    const { contract, call } = deployManager({ creationCode: "0xa5", admin: alice });
    expect(contract).to.equal("AccessManager");
    expect(size(call.data)).to.equal(32 + 1 + 32);
    expect(slice(call.data, 33)).to.equal(encodeAbiParameters([{ type: "address" }], [alice]));
  });

  it("error: CallInvalidError, for an administrator that is no address", () => {
    expect(() => deployManager({ creationCode: "0xa5", admin: "0x12" })).to.throw(CallInvalidError);
  });
});

describe("deployToken", () => {
  const parameters: DeployTokenParameters = {
    ...{ factory: alice, surfaces: alice, creationCode: "0xa4", deployer: alice },
    ...{ initialAuthority: alice, name: "A", symbol: "B", decimals: 0 },
  };

  it("behavior: the address depends on the deployer and on every parameter", () => {
    const others: readonly Partial<DeployTokenParameters>[] = [
      {},
      { deployer: CREATE2_DEPLOYER.address },
      { surfaces: CREATE2_DEPLOYER.address },
      { initialAuthority: CREATE2_DEPLOYER.address },
      { name: "AB", symbol: "" },
      { decimals: 1 },
      { salt: ONE },
      { creationCode: "0xa5" },
    ];
    const addresses = others.map((other) => deployToken({ ...parameters, ...other }).address);
    expect(new Set(addresses).size).to.equal(others.length);
  });

  it("error: CallInvalidError, for another half that is no address, or decimals that do not fit", () => {
    expect(() => deployToken({ ...parameters, surfaces: "0x12" })).to.throw(CallInvalidError);
    expect(() => deployToken({ ...parameters, decimals: 256 })).to.throw(CallInvalidError);
    expect(() => deployToken({ ...parameters, salt: "0x12" })).to.throw(CallInvalidError);
  });
});

describe("deployClone", () => {
  const parameters: DeployCloneParameters = {
    ...{ factory: alice, implementation: alice, deployer: alice },
    ...{ initialAuthority: alice, name: "A", symbol: "B", decimals: 0 },
  };

  it("default: the call, to the factory; a salt left out is zero", () => {
    const { contract, call } = deployClone(parameters);
    expect({ contract, to: call.to, value: call.value }).to.deep.equal({
      contract: "SecurityToken",
      to: alice,
      value: 0n,
    });
    expect(decodeFunctionData({ abi: tokenFactoryAbi, data: call.data })).to.deep.equal({
      ...{ functionName: "clone", args: [zeroHash, alice, "A", "B", 0] },
    });
  });

  it("behavior: the address depends on the deployer and on every parameter", () => {
    const others: readonly Partial<DeployCloneParameters>[] = [
      {},
      { factory: CREATE2_DEPLOYER.address },
      { implementation: CREATE2_DEPLOYER.address },
      { deployer: CREATE2_DEPLOYER.address },
      { initialAuthority: CREATE2_DEPLOYER.address },
      { name: "AB", symbol: "" },
      { symbol: "C" },
      { decimals: 1 },
      { salt: ONE },
    ];
    const addresses = others.map((other) => deployClone({ ...parameters, ...other }).address);
    expect(new Set(addresses).size).to.equal(others.length);
  });

  it("error: CallInvalidError, for an address that is none, a number or a salt that does not fit", () => {
    for (const wrong of [
      ...[{ factory: "0x12" }, { implementation: "0x12" }, { deployer: "0x12" }, { initialAuthority: "0x12" }],
      ...[{ decimals: 256 }, { decimals: -1 }, { salt: "0x12" }],
    ] as readonly Partial<DeployCloneParameters>[]) {
      const build = () => deployClone({ ...parameters, ...wrong });
      expect(build, JSON.stringify(wrong)).to.throw(CallInvalidError);
    }
  });

  it("error: CallInvalidError, for a name that no code can hold", () => {
    const named = (length: number) => () => deployClone({ ...parameters, name: "x".repeat(length) });
    // 45 bytes of code, seven words beside the name, and the name in whole words.
    const most = 24_576 - 45 - 7 * 32;
    const whole = most - (most % 32);
    expect(named(whole)).not.to.throw();
    expect(named(whole + 1)).to.throw(CallInvalidError, /24,?\d{3} bytes/);
  });
});

describe("TokenFactory", () => {
  it("default: each of its functions that change something has a builder", () => {
    const names = tokenFactoryAbi.flatMap((item) =>
      item.type === "function" && item.stateMutability !== "view" ? [item.name] : [],
    );
    expect(names).to.have.members(["deploy", "clone"]);
  });
});
