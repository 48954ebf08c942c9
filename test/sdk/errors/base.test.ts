import { expect } from "chai";
import * as errors from "../../../sdk/errors/index.js";

const { BaseError, ChainUnreachableError, ProgramInvalidError, ReaderError, RulebookInvalidError } = errors;

describe("BaseError", () => {
  it("default", () => {
    const error = new BaseError("The fact.", { metaMessages: ["The next step."], details: "What the node said." });
    expect(error.message).to.equal(
      ["The fact.", "", "The next step.", "", "Docs: docs/errors.md#base", "Details: What the node said."].join("\n"),
    );
    expect(error.shortMessage).to.equal("The fact.");
    expect(error.name).to.equal("BaseError");
  });

  it("behavior: walk finds the innermost cause, or the first that matches", () => {
    const inner = new TypeError("fetch failed");
    const middle = new ChainUnreachableError({ url: "http://localhost:1", cause: inner });
    const outer = new ReaderError({ method: "eth_call", cause: middle });
    expect(outer.walk()).to.equal(inner);
    expect(outer.walk((one) => one instanceof ChainUnreachableError)).to.equal(middle);
    expect(outer.walk((one) => one instanceof RangeError)).to.equal(null);
    expect(outer.details).to.equal("fetch failed");
  });

  it("behavior: every class says its name, a fact, a next step and where it is documented", () => {
    const made: readonly errors.BaseError[] = [
      new errors.BlockUnknownError({ block: "9" }),
      new ChainUnreachableError(),
      new errors.CommandUsageError({ fact: "--token is missing.", usage: "weighbridge check --token ADDRESS" }),
      new errors.DeploymentMissingError({ contract: "Weighbridge", address: "0x01", chainId: 1 }),
      new errors.FileInvalidError({ path: "a.json", what: "valid JSON" }),
      new errors.FileMissingError({ path: "a.json", what: "rulebook" }),
      new errors.IdentifierInvalidError({ scheme: "isin", value: 1, place: "the value", remedy: "Give a string." }),
      new errors.ParameterInvalidError({ parameter: "amount", value: "-1", wanted: "0 or more" }),
      new ProgramInvalidError({ error: null, args: [], place: "the bytes", value: "none", remedy: "Give some." }),
      new errors.ProgramUnknownError({ program: "0x01", engine: "0x02" }),
      new ReaderError({ method: "eth_call" }),
      new errors.RevertUndecodedError({ data: "0x12345678" }),
      new errors.RulebookCompileError({ rulebook: "fund", issues: [] }),
      new RulebookInvalidError({ issues: [] }),
      new errors.RulebookMismatchError({ given: "0x01", enforced: "0x02" }),
      new errors.TokenUnknownError({ token: "0x01" }),
      new errors.TransactionFailedError({ hash: "0x01", what: "out of gas" }),
      new errors.WrongChainError({ wanted: 1, found: 2 }),
    ];
    for (const error of made) {
      expect(error).to.be.instanceOf(BaseError);
      expect(error.name).to.equal(error.constructor.name);
      expect(error.shortMessage, error.name).to.match(/^\S.*\.$/);
      expect(error.metaMessages, error.name).not.to.have.length(0);
      expect(error.docsPath).to.match(/^\/errors#[a-z-]+$/);
    }
  });
});

describe("RulebookInvalidError", () => {
  it("default", () => {
    const issues = [
      { path: "provisions[3].effective.from", message: "is no date", value: "2026-02-30" },
      { path: "", message: "has no powers" },
    ];
    const error = new RulebookInvalidError({ issues });
    expect(error.shortMessage).to.equal("The rulebook has 2 issues.");
    expect(error.message).to.contain("provisions[3].effective.from: is no date\nhas no powers\n");
    expect(error.issues).to.equal(issues);
  });

  it("behavior: a long list is cut in the message only", () => {
    const issues = Array.from({ length: 23 }, (_, index) => ({ path: `uses[${index}]`, message: "is unknown" }));
    const error = new RulebookInvalidError({ issues });
    expect(error.message).to.contain("… and 3 more");
    expect(error.message).not.to.contain("uses[20]");
    expect(error.issues).to.have.length(23);
  });
});

describe("ProgramInvalidError", () => {
  it("default", () => {
    const error = new ProgramInvalidError({
      error: "RuleUnknown",
      args: [3n, 9n],
      place: "rule 3",
      value: "kind 9",
      remedy: "Use a known kind.",
    });
    expect(error.message).to.equal(
      "The program is invalid at rule 3: kind 9.\n\nUse a known kind.\n\nDocs: docs/errors.md#program-invalid",
    );
    expect(error.fault.error).to.equal("RuleUnknown");
  });
});
