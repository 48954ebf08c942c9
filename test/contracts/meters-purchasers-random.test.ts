import { expect } from "chai";
import { make } from "../fixtures/attempt.js";
import { today } from "../fixtures/lots.js";
import { flowsOf, meterOf, moveTo, PURCHASERS, scheduleMeters, setFlows, startOf } from "../fixtures/meters.js";
import { enrol, someWallets } from "../fixtures/registers.js";
import { FACTS, freshWalks, type Walk } from "../fixtures/walk.js";
import { seeded } from "../differential/random.js";

const PEOPLE = 5;
const STEPS = 80;
const ruleOf = (window: number) => [{ ...PURCHASERS, window, limit: 100n }];

describe("purchasers against a model of their own", () => {
  const fresh = freshWalks();

  it("behavior: each is counted once, on its latest day, whatever is stated and however often the window grows, seeds 1 to 3", async () => {
    const seen = { grown: 0, forgotten: 0, statedBefore: 0, boughtAgain: 0 };
    for (const seed of [1, 2, 3]) {
      const random = seeded(seed);
      const w = await fresh();
      const wallets = someWallets(0, PEOPLE).map((address) => ({ address }) as Walk["alice"]);
      for (const { address } of wallets) await enrol(w, [address], FACTS.bob);
      let kept = 3;
      await w.enforce(ruleOf(kept));
      const meter = await meterOf(w, ruleOf(kept));
      /** The day on which each bought last, as far as the meter knows. */
      const last: (number | null)[] = wallets.map(() => null);
      let grownAt = 0;

      for (let step = 0; step < STEPS; step++) {
        const day = Number(await today(w));
        const first = day + 1 - kept;
        const who = random.int(PEOPLE);
        const wallet = wallets[who] as Walk["alice"];
        switch (random.int(8)) {
          case 0:
          case 1:
            await moveTo(w, startOf(day + 1 + random.int(2)));
            break;
          case 2:
          case 5: {
            const on = first + random.int(kept);
            if (on < grownAt) seen.statedBefore++;
            await (await setFlows(w, meter, wallet, [{ day: on, units: 1n }])).wait();
            last[who] = on;
            break;
          }
          case 3:
            await (await setFlows(w, meter, wallet, [])).wait();
            last[who] = null;
            break;
          case 4: {
            if (!random.oneIn(2)) break;
            kept += 1 + random.int(8);
            const from = await scheduleMeters(w, ruleOf(kept));
            for (const [index, one] of last.entries())
              if (one !== null && one < first) [last[index], seen.forgotten] = [null, seen.forgotten + 1];
            [seen.grown, grownAt] = [seen.grown + 1, first];
            await (await w.engine.connect(w.agent).completeMeters(w.at.token)).wait();
            await moveTo(w, from);
            await (await w.engine.settle(w.at.token)).wait();
            break;
          }
          default:
            await (await make(w, { kind: "mint", to: wallet, amount: 10n })).wait();
            if (last[who] !== null) seen.boughtAgain++;
            last[who] = Number(await today(w));
        }

        const said = Number(await today(w)) + 1 - kept;
        const counted = (await flowsOf(w, meter)).filter((flow) => flow.day >= said);
        const days = last.filter((one) => one !== null && one >= said) as number[];
        const expected = [...new Set(days)].sort((a, b) => a - b);
        const where = `step ${step}, day ${day}`;
        expect(
          counted.map((flow) => `${flow.day}: ${flow.units}`),
          where,
        ).to.deep.equal(expected.map((one) => `${one}: ${days.filter((other) => other === one).length}`));
        const own = await flowsOf(w, meter, wallet);
        expect(
          own.map((flow) => `${flow.day}: ${flow.units}`),
          where,
        ).to.deep.equal(last[who] === null ? [] : [`${last[who]}: 1`]);
      }
    }
    for (const [what, count] of Object.entries(seen)) expect(count, what).to.be.greaterThan(0);
  });
});
