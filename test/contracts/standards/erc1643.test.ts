import { expect } from "chai";
import { Contract, encodeBytes32String, ZeroHash } from "ethers";
import { INSTRUMENT, make } from "../../fixtures/attempt.js";
import { surfaceOf } from "../../fixtures/surfaces.js";
import { freshWalks } from "../../fixtures/walk.js";

/** Documents as a client knows them from the standard, and the event of ERC-1644. */
const ABI = [
  "event DocumentRemoved(bytes32 indexed _name, string _uri, bytes32 _documentHash)",
  "event DocumentUpdated(bytes32 indexed _name, string _uri, bytes32 _documentHash)",
  "event ControllerTransfer(address _controller, address indexed _from, address indexed _to, uint256 _value, bytes _data, bytes _operatorData)",
  "function getDocument(bytes32 _name) view returns (string, bytes32, uint256)",
  "function setDocument(bytes32 _name, string _uri, bytes32 _documentHash)",
  "function removeDocument(bytes32 _name)",
  "function getAllDocuments() view returns (bytes32[])",
];
const [TERMS, REPORT] = [encodeBytes32String("terms"), encodeBytes32String("report")];
const HASH = `0x${"ab".repeat(32)}`;

describe("ERC-1643 and ERC-1644", () => {
  const fresh = freshWalks();

  async function documents() {
    const w = await fresh();
    const client = new Contract(w.at.token, ABI, w.author);
    const set = (name: string, uri: string, hash = HASH) => client.getFunction("setDocument")(name, uri, hash);
    const get = async (name: string) => [...((await client.getFunction("getDocument")(name)) as unknown[])];
    const all = async () => [...((await client.getFunction("getAllDocuments")()) as string[])].sort();
    return { w, client, set, get, all, remove: (name: string) => client.getFunction("removeDocument")(name) };
  }

  it("setDocument attaches a document with the time, and tells it", async () => {
    const { w, client, set, get, all } = await documents();
    await expect(set(TERMS, "ipfs://1")).to.emit(client, "DocumentUpdated").withArgs(TERMS, "ipfs://1", HASH);
    expect(await get(TERMS)).to.deep.equal(["ipfs://1", HASH, await w.now()]);
    expect(await all()).to.deep.equal([TERMS]);
  });

  it("setDocument replaces the one of that name, and lists it once", async () => {
    const { w, set, get, all } = await documents();
    await set(TERMS, "ipfs://1");
    await set(REPORT, "https://example.org/report");
    await set(TERMS, "ipfs://2", ZeroHash);
    expect(await get(TERMS)).to.deep.equal(["ipfs://2", ZeroHash, await w.now()]);
    expect(await all()).to.deep.equal([REPORT, TERMS].sort());
  });

  it("removeDocument removes it, and tells which it was", async () => {
    const { client, set, get, all, remove } = await documents();
    await set(TERMS, "ipfs://1");
    await set(REPORT, "ipfs://2");
    await expect(remove(TERMS)).to.emit(client, "DocumentRemoved").withArgs(TERMS, "ipfs://1", HASH);
    expect(await get(TERMS)).to.deep.equal(["", ZeroHash, 0n]);
    expect(await all()).to.deep.equal([REPORT]);
    await set(TERMS, "ipfs://3");
    expect(await all()).to.deep.equal([REPORT, TERMS].sort());
  });

  it("error: DocumentInvalid and DocumentUnknown", async () => {
    const { w, set, remove } = await documents();
    const errors = surfaceOf(w, w.author);
    await expect(set(ZeroHash, "ipfs://1")).to.be.revertedWithCustomError(errors, "DocumentInvalid").withArgs(ZeroHash);
    await expect(set(TERMS, "")).to.be.revertedWithCustomError(errors, "DocumentInvalid").withArgs(TERMS);
    await expect(remove(TERMS)).to.be.revertedWithCustomError(errors, "DocumentUnknown").withArgs(TERMS);
  });

  it("of each token by itself", async () => {
    const { w, set } = await documents();
    await set(TERMS, "ipfs://1");
    const other = await w.ethers.deployContract("SecurityToken", [w.at.surfaces, w.at.manager, "Other", "OTH", 0]);
    expect([...(await surfaceOf(w, w.stranger, await other.getAddress()).getAllDocuments())]).to.deep.equal([]);
    expect([...(await surfaceOf(w, w.stranger, w.at.surfaces).getAllDocuments())]).to.deep.equal([]);
  });

  it("ControllerTransfer: a forced movement tells its controller and its instrument", async () => {
    const { w, client } = await documents();
    await make(w, { kind: "mint", to: w.alice, amount: 100n });
    await expect(make(w, { kind: "forced", from: w.alice, to: w.bob, amount: 60n }))
      .to.emit(client, "ControllerTransfer")
      .withArgs(w.agent.address, w.alice.address, w.bob.address, 60n, "0x", INSTRUMENT);
    await expect(make(w, { kind: "transfer", from: w.bob, to: w.alice, amount: 1n })).not.to.emit(
      client,
      "ControllerTransfer",
    );
  });
});
