import { expect } from "chai";
import { Contract, type ContractRunner, MaxUint256, ZeroAddress } from "ethers";
import { make } from "../../fixtures/attempt.js";
import { ofBothSorts } from "../../fixtures/tokenSorts.js";
import { type Walk } from "../../fixtures/walk.js";

/** The interface as a client knows it from the standard, with its optional functions. */
const ABI = [
  "event Transfer(address indexed _from, address indexed _to, uint256 _value)",
  "event Approval(address indexed _owner, address indexed _spender, uint256 _value)",
  "function name() view returns (string)",
  "function symbol() view returns (string)",
  "function decimals() view returns (uint8)",
  "function totalSupply() view returns (uint256)",
  "function balanceOf(address _owner) view returns (uint256 balance)",
  "function transfer(address _to, uint256 _value) returns (bool success)",
  "function transferFrom(address _from, address _to, uint256 _value) returns (bool success)",
  "function approve(address _spender, uint256 _value) returns (bool success)",
  "function allowance(address _owner, address _spender) view returns (uint256 remaining)",
];

describe("ERC-20", () => {
  ofBothSorts((fresh) => {
    /** Alice holds 100 units, bob 50. */
    async function held() {
      const w = await fresh();
      await make(w, { kind: "mint", to: w.alice, amount: 100n });
      await make(w, { kind: "mint", to: w.bob, amount: 50n });
      const client = new Contract(w.at.token, ABI, w.stranger);
      const as = (caller: ContractRunner) => client.connect(caller) as Contract;
      const ask = (name: string, ...args: readonly unknown[]) => client.getFunction(name)(...args) as Promise<unknown>;
      const balances = async () => [await ask("balanceOf", w.alice.address), await ask("balanceOf", w.bob.address)];
      return { w, client, as, ask, balances };
    }
    /** Transfer and Approval, in order, as anybody reads them in the receipt. */
    async function told(w: Walk, client: Contract, sent: Promise<{ readonly hash: string }>) {
      const receipt = await w.ethers.provider.getTransactionReceipt((await sent).hash);
      const logs = receipt!.logs.filter(({ address }) => address === w.at.token);
      return logs.flatMap((log) => {
        const event = client.interface.parseLog(log);
        return event === null ? [] : [[event.name, ...(event.args as unknown as readonly unknown[])]];
      });
    }

    it("name, symbol and decimals: text and a number", async () => {
      const { ask } = await held();
      expect([await ask("name"), await ask("symbol"), await ask("decimals")]).to.deep.equal(["Fund", "FND", 0n]);
    });

    it("totalSupply: the sum of all balances, after mints, burns and transfers", async () => {
      const { w, as, ask, balances } = await held();
      expect(await ask("totalSupply")).to.equal(150n);
      await make(w, { kind: "burn", from: w.alice, amount: 30n });
      await as(w.alice).getFunction("transfer")(w.bob.address, 20n);
      expect(await balances()).to.deep.equal([50n, 70n]);
      expect(await ask("totalSupply")).to.equal(120n);
    });

    it("balanceOf: zero for whoever holds nothing, the zero address too", async () => {
      const { w, ask } = await held();
      expect([await ask("balanceOf", w.carol.address), await ask("balanceOf", ZeroAddress)]).to.deep.equal([0n, 0n]);
    });

    it("transfer: MUST fire Transfer, and returns true", async () => {
      const { w, client, as, balances } = await held();
      const transfer = as(w.alice).getFunction("transfer");
      expect(await transfer.staticCall(w.bob.address, 40n)).to.be.true;
      expect(await told(w, client, transfer(w.bob.address, 40n))).to.deep.equal([
        ["Transfer", w.alice.address, w.bob.address, 40n],
      ]);
      expect(await balances()).to.deep.equal([60n, 90n]);
    });

    it("transfer: SHOULD throw if the balance is too small, by one unit too", async () => {
      const { w, as, balances } = await held();
      for (const amount of [101n, MaxUint256]) {
        await expect(as(w.alice).getFunction("transfer")(w.bob.address, amount)).to.revert(w.ethers);
      }
      expect(await balances()).to.deep.equal([100n, 50n]);
      await as(w.alice).getFunction("transfer")(w.bob.address, 100n);
      expect(await balances()).to.deep.equal([0n, 150n]);
    });

    it("transfer: of 0 values MUST be treated as normal, and fire Transfer", async () => {
      const { w, client, as, balances } = await held();
      const sent = as(w.alice).getFunction("transfer")(w.bob.address, 0n) as Promise<{ readonly hash: string }>;
      expect(await told(w, client, sent)).to.deep.equal([["Transfer", w.alice.address, w.bob.address, 0n]]);
      const fromNothing = as(w.carol).getFunction("transfer")(w.bob.address, 0n) as Promise<{ readonly hash: string }>;
      expect(await told(w, client, fromNothing)).to.have.length(1);
      expect(await balances()).to.deep.equal([100n, 50n]);
    });

    it("transferFrom: SHOULD throw unless the sender was authorised; fires Transfer, and returns true", async () => {
      const { w, client, as, balances } = await held();
      const transferFrom = as(w.spender).getFunction("transferFrom");
      const args = [w.alice.address, w.bob.address, 40n] as const;
      await expect(transferFrom(...args)).to.be.revertedWithCustomError(w.token, "ERC20InsufficientAllowance");
      await as(w.alice).getFunction("approve")(w.spender.address, 39n);
      await expect(transferFrom(...args)).to.be.revertedWithCustomError(w.token, "ERC20InsufficientAllowance");
      await as(w.alice).getFunction("approve")(w.spender.address, 40n);
      expect(await transferFrom.staticCall(...args)).to.be.true;
      expect(await told(w, client, transferFrom(...args))).to.deep.equal([
        ["Transfer", w.alice.address, w.bob.address, 40n],
      ]);
      expect(await balances()).to.deep.equal([60n, 90n]);
    });

    it("transferFrom: of 0 values MUST be treated as normal, and fire Transfer", async () => {
      const { w, client, as } = await held();
      const sent = as(w.spender).getFunction("transferFrom")(w.alice.address, w.bob.address, 0n);
      expect(await told(w, client, sent as Promise<{ readonly hash: string }>)).to.deep.equal([
        ["Transfer", w.alice.address, w.bob.address, 0n],
      ]);
    });

    it("approve: MUST fire Approval, returns true, and overwrites the allowance before", async () => {
      const { w, client, as, ask } = await held();
      const approve = as(w.alice).getFunction("approve");
      for (const value of [5n, 7n, 7n, 0n, MaxUint256]) {
        expect(await approve.staticCall(w.spender.address, value)).to.be.true;
        expect(await told(w, client, approve(w.spender.address, value))).to.deep.equal([
          ["Approval", w.alice.address, w.spender.address, value],
        ]);
        expect(await ask("allowance", w.alice.address, w.spender.address)).to.equal(value);
      }
      expect(await ask("allowance", w.spender.address, w.alice.address), "not the other way").to.equal(0n);
    });

    it("approve: withdraws several times, up to the value; an allowance without end stays", async () => {
      const { w, as, ask } = await held();
      const take = (amount: bigint) =>
        as(w.spender).getFunction("transferFrom")(w.alice.address, w.bob.address, amount) as Promise<unknown>;
      const left = () => ask("allowance", w.alice.address, w.spender.address);
      await as(w.alice).getFunction("approve")(w.spender.address, 30n);
      await take(10n);
      expect(await left()).to.equal(20n);
      await take(20n);
      await expect(take(1n)).to.be.revertedWithCustomError(w.token, "ERC20InsufficientAllowance");
      await as(w.alice).getFunction("approve")(w.spender.address, MaxUint256);
      await take(10n);
      expect(await left()).to.equal(MaxUint256);
    });

    it("Transfer: a token that creates units SHOULD tell it from the zero address; a burn, to it", async () => {
      const { w, client } = await held();
      expect(await told(w, client, make(w, { kind: "mint", to: w.bob, amount: 3n }))).to.deep.equal([
        ["Transfer", ZeroAddress, w.bob.address, 3n],
      ]);
      expect(await told(w, client, make(w, { kind: "burn", from: w.bob, amount: 2n }))).to.deep.equal([
        ["Transfer", w.bob.address, ZeroAddress, 2n],
      ]);
    });

    it("Transfer: MUST trigger on every movement of units, also on those by order", async () => {
      const { w, client } = await held();
      for (const kind of ["forced", "transmission", "licensed"] as const) {
        expect(await told(w, client, make(w, { kind, from: w.alice, to: w.bob, amount: 1n }))).to.deep.equal([
          ["Transfer", w.alice.address, w.bob.address, 1n],
        ]);
      }
    });
  });
});
