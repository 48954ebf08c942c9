import { expect } from "chai";
import { type HardhatEthersSigner as Signer } from "@nomicfoundation/hardhat-ethers/types";
import { network } from "hardhat";
import { createPublicClient, custom, getAddress, parseAbi } from "viem";

describe("the in-process chain", () => {
  it("default: ethers deploys through TypeChain, viem reads the same chain", async () => {
    const { ethers, provider } = await network.create();
    const [admin] = (await ethers.getSigners()) as [Signer];
    const manager = await ethers.deployContract("AccessManager", [admin.address]);

    const [isMember] = await manager.hasRole(0n, admin.address);
    expect(isMember).to.equal(true);

    const client = createPublicClient({ transport: custom(provider) });
    const [member, delay] = await client.readContract({
      address: getAddress(await manager.getAddress()),
      abi: parseAbi(["function hasRole(uint64 roleId, address account) view returns (bool, uint32)"]),
      functionName: "hasRole",
      args: [0n, getAddress(admin.address)],
    });
    expect({ member, delay }).to.deep.equal({ member: true, delay: 0 });
  });

  it("error: a revert is matched by its custom error", async () => {
    const { ethers } = await network.create();
    const [admin, stranger] = (await ethers.getSigners()) as [Signer, Signer];
    const manager = await ethers.deployContract("AccessManager", [admin.address]);

    await expect(manager.connect(stranger).grantRole(7n, stranger.address, 0))
      .to.be.revertedWithCustomError(manager, "AccessManagerUnauthorizedAccount")
      .withArgs(stranger.address, 0n);
  });

  it("behavior: the clock moves by networkHelpers", async () => {
    const { networkHelpers } = await network.create();
    await networkHelpers.time.setNextBlockTimestamp(1_900_000_000n);
    await networkHelpers.mine();
    expect(await networkHelpers.time.latest()).to.equal(1_900_000_000);
  });

  it("behavior: the default network keeps the real caps", async () => {
    const { provider: real } = await network.create();
    const call = { to: getAddress("0x00000000000000000000000000000000000000ff"), gas: "0x1000001" }; // 2**24 + 1, one above the cap
    const refused = await real.request({ method: "eth_call", params: [call] }).then(() => "", String);
    expect(refused).to.match(/gas limit.*16777216|cap/i);
  });
});
