import { expect } from "chai";
import { toFunctionSelector } from "viem";
import { reasonsAbi } from "../../../sdk/abis/index.js";
import {
  PASSED,
  REASON_NAMES,
  REASONS,
  REFUSED,
  RESTRICTION_CODES,
  RULE_KIND_NAMES,
  RULE_KINDS,
} from "../../../sdk/kinds/index.js";
import { asMovement, type Attempt, make } from "../../fixtures/attempt.js";
import { surfaceOf } from "../../fixtures/surfaces.js";
import { freshWalks } from "../../fixtures/walk.js";

describe("ERC-1404, with spenders", () => {
  const fresh = freshWalks();

  /** Alice and bob hold 100 units each, and the spender may move 50 of alice's. */
  async function held() {
    const w = await fresh();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await make(w, { kind: "mint", to: w.bob, amount: 100n });
    await w.token.connect(w.alice).approve(w.spender.address, 50n);
    return { w, client: surfaceOf(w, w.stranger) };
  }

  it("detectTransferRestriction: 0 exactly where the transfer succeeds, else the code of its first reason", async () => {
    const { w, client } = await held();
    await w.enforce([
      { kind: "mostUnits", limit: 150n },
      { kind: "mostPerMovement", limit: 90n },
    ]);
    await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 10n);
    const code = async (to: { readonly address: string }, amount: bigint) =>
      Number(await client.detectTransferRestriction(w.alice.address, to.address, amount));
    expect(await code(w.bob, 0n)).to.equal(PASSED.code);
    expect(await code(w.bob, 50n)).to.equal(PASSED.code);
    expect(await code(w.bob, 51n)).to.equal(RESTRICTION_CODES.mostUnits.code);
    expect(await code(w.carol, 91n)).to.equal(RESTRICTION_CODES.unitsNotFree.code);
    expect(await code(w.stranger, 1n)).to.equal(RESTRICTION_CODES.walletUnknown.code);
    await w.token.connect(w.agent).setFrozenUnits(w.alice.address, 0n);
    expect(await code(w.carol, 91n)).to.equal(RESTRICTION_CODES.mostPerMovement.code);
    await w.token.connect(w.agent).setWalletFrozen(w.carol.address, true);
    expect(await code(w.carol, 1n)).to.equal(RESTRICTION_CODES.walletFrozen.code);
    await w.token.connect(w.guardian).pause();
    expect(await code(w.bob, 1n)).to.equal(RESTRICTION_CODES.tokenPaused.code);
  });

  it("detectTransferRestrictionFrom: judges the allowance of the spender too", async () => {
    const { w, client } = await held();
    for (const amount of [0n, 50n, 51n]) {
      const attempt: Attempt = { kind: "transfer", spender: w.spender, from: w.alice, to: w.bob, amount };
      const code = await client.detectTransferRestrictionFrom(
        w.spender.address,
        w.alice.address,
        w.bob.address,
        amount,
      );
      expect(Number(code)).to.equal(amount > 50n ? RESTRICTION_CODES.allowanceTooLow.code : PASSED.code);
      expect(code === 0n).to.equal((await w.engine.check(asMovement(w, attempt))).allowed);
    }
    const own = client.detectTransferRestrictionFrom(w.alice.address, w.alice.address, w.bob.address, 1n);
    expect(Number(await own)).to.equal(RESTRICTION_CODES.allowanceTooLow.code);
  });

  it("never reverts, whatever is asked", async () => {
    const { w, client } = await held();
    const zero = `0x${"00".repeat(20)}`;
    expect(await client.detectTransferRestriction(zero, zero, 2n ** 256n - 1n)).not.to.equal(0n);
    expect(await client.detectTransferRestrictionFrom(zero, zero, w.at.engine, 0n)).not.to.equal(0n);
  });

  describe("the table", () => {
    const rows = [
      ...REASON_NAMES.map((kind) => ({ kind, error: REASONS[kind].error, code: RESTRICTION_CODES[kind].code })),
      ...RULE_KIND_NAMES.map((kind) => ({ kind, error: RULE_KINDS[kind].error, code: RESTRICTION_CODES[kind].code })),
    ];

    it("has one code for every reason, and no other", () => {
      const declared = reasonsAbi.filter((item) => item.type === "error").map(({ name }) => name);
      expect(rows.map(({ error }): string => error)).to.include.members(declared);
      expect(rows).to.have.length(Object.keys(RESTRICTION_CODES).length);
      const codes = rows.map(({ code }): number => code);
      expect(new Set(codes).size).to.equal(codes.length);
      expect(codes).not.to.include(PASSED.code);
      expect(codes).not.to.include(REFUSED.code);
      for (const kind of REASON_NAMES) expect(RESTRICTION_CODES[kind].code, kind).to.be.within(1, 63);
      for (const kind of RULE_KIND_NAMES) expect(RESTRICTION_CODES[kind].code, kind).to.equal(64 + RULE_KINDS[kind].id);
    });

    it("is the same on chain: codes by selector, messages by code", async () => {
      const { w, client } = await held();
      const harness = await w.ethers.deployContract("RestrictionCodesHarness");
      for (const { error, code } of rows) {
        const item = reasonsAbi.find((one) => one.type === "error" && one.name === error);
        const signature = `${error}(${item?.inputs.map(({ type }: { readonly type: string }) => type).join(",") ?? "address,uint256,uint256"})`;
        expect(Number(await harness.codeOf(toFunctionSelector(signature))), error).to.equal(code);
      }
      expect(Number(await harness.codeOf("0x12345678")), "never 0").to.equal(REFUSED.code);
      for (const { code, message } of [PASSED, REFUSED, ...Object.values(RESTRICTION_CODES)]) {
        expect(await client.messageForTransferRestriction(code)).to.equal(message);
      }
      expect(await client.messageForTransferRestriction(63)).to.equal("");
    });

    it("says it shortly", () => {
      const messages = Object.values(RESTRICTION_CODES).map(({ message }): string => message);
      expect(new Set(messages).size).to.equal(messages.length);
      for (const message of messages) expect(message).to.match(/^[A-Z][^"\\]{1,70}\.$/);
    });
  });
});
