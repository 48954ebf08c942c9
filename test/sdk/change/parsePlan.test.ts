import { expect } from "chai";
import fc from "fast-check";
import { type Address, type Hex, isHex } from "viem";
import { formatPlan, parsePlan, type Plan } from "../../../sdk/change/index.js";
import { MANAGER_ROLE_NAMES } from "../../../sdk/change/managerRoles.js";
import { planned } from "../../../sdk/change/planned.js";
import { type Step, stepOf } from "../../../sdk/change/step.js";
import { PlanInvalidError } from "../../../sdk/errors/index.js";

const bytes = (minLength: number, maxLength = minLength): fc.Arbitrary<Hex> =>
  fc.uint8Array({ minLength, maxLength }).map((found) => `0x${Buffer.from(found).toString("hex")}` as const);
const address: fc.Arbitrary<Address> = bytes(20);
const whole = fc.maxSafeNat().map(BigInt);
const line = fc.string({ minLength: 1, unit: "grapheme" });
const orNull = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null });
const probe = fc.tuple(address, bytes(0, 40), bytes(0, 70), fc.boolean(), fc.boolean()).map((parts) => {
  const [to, data, equals, masked, negated] = parts;
  const mask = masked ? { mask: equals } : {};
  return { to, data, equals, ...mask, ...(negated ? { negate: true as const } : {}) };
});
const either = fc.tuple(probe, fc.option(probe, { nil: undefined })).map(([one, or]) => {
  return or === undefined ? one : { ...one, or };
});
const trace = fc.record({
  address,
  topics: fc.array(orNull(bytes(32)), { minLength: 1, maxLength: 4 }),
});
const later = fc.oneof(
  fc.constant({}),
  fc.record({ trace, notAfter: whole }),
  fc.record({
    fades: fc.constant(true as const),
    readyAt: fc.record({ to: address, data: bytes(4), word: fc.nat(31) }),
  }),
  trace.map((one) => ({ trace: { ...one, needed: true as const } })),
);

const step = fc
  .record({
    ...{ title: line, signer: address, role: orNull(fc.constantFrom(...MANAGER_ROLE_NAMES)), done: either },
    call: fc.record({ to: address, data: bytes(4, 80), value: fc.bigInt({ min: 0n, max: 1n << 255n }) }),
    ...{ manager: orNull(address), delay: whole, notBefore: orNull(whole) },
    more: later,
    assumes: fc.array(
      fc.tuple(either, line).map(([one, what]) => ({ ...one, what })),
      { maxLength: 3 },
    ),
  })
  .map(({ more, ...parts }) => stepOf({ ...parts, ...more, delay: parts.manager === null ? 0n : parts.delay }));

const plan: fc.Arbitrary<Plan> = fc
  .record({
    ...{ title: line, engine: address, token: orNull(address) },
    seen: fc.record({ chainId: fc.integer({ min: 1 }), number: whole, hash: bytes(32), time: whole }),
    changes: fc.array(fc.record({ path: line, from: orNull(line), to: orNull(line), loosens: fc.boolean() })),
    steps: fc.uniqueArray(step, { selector: ({ id }) => id, maxLength: 5 }),
  })
  .map((parts) =>
    planned({ ...parts, steps: parts.steps.map((one, index) => ({ ...one, needs: needs(parts.steps, index) })) }),
  );
const needs = (steps: readonly Step[], index: number) => steps.slice(0, index).map(({ id }) => id);

const SOME: Plan = fc.sample(
  plan.filter(
    ({ steps, changes }) => steps.length > 2 && changes.length > 0 && steps.some(({ assumes }) => assumes.length > 0),
  ),
  { numRuns: 1, seed: 7 },
)[0]!;

const issuesOf = (input: unknown): readonly string[] => {
  try {
    parsePlan(input);
  } catch (error) {
    if (error instanceof PlanInvalidError) return error.issues.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
};

/** Every place of a JSON value. */
function places(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  return inner.flatMap(([key, item]) => places(item, [...path, key]));
}

/** The same with another value at one place. */
function edited(value: unknown, [key, ...rest]: readonly (string | number)[]): unknown {
  if (key === undefined) return otherThan(value);
  const copy = structuredClone(value) as Record<string | number, unknown>;
  return Object.assign(copy, { [key]: edited(copy[key], rest) });
}

function otherThan(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (value === null) return "0x0000000000000000000000000000000000000001";
  const text = String(value);
  if (!isHex(text)) return /^\d+$/.test(text) ? `${BigInt(text) + 1n}` : `${text} `;
  return text === "0x" ? "0x00" : `${text.slice(0, -1)}${text.endsWith("0") ? "1" : "0"}`;
}

describe("parsePlan", () => {
  it("default: the inverse of formatPlan", () => {
    fc.assert(
      fc.property(plan, (some) => {
        const text = formatPlan(some);
        expect(parsePlan(JSON.parse(text))).to.deep.equal(some);
        expect(formatPlan(parsePlan(JSON.parse(text)))).to.equal(text);
      }),
      { numRuns: 60 },
    );
  });

  it("behavior: a plan that was edited anywhere is refused", () => {
    const json: unknown = JSON.parse(formatPlan(SOME));
    expect(issuesOf(json)).to.deep.equal([]);
    const all = places(json);
    expect(all.length).to.be.greaterThan(40);
    for (const path of all) expect(issuesOf(edited(json, path)), path.join(".")).not.to.deep.equal([]);
  });

  it("behavior: so is one that lacks something, has more, or in another order", () => {
    const json = JSON.parse(formatPlan(SOME)) as Record<string, unknown> & { steps: unknown[]; changes: unknown[] };
    for (const key of Object.keys(json)) expect(issuesOf({ ...json, [key]: undefined }), key).not.to.deep.equal([]);
    expect(issuesOf({ ...json, note: "approved" }).join()).to.include("note");
    expect(issuesOf({ ...json, steps: json.steps.slice(0, -1) }).join()).to.include("id: is not that of the plan");
    expect(issuesOf({ ...json, steps: [...json.steps].reverse() }).join()).to.include("is no step before this one");
    expect(issuesOf({ ...json, steps: [...json.steps, json.steps[0]] }).join()).to.include(
      "is that of a step before it",
    );
    expect(issuesOf({ ...json, changes: json.changes.slice(1) })).to.have.lengthOf(1);
  });

  it("error: PlanInvalidError, of what is no plan", () => {
    for (const input of [null, 1, "plan", [], {}, { format: "weighbridge.plan/2" }])
      expect(issuesOf(input), JSON.stringify(input)).not.to.deep.equal([]);
  });

  it("error: PlanInvalidError lists every place", () => {
    const json = JSON.parse(formatPlan(SOME)) as { steps: { title: string; call: { value: unknown } }[] };
    json.steps[0]!.call.value = "007";
    json.steps[1]!.title = "";
    const [value, title] = issuesOf(json);
    expect(value).to.equal("steps[0].call.value: must be wei, as decimal digits");
    expect(title).to.match(/^steps\[1\]\.title: /);
  });
});
