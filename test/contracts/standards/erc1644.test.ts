import { expect } from "chai";
import { Contract } from "ethers";
import { type Address, zeroAddress } from "viem";
import { enrol } from "../../../sdk/change/index.js";
import { CAUSES, STATES } from "../../../sdk/kinds/index.js";
import { filed, INSTRUMENT, make } from "../../fixtures/attempt.js";
import { ordersOf, surfaceOf } from "../../fixtures/surfaces.js";
import { ofBothSorts } from "../../fixtures/tokenSorts.js";
import { NOTICE, someFacts, type Walk } from "../../fixtures/walk.js";

/** The events as a client knows them from the standards. */
const ABI = [
  "event ControllerTransfer(address _controller, address indexed _from, address indexed _to, uint256 _value, bytes _data, bytes _operatorData)",
  "event ControllerRedemption(address _controller, address indexed _tokenHolder, uint256 _value, bytes _data, bytes _operatorData)",
  "event Transfer(address indexed _from, address indexed _to, uint256 _value)",
];

describe("ERC-1644, its events", () => {
  ofBothSorts((fresh) => {
    /** Alice and bob hold 100 units each. */
    async function held() {
      const w = await fresh();
      await make(w, { kind: "mint", to: w.alice, amount: 100n });
      await make(w, { kind: "mint", to: w.bob, amount: 100n });
      return w;
    }

    /** What clients of the standard read in a receipt: each Transfer and each controller's event, in order. */
    async function told(w: Walk, sent: Promise<{ readonly hash: string }>): Promise<readonly (readonly unknown[])[]> {
      const { interface: events } = new Contract(w.at.token, ABI);
      const receipt = await w.ethers.provider.getTransactionReceipt((await sent).hash);
      return receipt!.logs.flatMap((log) => {
        const event = log.address === w.at.token ? events.parseLog(log) : null;
        return event === null ? [] : [[event.name, ...(event.args as unknown as readonly unknown[])]];
      });
    }
    const ordered = (w: Walk, from: string, to: string, amount: bigint) => [
      ["Transfer", from, to, amount],
      ["ControllerTransfer", w.agent.address, from, to, amount, "0x", INSTRUMENT],
    ];

    for (const kind of ["forced", "transmission", "licensed"] as const) {
      it(`ControllerTransfer MUST be emitted with Transfer: ${kind}`, async () => {
        const w = await held();
        for (const amount of [60n, 0n]) {
          const sent = make(w, { kind, from: w.alice, to: w.bob, amount });
          expect(await told(w, sent)).to.deep.equal(ordered(w, w.alice.address, w.bob.address, amount));
        }
      });
    }

    it("ControllerTransfer MUST be emitted with Transfer: a recovery, with what the announcement named", async () => {
      const w = await held();
      const orders = ordersOf(w, w.agent, w.at.token);
      await orders.announceRecovery(w.alice.address, w.alice2.address, INSTRUMENT);
      await w.networkHelpers.time.increase(NOTICE);
      const sent = make(w, { kind: "recovery", from: w.alice, to: w.alice2, amount: 100n });
      expect(await told(w, sent)).to.deep.equal(ordered(w, w.alice.address, w.alice2.address, 100n));
    });

    it("ControllerTransfer MUST be emitted with Transfer: into suspense and out of it", async () => {
      const w = await held();
      const { engine, token } = w.at;
      const facts = someFacts({ states: 1 << STATES.suspense });
      await w.send(w.registrar, enrol({ engine, registry: w.registry, wallets: [token], facts }));
      const estate = "0x00000000000000000000000000000000000000e5" as Address;
      const [alice, bob] = [w.alice.address, w.bob.address];
      expect(await told(w, filed(w, "forcedTransferToSuspense", [alice, estate, 9n, INSTRUMENT]))).to.deep.equal(
        ordered(w, alice, token, 9n),
      );
      expect(
        await told(w, filed(w, "transmitToSuspense", [alice, estate, 8n, CAUSES.inheritance, INSTRUMENT])),
      ).to.deep.equal(ordered(w, alice, token, 8n));
      expect(await told(w, filed(w, "releaseFromSuspense", [estate, bob, 17n, INSTRUMENT]))).to.deep.equal(
        ordered(w, token, bob, 17n),
      );
    });

    it("ControllerTransfer MUST be emitted for each movement of a batch", async () => {
      const w = await held();
      const [alice, bob, carol] = [w.alice.address, w.bob.address, w.carol.address];
      for (const from of [alice, bob])
        await surfaceOf(w, w.agent2, w.at.token).fileInstrument(from, carol, 5n, INSTRUMENT);
      const batch = surfaceOf(w, w.agent, w.at.token).batchForcedTransfer([alice, bob], [carol, carol], [5n, 5n]);
      const both = [...ordered(w, alice, carol, 5n), ...ordered(w, bob, carol, 5n)];
      expect(await told(w, batch)).to.deep.equal(both);
      const estate = [[alice, bob], [carol, carol], [5n, 5n], CAUSES.inheritance, INSTRUMENT];
      expect(await told(w, filed(w, "batchTransmit", estate))).to.deep.equal(both);
    });

    it("movements by the holder, mints and burns emit none", async () => {
      const w = await held();
      const [alice, bob] = [w.alice.address, w.bob.address];
      await w.token.connect(w.alice).approve(w.spender.address, 1n);
      for (const [sent, from, to] of [
        [make(w, { kind: "transfer", from: w.alice, to: w.bob, amount: 1n }), alice, bob],
        [make(w, { kind: "transfer", spender: w.spender, from: w.alice, to: w.bob, amount: 1n }), alice, bob],
        [make(w, { kind: "mint", to: w.bob, amount: 1n }), zeroAddress, bob],
        [make(w, { kind: "burn", from: w.bob, amount: 1n }), bob, zeroAddress],
      ] as const) {
        expect(await told(w, sent)).to.deep.equal([["Transfer", from, to, 1n]]);
      }
    });
  });
});
