import { expect } from "chai";
import { type Address, zeroAddress } from "viem";
import { checkAs, checkTransfer, explainTransfer } from "../../../sdk/check/index.js";
import { pause, publishProgram, updateInvestor } from "../../../sdk/change/index.js";
import {
  ParameterInvalidError,
  ProgramUnknownError,
  ProvisionUnknownError,
  RulebookCompileError,
  RulebookMismatchError,
} from "../../../sdk/errors/index.js";
import { BUILT_IN_RULE, maskOf, STATES } from "../../../sdk/kinds/index.js";
import { compile } from "../../../sdk/program/index.js";
import { hashPack, hashProvision, type Pack, parsePack } from "../../../sdk/rulebook/index.js";
import { type Movement } from "../../../sdk/verdict/index.js";
import { enforceRulebook } from "../../fixtures/enforceRulebook.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";
import { scheduled } from "../../fixtures/rehearsals.js";
import { FACTS, freshWalks, type Walk } from "../../fixtures/walk.js";
import { enforce, provision, rule } from "../rulebook/small.js";

const fresh = freshWalks();
const PROVISIONS_AS_AMENDED = [provision({ citation: "Terms, clause 1a" }), fundOfTest().provisions[1]];

const mint = (w: Walk, to: Address, amount: bigint): Movement => ({
  kind: "mint",
  token: w.at.token,
  from: zeroAddress,
  to,
  amount,
});

