import { expect } from "chai";
import { Contract, TypedDataEncoder, type TypedDataDomain, ZeroHash } from "ethers";
import { type Address } from "viem";
import { permitData } from "../../../sdk/change/index.js";
import { ofBothSorts } from "../../fixtures/tokenSorts.js";

/** The interface as a client knows it from the standard. */
const ABI = [
  "function eip712Domain() view returns (bytes1 fields, string name, string version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] extensions)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
];
/** In the order of the bits of `fields`, from the lowest. */
const FIELDS = ["name", "version", "chainId", "verifyingContract", "salt"] as const;
type Told = Readonly<Record<(typeof FIELDS)[number], unknown>> & {
  readonly fields: string;
  readonly extensions: readonly bigint[];
};

/** As the standard's own example does: a field is in the domain if its bit is set. */
function domainOf(told: Told): TypedDataDomain {
  const bits = Number(told.fields);
  return Object.fromEntries(FIELDS.flatMap((field, bit) => (bits & (1 << bit) ? [[field, told[field]]] : [])));
}

describe("ERC-5267", () => {
  ofBothSorts((fresh) => {
    async function told() {
      const w = await fresh();
      const client = new Contract(w.at.token, ABI, w.stranger);
      return { w, client, domain: (await client.getFunction("eip712Domain")()) as Told };
    }

    it("fields: the bits of what is in the domain, and no others; what is not in it is empty", async () => {
      const { w, domain } = await told();
      expect(domain.fields).to.equal("0x0f");
      expect([domain.name, domain.version]).to.deep.equal(["Weighbridge SecurityToken", "1"]);
      expect(domain.chainId).to.equal((await w.ethers.provider.getNetwork()).chainId);
      expect(domain.verifyingContract, "a clone's is its own, not its implementation's").to.equal(w.at.token);
      expect([domain.salt, [...domain.extensions]]).to.deep.equal([ZeroHash, []]);
    });

    it("the domain that its fields make is the one of DOMAIN_SEPARATOR, and of the SDK", async () => {
      const { w, client, domain } = await told();
      const separator = (await client.getFunction("DOMAIN_SEPARATOR")()) as string;
      expect(TypedDataEncoder.hashDomain(domainOf(domain))).to.equal(separator);
      const [owner, token] = [w.alice.address as Address, w.at.token];
      const terms = {
        owner,
        token,
        spender: owner,
        amount: 1n,
        nonce: 0n,
        deadline: 1n,
        chainId: domain.chainId as bigint,
      };
      expect(TypedDataEncoder.hashDomain(permitData(terms).domain)).to.equal(separator);
    });

    it("permit accepts what was signed for it, and nothing for a domain with a field less or more", async () => {
      const { w, domain } = await told();
      const whole = domainOf(domain);
      const message = { owner: w.alice.address, spender: w.spender.address, value: 5n, nonce: 0n, deadline: 2n ** 48n };
      const types = {
        Permit: [
          ...[
            { name: "owner", type: "address" },
            { name: "spender", type: "address" },
          ],
          ...["value", "nonce", "deadline"].map((name) => ({ name, type: "uint256" })),
        ],
      };
      const permit = async (signed: TypedDataDomain) => {
        const { v, r, s } = w.ethers.Signature.from(await w.alice.signTypedData(signed, types, message));
        return w.token.permit(message.owner, message.spender, message.value, message.deadline, v, r, s);
      };
      const without = FIELDS.slice(0, 4).map((field) => {
        return Object.fromEntries(Object.entries(whole).filter(([name]) => name !== field)) as TypedDataDomain;
      });
      for (const other of [...without, { ...whole, salt: ZeroHash }]) {
        await expect(permit(other)).to.be.revertedWithCustomError(w.token, "ERC2612InvalidSigner");
      }
      await permit(whole);
      expect(await w.token.allowance(w.alice.address, w.spender.address)).to.equal(5n);
    });

    it("the domain stays as it is, whatever the token goes through", async () => {
      const { w, client, domain } = await told();
      await w.token.connect(w.agent).mint(w.alice.address, 1n);
      await w.token.connect(w.guardian).pause();
      expect([...((await client.getFunction("eip712Domain")()) as unknown as unknown[])].map(String)).to.deep.equal(
        [...(domain as unknown as unknown[])].map(String),
      );
    });
  });
});
