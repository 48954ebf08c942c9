import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { freshWalks, NOTICE, type Walk } from "../fixtures/walk.js";

describe("admission of a token", () => {
  const fresh = freshWalks();

  /** A stranger's registry, whose authority says yes to everything. */
  async function strangersRegistry(w: Walk): Promise<string> {
    const authority = await w.ethers.deployContract("HostileAuthority", []);
    await (await authority.answerWith(1n, 0n)).wait();
    const at = await authority.getAddress();
    await (await w.engine.connect(w.stranger).createRegistry(at, ZeroHash)).wait();
    return at;
  }
  async function freshToken(w: Walk, authority: string): Promise<string> {
    const token = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, authority, "Further", "FUR", 0]);
    return token.getAddress();
  }

  it("error: AuthorityNotNamed, when a stranger takes an issuer's fresh token into his registry", async () => {
    const w = await fresh();
    const yes = await strangersRegistry(w);
    const token = await freshToken(w, w.at.manager);
    await expect(w.engine.connect(w.stranger).admit(2, token, yes, 0n))
      .to.be.revertedWithCustomError(w.engine, "AuthorityNotNamed")
      .withArgs(token, yes, w.at.manager);
    await (await w.engine.connect(w.admin).admit(w.registry, token, w.at.manager, NOTICE)).wait();
  });

  it("error: AccessManagedUnauthorized, when he names the issuer's authority: it must let him admit, too", async () => {
    const w = await fresh();
    await strangersRegistry(w);
    const token = await freshToken(w, w.at.manager);
    await expect(w.engine.connect(w.stranger).admit(2, token, w.at.manager, 0n))
      .to.be.revertedWithCustomError(w.token, "AccessManagedUnauthorized")
      .withArgs(w.stranger.address);
  });

  it("behavior: a registry of another authority admits a token if both authorities let the caller", async () => {
    const w = await fresh();
    const yes = await strangersRegistry(w);
    const token = await freshToken(w, w.at.manager);
    await expect(w.engine.connect(w.admin).admit(2, token, w.at.manager, NOTICE))
      .to.emit(w.engine, "TokenAdmitted")
      .withArgs(token, 2, w.at.manager, NOTICE);
    expect(await w.engine.tokenAuthority(token))
      .to.equal(w.at.manager)
      .and.not.equal(yes);
  });

  it("error: AuthorityNotNamed, when the token names none: a contract that is no token, an address without code", async () => {
    const w = await fresh();
    for (const none of [w.at.factory, w.stranger.address]) {
      await expect(w.engine.connect(w.admin).admit(w.registry, none, w.at.manager, NOTICE))
        .to.be.revertedWithCustomError(w.engine, "AuthorityNotNamed")
        .withArgs(none, w.at.manager, ZeroAddress);
    }
  });

  it("error: TokenAlreadyAdmitted, a second time and into another registry", async () => {
    const w = await fresh();
    await (await w.engine.connect(w.admin).createRegistry(w.at.manager, ZeroHash)).wait();
    for (const registry of [w.registry, 2]) {
      await expect(w.engine.connect(w.admin).admit(registry, w.at.token, w.at.manager, NOTICE))
        .to.be.revertedWithCustomError(w.engine, "TokenAlreadyAdmitted")
        .withArgs(w.at.token, w.registry);
    }
  });
});