describe("explainTransfer", () => {
  it("default: every reason, with its law, its power and what would help", async () => {
    const w = await fresh();
    const rulebook = fundOfTest();
    await enforceRulebook(w, rulebook);
    const reader = w.connection.provider;
    const movement = mint(w, w.bob.address as Address, 1_200n);
    const { verdict, findings } = await explainTransfer(reader, { ...movement, rulebook, audience: "receiver" });
    expect(verdict).to.deep.equal(await checkTransfer(reader, movement));
    expect(findings).to.deep.equal([
      {
        rule: 0,
        kind: "requiredStatuses",
        party: "receiver",
        subject: 2n,
        measured: 0n,
        limit: 2n,
        unit: "statuses",
        provision: hashProvision(rulebook.provisions[1]!),
        provisionId: "us/qualified",
        citation: "15 U.S.C. 80a-3(c)(7)(A)",
        power: { instrument: "Terms", clause: "clause 2" },
        binding: "law",
        sentence: "The receiver has not shown what this movement requires of it: qualified purchaser.",
        remedy: { type: "obtain", credential: "qualified purchaser" },
      },
      {
        rule: 1,
        kind: "mostUnits",
        party: "receiver",
        subject: 2n,
        measured: 1_200n,
        limit: 1_000n,
        unit: "units",
        provision: hashProvision(rulebook.provisions[0]!),
        provisionId: "terms/most",
        citation: "Terms, clause 1",
        power: { instrument: "Terms", clause: "clause 1" },
        binding: "policy",
        sentence: "The receiver would hold 1,200 FND; it may hold at most 1,000 FND.",
        remedy: { type: "reduce", amount: 1_000n },
      },
    ]);
  });

  it("behavior: an allowed movement has no reasons", async () => {
    const w = await fresh();
    const rulebook = fundOfTest();
    await enforceRulebook(w, rulebook);
    const wallet = w.bob.address as Address;
    const facts = { ...FACTS.bob, statuses: maskOf({ qualifiedPurchaser: 1 }, ["qualifiedPurchaser"]) };
    await w.send(w.registrar, updateInvestor({ engine: w.at.engine, registry: w.registry, wallet, facts }));
    const { verdict, findings } = await explainTransfer(w.connection.provider, {
      ...mint(w, wallet, 1_000n),
      rulebook,
    });
    expect(verdict.allowed).to.be.true;
    expect(findings).to.deep.equal([]);
  });

  it("args: audience: nobody reads about another party, but rule and numbers stay", async () => {
    const w = await fresh();
    const rulebook = fundOfTest();
    await enforceRulebook(w, rulebook);
    const movement = mint(w, w.bob.address as Address, 1_200n);
    const { findings } = await explainTransfer(w.connection.provider, { ...movement, rulebook });
    expect(
      findings.map(({ sentence, remedy, measured }) => ({ sentence, remedy: remedy.type, measured })),
    ).to.deep.equal([
      { sentence: "The receiver does not qualify.", remedy: "none", measured: 0n },
      { sentence: "The receiver does not qualify.", remedy: "none", measured: 1_200n },
    ]);
  });

  it("behavior: the engine's own reasons have no law behind them", async () => {
    const w = await fresh();
    const rulebook = fundOfTest();
    await enforceRulebook(w, rulebook);
    await w.send(w.guardian, pause({ token: w.at.token }));
    const wallet = w.bob.address as Address;
    const blocked = { ...FACTS.bob, states: maskOf(STATES, ["blocked"]) };
    await w.send(w.registrar, updateInvestor({ engine: w.at.engine, registry: w.registry, wallet, facts: blocked }));
    const movement: Movement = { kind: "transfer", token: w.at.token, from: wallet, to: wallet, amount: 0n };
    const { findings } = await explainTransfer(w.connection.provider, { ...movement, rulebook, audience: "agent" });
    expect(
      findings.map(({ kind, party, rule: index, provisionId, citation, power, binding }) => {
        expect({ index, provisionId, citation, power, binding }).to.deep.equal({
          index: BUILT_IN_RULE,
          ...{ provisionId: null, citation: null, power: "engine", binding: "engine" },
        });
        return `${kind} ${party}`;
      }),
    ).to.deep.equal(["tokenPaused token", "investorBlocked sender", "investorBlocked receiver"]);
  });

  it("behavior: two unknown parties are both named", async () => {
    const w = await fresh();
    const rulebook = fundOfTest();
    await enforceRulebook(w, rulebook);
    const [from, to] = [w.stranger.address as Address, w.spender.address as Address];
    const movement: Movement = { kind: "transfer", token: w.at.token, from, to, amount: 1n };
    const { findings } = await explainTransfer(w.connection.provider, { ...movement, rulebook, audience: "agent" });
    expect(findings.map(({ sentence }) => sentence)).to.deep.equal([
      "The sender's wallet is not enrolled in the token's registry.",
      "The receiver's wallet is not enrolled in the token's registry.",
    ]);
  });

  it("behavior: under several powers, the one whose use says the same rule", async () => {
    const w = await fresh();
    const uses = [
      enforce(rule("mostPerMovement", { movements: ["mint"], party: "token", most: { num: "10", unit: "unit" } })),
      {
        ...enforce(rule("mostPerMovement", { movements: ["mint"], party: "token", most: { num: "20", unit: "unit" } })),
        power: "terms-2",
      },
    ];
    const rulebook = fundOfTest({ uses, provisions: [provision()] });
    await enforceRulebook(w, rulebook);
    const movement = mint(w, w.bob.address as Address, 21n);
    const { findings } = await explainTransfer(w.connection.provider, { ...movement, rulebook });
    expect(findings.map(({ limit, power }) => ({ limit, power }))).to.have.deep.members([
      { limit: 10n, power: { instrument: "Terms", clause: "clause 1" } },
      { limit: 20n, power: { instrument: "Terms", clause: "clause 2" } },
    ]);
  });

  it("behavior: a program stays explained after its provisions ended", async () => {
    const w = await fresh();
    const day = new Date(Number((await w.now()) + 2n * 86_400n) * 1000).toISOString().slice(0, 10);
    const ending = fundOfTest({
      provisions: [provision({ effective: { from: "2024-01-01", through: day } }), fundOfTest().provisions[1]],
    });
    await enforceRulebook(w, ending);
    await w.networkHelpers.time.increase(10n * 86_400n);
    await w.networkHelpers.mine();
    const movement = mint(w, w.bob.address as Address, 1_200n);
    const { findings } = await explainTransfer(w.connection.provider, { ...movement, rulebook: ending });
    expect(findings.map(({ provisionId }) => provisionId)).to.deep.equal(["us/qualified", "terms/most"]);
  });

  it("args: packs", async () => {
    const w = await fresh();
    const pack: Pack = parsePack({
      format: "weighbridge.pack/1",
      id: "terms",
      title: "Terms",
      vocabulary: fundOfTest().vocabulary,
      provisions: [provision()],
    });
    const rulebook = fundOfTest({
      packs: [{ id: "terms", hash: hashPack(pack) }],
      vocabulary: { facts: [], measures: [] },
      provisions: [fundOfTest().provisions[1]],
    });
    await enforceRulebook(w, rulebook, [pack]);
    const movement = mint(w, w.bob.address as Address, 1_200n);
    const { findings } = await explainTransfer(w.connection.provider, { ...movement, rulebook, packs: [pack] });
    expect(findings.map(({ citation }) => citation)).to.include("Terms, clause 1");
    const error = await errorOf(explainTransfer(w.connection.provider, { ...movement, rulebook }));
    expect(error).to.be.instanceOf(RulebookCompileError);
  });

  it("args: programId, asOf: with the law of the program that answers, in force or not", async () => {
    const w = await fresh();
    const [today, tomorrow] = [fundOfTest(), fundOfTest({ title: "As amended", provisions: PROVISIONS_AS_AMENDED })];
    await enforceRulebook(w, today);
    const next = compile(tomorrow, { asOf: await w.now() });
    await w.send(w.author, publishProgram({ engine: w.at.engine, program: next.bytes }));
    const from = await scheduled(w, next);
    const movement = mint(w, w.bob.address as Address, 1_200n);
    const ask = (some: object) =>
      explainTransfer(w.connection.provider, { ...movement, rulebook: tomorrow, audience: "agent", ...some });
    for (const some of [{ programId: next.id }, { asOf: from }, { programId: next.id, asOf: from - 1n }]) {
      const { verdict, findings } = await ask(some);
      expect(verdict).to.deep.equal(await checkAs(w.connection.provider, { ...movement, ...some }));
      expect(verdict.programId).to.equal(next.id);
      expect(findings.map(({ citation }) => citation)).to.deep.equal(["15 U.S.C. 80a-3(c)(7)(A)", "Terms, clause 1a"]);
    }
    for (const some of [{}, { asOf: from - 1n }]) {
      expect(await errorOf(ask(some))).to.be.instanceOf(RulebookMismatchError);
      const { verdict } = await ask({ ...some, rulebook: today });
      expect(verdict).to.deep.equal(await checkTransfer(w.connection.provider, movement));
    }
    expect(await errorOf(ask({ rulebook: today, asOf: from }))).to.be.instanceOf(RulebookMismatchError);
    expect(await errorOf(ask({ rulebook: today, programId: next.id }))).to.be.instanceOf(RulebookMismatchError);
    const programId = `0x${"ab".repeat(32)}` as const;
    expect(await errorOf(ask({ programId }))).to.be.instanceOf(ProgramUnknownError);
    expect(await errorOf(ask({ asOf: 0n }))).to.be.instanceOf(ParameterInvalidError);
  });

  it("error: RulebookMismatchError", async () => {
    const w = await fresh();
    await enforceRulebook(w, fundOfTest());
    const rulebook = fundOfTest({ title: "Another title" });
    const movement = mint(w, w.bob.address as Address, 1_200n);
    const error = await errorOf(explainTransfer(w.connection.provider, { ...movement, rulebook }));
    expect(error).to.be.instanceOf(RulebookMismatchError);
  });

  it("error: ProvisionUnknownError, if the program only names the rulebook", async () => {
    const w = await fresh();
    const rulebook = fundOfTest();
    const compiled = await enforceRulebook(w, rulebook);
    // The same program but for the hash of a provision, at the address of the true one.
    const [hash] = [...compiled.provisions].sort().slice(-1);
    const address = (await w.engine.programAddress(compiled.id)) as Address;
    const code = `0x00${compiled.bytes.slice(2).replace(hash!.slice(2), "ff".repeat(32))}` as const;
    const movement = mint(w, w.bob.address as Address, 1_200n);
    const error = await errorOf(
      explainTransfer(w.connection.provider, { ...movement, rulebook, override: { [address]: { code } } }),
    );
    expect(error).to.be.instanceOf(ProvisionUnknownError);
  });
});
