import { expect } from "chai";
import { type Address, type Hex, zeroAddress, zeroHash } from "viem";
import { checkTransfer, readProgram } from "../../../sdk/check/index.js";
import { freezeWallet, pause } from "../../../sdk/change/index.js";
import {
  BlockUnknownError,
  ContractInvalidError,
  DeploymentMissingError,
  ParameterInvalidError,
  ReasonUnknownError,
  WrongChainError,
} from "../../../sdk/errors/index.js";
import { BUILT_IN_RULE } from "../../../sdk/kinds/index.js";
import { decodeRefusal, pin, type Reader, revertData } from "../../../sdk/reader/index.js";
import { type Movement } from "../../../sdk/verdict/index.js";
import { type Attempt, make } from "../../fixtures/attempt.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { freshWalks, type Walk } from "../../fixtures/walk.js";

const fresh = freshWalks();
const readerOf = ({ connection }: Walk): Reader => connection.provider;

const movementOf = (w: Walk, { kind, spender, from, to, amount }: Attempt): Movement => ({
  kind,
  token: w.at.token,
  spender: spender?.address as Address | undefined,
  from: (from?.address ?? zeroAddress) as Address,
  to: (to?.address ?? zeroAddress) as Address,
  amount,
});

describe("checkTransfer", () => {
  it("default: allowed, with program and block", async () => {
    const w = await fresh();
    const programId = await w.enforce([{ kind: "mostUnits", limit: 100n }]);
    await w.token.connect(w.agent).mint(w.alice, 50n);
    const verdict = await checkTransfer(
      readerOf(w),
      movementOf(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 50n }),
    );
    expect(verdict).to.deep.equal({ allowed: true, programId, at: await pin(readerOf(w)) });
  });

  it("behavior: refused, with the first finding, complete", async () => {
    const w = await fresh();
    const programId = await w.enforce([{ kind: "mostUnits", limit: 100n }]);
    const verdict = await checkTransfer(readerOf(w), movementOf(w, { kind: "mint", to: w.bob, amount: 101n }));
    const [current] = await w.engine.programsOf(w.at.token);
    const program = await readProgram(readerOf(w), { address: current as Address });
    expect(verdict).to.deep.equal({
      allowed: false,
      programId,
      at: await pin(readerOf(w)),
      first: {
        rule: 0,
        kind: "mostUnits",
        party: "receiver",
        subject: 2n,
        measured: 101n,
        limit: 100n,
        unit: "units",
        provision: program.provisions[0],
      },
    });
  });

  it("behavior: the first finding equals what the attempt reverts with", async () => {
    const w = await fresh();
    await w.enforce(
      [
        { kind: "countryNotIn", limit: 0n },
        { kind: "mostUnits", limit: 100n },
        { kind: "leastHolding", side: "sender", limit: 10n },
        { kind: "mostPerMovement", side: "token", limit: 90n },
      ],
      [[826]],
    );
    await w.token.connect(w.agent).mint(w.alice, 80n);
    const attempts: readonly Attempt[] = [
      { kind: "mint", to: w.carol, amount: 1n },
      { kind: "mint", to: w.bob, amount: 101n },
      { kind: "mint", to: w.bob, amount: 91n },
      { kind: "mint", to: w.stranger, amount: 1n },
      { kind: "mint", to: w.bob, amount: 1n << 112n },
      { kind: "transfer", from: w.alice, to: w.bob, amount: 75n },
      { kind: "transfer", from: w.alice, to: w.bob, amount: 81n },
      { kind: "transfer", from: w.alice, to: w.stranger, amount: 1n },
      { kind: "transfer", spender: w.spender, from: w.alice, to: w.bob, amount: 1n },
      { kind: "burn", from: w.alice, amount: 75n },
      { kind: "burn", from: w.bob, amount: 1n },
      { kind: "forced", from: w.alice, to: w.stranger, amount: 1n },
    ];
    const kinds: string[] = [];
    for (const attempt of attempts) {
      const movement = movementOf(w, attempt);
      const verdict = await checkTransfer(readerOf(w), movement);
      const [address] = await w.engine.programsOf(w.at.token);
      const program = await readProgram(readerOf(w), { address: address as Address });
      const error: unknown = await make(w, attempt).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      const finding = decodeRefusal(revertData(error) ?? "0x", { movement, program });
      expect(verdict).to.deep.include({ allowed: false, first: finding });
      kinds.push(finding?.kind ?? "none");
    }
    expect(kinds).to.deep.equal([
      "countryNotIn",
      "mostUnits",
      "mostPerMovement",
      "walletUnknown",
      "amountAboveCapacity",
      "leastHolding",
      "unitsNotFree",
      "walletUnknown",
      "allowanceTooLow",
      "leastHolding",
      "unitsNotFree",
      "walletUnknown",
    ]);
  });

  it("behavior: the engine's own reasons name wallets, and no provision", async () => {
    const w = await fresh();
    await w.send(w.agent, freezeWallet({ token: w.at.token, wallet: w.bob.address as Address, frozen: true }));
    const verdict = await checkTransfer(
      readerOf(w),
      movementOf(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 0n }),
    );
    expect(!verdict.allowed && verdict.first).to.deep.equal({
      rule: BUILT_IN_RULE,
      kind: "walletFrozen",
      party: "receiver",
      subject: BigInt(w.bob.address),
      measured: 1n,
      limit: 0n,
      unit: "flag",
      provision: null,
    });
  });

  it("behavior: a kind that the engine does not judge is refused", async () => {
    const w = await fresh();
    const verdict = await checkTransfer(
      readerOf(w),
      movementOf(w, { kind: "settlement", from: w.alice, to: w.bob, amount: 1n }),
    );
    expect(verdict).to.deep.include({ allowed: false, programId: zeroHash });
    expect(!verdict.allowed && verdict.first.kind).to.equal("kindUnsupported");
  });

  it("behavior: a token that the engine does not know is refused", async () => {
    const w = await fresh();
    const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
    const token = (await other.getAddress()) as Address;
    const movement = { ...movementOf(w, { kind: "mint", to: w.bob, amount: 1n }), token };
    const verdict = await checkTransfer(readerOf(w), movement);
    expect(!verdict.allowed && verdict.first.kind).to.equal("programMissing");
    expect(verdict.programId).to.equal(zeroHash);
  });

  it("args: block", async () => {
    const w = await fresh();
    const movement = movementOf(w, { kind: "mint", to: w.bob, amount: 1n });
    const before = await pin(readerOf(w));
    await w.send(w.guardian, pause({ token: w.at.token }));
    expect((await checkTransfer(readerOf(w), movement)).allowed).to.be.false;
    const verdict = await checkTransfer(readerOf(w), { ...movement, block: before });
    expect(verdict).to.deep.include({ allowed: true, at: before });
    expect(await errorOf(checkTransfer(readerOf(w), { ...movement, block: 10_000n }))).to.be.instanceOf(
      BlockUnknownError,
    );
  });

  it("args: chainId", async () => {
    const w = await fresh();
    const movement = movementOf(w, { kind: "mint", to: w.bob, amount: 1n });
    expect((await checkTransfer(readerOf(w), { ...movement, chainId: 31337 })).allowed).to.be.true;
    expect(await errorOf(checkTransfer(readerOf(w), { ...movement, chainId: 1 }))).to.be.instanceOf(WrongChainError);
  });

  it("args: engine, override", async () => {
    const w = await fresh();
    // An engine that was never asked before is asked as given: of no code it says nothing, of code that reverts neither.
    const movement = movementOf(w, { kind: "mint", to: w.bob, amount: 1n });
    const engine = `0x${"77".repeat(20)}` as const;
    const missing = await errorOf(checkTransfer(readerOf(w), { ...movement, engine }));
    expect(missing).to.be.instanceOf(DeploymentMissingError);
    expect(missing.shortMessage).to.equal(`The engine of Weighbridge is not deployed at ${engine} on chain 31337.`);
    const code = (await w.connection.provider.request({
      method: "eth_getCode",
      params: [w.at.engine, "latest"],
    })) as Hex;
    const verdict = await checkTransfer(readerOf(w), { ...movement, engine, override: { [engine]: { code } } });
    expect(!verdict.allowed && verdict.first.kind).to.equal("programMissing");
  });

  it("error: DeploymentMissingError, ContractInvalidError", async () => {
    const w = await fresh();
    const movement = movementOf(w, { kind: "mint", to: w.bob, amount: 1n });
    const nobody = w.stranger.address as Address;
    const missing = await errorOf(checkTransfer(readerOf(w), { ...movement, token: nobody }));
    expect(missing).to.be.instanceOf(DeploymentMissingError);
    expect(missing.shortMessage).to.equal(
      `The security token of Weighbridge is not deployed at ${nobody} on chain 31337.`,
    );
    for (const token of [w.at.manager, w.at.engine]) {
      const error = await errorOf(checkTransfer(readerOf(w), { ...movement, token }));
      expect(error).to.be.instanceOf(ContractInvalidError);
      expect(error.shortMessage).to.equal(
        `The contract at ${token} is no security token of Weighbridge: it does not answer \`engine\` as one does.`,
      );
    }
    expect(await errorOf(checkTransfer(readerOf(w), { ...movement, engine: w.at.manager }))).to.be.instanceOf(
      ContractInvalidError,
    );
  });

  it("error: ParameterInvalidError, before anything is read", async () => {
    const nobody: Reader = { request: () => Promise.reject(new Error("was asked")) };
    const movement: Movement = { kind: "transfer", token: zeroAddress, from: zeroAddress, to: zeroAddress, amount: 1n };
    const cases: readonly (readonly [Partial<Record<keyof Movement, unknown>>, string])[] = [
      [{ amount: -1n }, "`amount` is -1,"],
      [{ amount: 1n << 256n }, "`amount` is 115"],
      [{ amount: 1 }, "`amount` is 1,"],
      [{ to: "0x12" }, "`to` is 0x12,"],
      [{ token: "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA9604" }, "`token` is 0xd8dA6"],
      [{ from: "0xD8dA6BF26964aF9D7eEd9e03E53415D37aA96045" }, "`from` is 0xD8dA6"],
      [{ spender: "me" }, "`spender` is me,"],
      [{ kind: "gift" }, "`kind` is gift,"],
    ];
    for (const [wrong, message] of cases) {
      const error = await errorOf(checkTransfer(nobody, { ...movement, ...wrong } as Movement));
      expect(error).to.be.instanceOf(ParameterInvalidError);
      expect(error.shortMessage.startsWith(message), error.shortMessage).to.be.true;
    }
  });

  it("error: ReasonUnknownError, from an engine that knows more", async () => {
    const w = await fresh();
    const reader = readerOf(w);
    const { selector } = w.reasons.interface.getError("WalletUnknown")!;
    const newer: Reader = {
      request: async (request) => {
        const answer = await reader.request(request);
        return typeof answer === "string" ? answer.replace(selector.slice(2), "12345678") : answer;
      },
    };
    const movement = movementOf(w, { kind: "mint", to: w.stranger, amount: 1n });
    expect(await errorOf(checkTransfer(newer, movement))).to.be.instanceOf(ReasonUnknownError);
  });
});
