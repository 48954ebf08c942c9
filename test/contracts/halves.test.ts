import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { someWallet } from "../fixtures/registers.js";
import { SLOTS } from "../fixtures/slots.js";
import { freshWalks, LONG_FRESH, someFacts, type Walk } from "../fixtures/walk.js";

describe("the halves of the engine", () => {
  const fresh = freshWalks();
  const thirdHalf = (w: Walk) => w.engine.enrolment();
  const fourthHalf = (w: Walk) => w.engine.headroomHalf();
  const fifthHalf = (w: Walk) => w.engine.rehearsalsHalf();
  const sixthHalf = (w: Walk) => w.engine.metersHalf();
  const codeAt = (w: Walk, at: string) => w.ethers.provider.getCode(at);

  it("default: the engine names the second half, that names the third, and so on to the fifth; it, the fourth and the fifth name the sixth", async () => {
    const w = await fresh();
    const admin = await w.ethers.getContractAt("WeighbridgeAdmin", await w.engine.admin());
    expect(await codeAt(w, await admin.getAddress())).not.to.equal("0x");
    expect(await admin.enrolment()).to.equal(await thirdHalf(w));
    expect(await codeAt(w, await thirdHalf(w))).not.to.equal("0x");
    const enrolment = await w.ethers.getContractAt("WeighbridgeEnrolment", await thirdHalf(w));
    expect(await enrolment.headroomHalf()).to.equal(await fourthHalf(w));
    expect(await codeAt(w, await fourthHalf(w))).not.to.equal("0x");
    const headroom = await w.ethers.getContractAt("WeighbridgeHeadroom", await fourthHalf(w));
    expect(await headroom.rehearsalsHalf()).to.equal(await fifthHalf(w));
    expect(await codeAt(w, await fifthHalf(w))).not.to.equal("0x");
    const rehearsals = await w.ethers.getContractAt("WeighbridgeRehearsals", await fifthHalf(w));
    for (const half of [headroom, rehearsals]) expect(await half.metersHalf()).to.equal(await sixthHalf(w));
    expect(await codeAt(w, await sixthHalf(w))).not.to.equal("0x");
  });

  it("behavior: what is called at the address of a half changes nothing of the engine, and nothing there is of use", async () => {
    const w = await fresh();
    const before = await w.engine.registryInfo(w.registry);
    for (const place of [await w.engine.admin(), await thirdHalf(w)]) {
      const half = (await w.ethers.getContractAt("IWeighbridge", place)).connect(w.admin);
      const root = ZeroHash;
      await expect(half.publishRoot(w.registry, root, 4n, 1n, LONG_FRESH), "no registry is there")
        .to.be.revertedWithCustomError(w.engine, "RegistryUnknown")
        .withArgs(w.registry);
      await expect(half.setAttester(w.registry, w.stranger.address, { mask: 1n, enrols: true }))
        .to.be.revertedWithCustomError(w.engine, "RegistryUnknown")
        .withArgs(w.registry);
    }
    const admin = await w.ethers.getContractAt("IWeighbridge", await w.engine.admin());
    await (await admin.connect(w.admin).createRegistry(w.at.manager, ZeroHash)).wait();
    const own = await w.networkHelpers.getStorageAt(await w.engine.admin(), `0x${SLOTS.registry(1).toString(16)}`);
    expect(BigInt(own), "a registry of its own, that nobody reads").to.equal(BigInt(w.at.manager));
    expect(await w.engine.registryInfo(w.registry)).to.deep.equal(before);
    expect((await w.engine.registryInfo(2)).authority).to.equal(ZeroAddress);
    for (const place of [await w.engine.admin(), await thirdHalf(w)]) expect(await codeAt(w, place)).not.to.equal("0x");
  });

  it("behavior: an error of the third half comes through both others as it is", async () => {
    const w = await fresh();
    const enrolment = { wallets: [someWallet(0)], facts: someFacts() };
    await expect(w.engine.claim(w.registry, ZeroHash, 4n, enrolment, []))
      .to.be.revertedWithCustomError(w.engine, "RootUnknown")
      .withArgs(w.registry, ZeroHash);
  });

  it("behavior: what no half knows reverts without a word, and ether is not taken", async () => {
    const w = await fresh();
    for (const to of [
      w.at.engine,
      await w.engine.admin(),
      await thirdHalf(w),
      await fourthHalf(w),
      await fifthHalf(w),
      await sixthHalf(w),
    ]) {
      for (const transaction of [{ data: "0xdeadbeef" }, { data: "0x" }, { data: "0x", value: 1n }]) {
        await expect(w.stranger.sendTransaction({ to, ...transaction })).to.be.revertedWithoutReason(w.ethers);
      }
    }
  });

  it("behavior: the third half answers for nobody that an operation is consumed", async () => {
    const w = await fresh();
    for (const place of [w.at.engine, await w.engine.admin(), await thirdHalf(w)]) {
      const half = await w.ethers.getContractAt("IWeighbridge", place);
      expect(await half.isConsumingScheduledOp()).to.equal("0x00000000");
    }
  });
});
