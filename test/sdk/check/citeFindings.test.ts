import { expect } from "chai";
import { type Address } from "viem";
import { citeFindings } from "../../../sdk/check/index.js";
import { ParameterInvalidError } from "../../../sdk/errors/index.js";
import { BUILT_IN_RULE } from "../../../sdk/kinds/index.js";
import { compile } from "../../../sdk/program/index.js";
import { type Finding, type Movement } from "../../../sdk/verdict/index.js";
import { fundOfTest } from "../../fixtures/fundOfTest.js";

const wallet = (digit: string): Address => `0x${digit.repeat(40)}`;
const movement: Movement = { kind: "transfer", token: wallet("3"), from: wallet("1"), to: wallet("2"), amount: 500n };
const rulebook = fundOfTest();
const program = compile(rulebook, { asOf: 1_795_608_000n });
const context = { movement, program, rulebook, decimals: 0, symbol: "FND" };
const rule = program.rules.findIndex(({ kind }) => kind === "mostUnits");
const finding: Finding = {
  ...{ rule, kind: "mostUnits", party: "receiver", subject: 7n, measured: 1_200n, limit: 1_000n, unit: "units" },
  provision: program.provisions[program.rules[rule]?.provision ?? 0] ?? null,
} as const;

describe("citeFindings", () => {
  it("default: as the sender reads it", () => {
    expect(citeFindings([finding], context)).to.deep.equal([
      {
        ...finding,
        provisionId: "terms/most",
        citation: "Terms, clause 1",
        power: { instrument: "Terms", clause: "clause 1" },
        binding: "policy",
        sentence: "The receiver does not qualify.",
        remedy: { type: "none", why: "Only the receiver and the transfer agent may learn why." },
      },
    ]);
  });

  it("args: audience, decimals, symbol", () => {
    const [cited] = citeFindings([finding], { ...context, audience: "agent", decimals: 2, symbol: "UNIT" });
    expect(cited?.sentence).to.equal("The receiver would hold 12 UNIT; it may hold at most 10 UNIT.");
    expect(cited?.remedy).to.deep.equal({ type: "reduce", amount: 300n });
  });

  it("behavior: of the engine's own reasons, also where no program is in force", () => {
    const missing: Finding = {
      ...{ rule: BUILT_IN_RULE, kind: "programMissing", party: "token", subject: 1n, measured: 0n, limit: 0n },
      ...{ unit: "flag", provision: null },
    } as const;
    expect(citeFindings([missing], { ...context, program: null })).to.deep.equal([
      {
        ...missing,
        ...{ provisionId: null, citation: null, power: "engine", binding: "engine" },
        sentence: "No rules are in force for the token, and without rules nothing may move.",
        remedy: { type: "none", why: "The issuer must admit the token and put a program in force first." },
      },
    ]);
    expect(citeFindings([], context)).to.deep.equal([]);
  });

  it("error: ParameterInvalidError, of a finding that is another program's", () => {
    expect(() => citeFindings([{ ...finding, rule: 200 }], { ...context, audience: "agent" })).to.throw(
      ParameterInvalidError,
    );
  });
});
