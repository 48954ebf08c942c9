import { expect } from "chai";
import { encodeErrorResult, parseAbi } from "viem";
import { accessManagerAbi, reasonsAbi, tokenFactoryAbi, weighbridgeAbi } from "../../../sdk/abis/index.js";
import { RevertError, RevertUndecodedError } from "../../../sdk/errors/index.js";
import { decodeRevert } from "../../../sdk/reader/index.js";

const ADDRESS = "0x1111111111111111111111111111111111111111";

describe("decodeRevert", () => {
  it("default: a refusal", () => {
    const cause = new Error("of a client");
    const args = [3, 7n, 12n, 10n] as const;
    const data = encodeErrorResult({ abi: reasonsAbi, errorName: "HoldingAboveLimit", args });
    const error = decodeRevert(data, cause) as RevertError;
    expect(error).to.be.instanceOf(RevertError);
    expect({ ...error, cause: error.cause }).to.deep.include({
      name: "RevertError",
      shortMessage: "The call reverted with HoldingAboveLimit (rule 3, subject 7, measured 12, limit 10).",
      errorName: "HoldingAboveLimit",
      args: { rule: 3, subject: 7n, measured: 12n, limit: 10n },
      data,
      cause,
    });
  });

  it("behavior: errors of the engine, the factory, the manager, OpenZeppelin's token, and Solidity", () => {
    const data = [
      encodeErrorResult({ abi: weighbridgeAbi, errorName: "NoticeTooShort", args: [1, 2n] }),
      encodeErrorResult({ abi: tokenFactoryAbi, errorName: "TokenExists", args: [ADDRESS] }),
      encodeErrorResult({ abi: accessManagerAbi, errorName: "AccessManagerUnauthorizedAccount", args: [ADDRESS, 7n] }),
      encodeErrorResult({ abi: parseAbi(["error ERC20InvalidReceiver(address)"]), args: [ADDRESS] }),
      encodeErrorResult({ abi: parseAbi(["error Error(string)"]), args: ["no"] }),
      encodeErrorResult({ abi: parseAbi(["error Panic(uint256)"]), args: [17n] }),
    ];
    expect(data.map((one) => decodeRevert(one).shortMessage)).to.deep.equal([
      "The call reverted with NoticeTooShort (effectiveFrom 1, earliest 2).",
      `The call reverted with TokenExists (token ${ADDRESS}).`,
      `The call reverted with AccessManagerUnauthorizedAccount (msgsender ${ADDRESS}, roleId 7).`,
      `The call reverted with ERC20InvalidReceiver (receiver ${ADDRESS}).`,
      "The call reverted with Error (message no).",
      "The call reverted with Panic (reason 17).",
    ]);
  });

  it("error: RevertUndecodedError", () => {
    for (const data of ["0x", "0x12", "0x12345678", "0x08c379a0"] as const) {
      const error = decodeRevert(data);
      expect(error).to.be.instanceOf(RevertUndecodedError);
      expect(error.data).to.equal(data);
    }
  });
});
