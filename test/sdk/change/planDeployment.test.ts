import { expect } from "chai";
import { type Address, type Hex } from "viem";
import { planDeployment, type PlanDeploymentParameters } from "../../../sdk/change/index.js";
import { PlanOutdatedError, ProductNotAcceptedError } from "../../../sdk/errors/index.js";
import { pin } from "../../../sdk/reader/index.js";
import { SCHEMES } from "../../../sdk/rulebook/index.js";
import { applied } from "../../fixtures/applied.js";
import { errorOf } from "../../fixtures/errorOf.js";
import { someProgram } from "../../fixtures/rules.js";
import { creationCodeOf, freshWalks, SCHEME, type Walk } from "../../fixtures/walk.js";

const fresh = freshWalks();
const addressOf = (account: { readonly address: string }) => account.address as Address;
const CONTRACTS = [
  ...([
    "WeighbridgeMeters",
    "WeighbridgeRehearsals",
    "WeighbridgeHeadroom",
    "WeighbridgeEnrolment",
    "WeighbridgeAdmin",
    "Weighbridge",
  ] as const),
  ...(["SecurityTokenSurfaces", "SecurityToken", "TokenFactory", "AccessManager"] as const),
];

/** A further token beside the one that is there. */
async function further(w: Walk, some: Partial<PlanDeploymentParameters> = {}) {
  const codes = await Promise.all(CONTRACTS.map(async (name) => [name, await creationCodeOf(name)] as const));
  const seen = await pin(w.connection.provider);
  return planDeployment({
    seen,
    creationCode: Object.fromEntries(codes) as Record<(typeof CONTRACTS)[number], Hex>,
    ...{ salt: `0x${"5a".repeat(32)}`, deployer: addressOf(w.admin), admin: addressOf(w.admin) },
    members: [{ role: "ruleAuthor", account: addressOf(w.author), delay: 0n }],
    ...{ name: "Further", symbol: "FUR", decimals: 0, notice: 60n },
    registry: { number: w.registry, exists: true, scheme: SCHEME },
    program: someProgram([]),
    words: { decimals: 0, scheme: SCHEMES.us, setNames: [], pathNames: [], originNames: [] },
    effectiveFrom: seen.time + 3_600n,
    ...some,
  });
}

describe("planDeployment", () => {
  it("args: manager, one that is there: it is told about the token, and gives nobody a role", async () => {
    const w = await fresh();
    const { plan } = await further(w, { manager: w.at.manager });
    expect(plan.changes.map(({ path }) => path).filter((path) => path.startsWith("roles."))).to.deep.equal([]);
    await applied(w.connection.provider, plan, w.admin);
    expect((await applied(w.connection.provider, plan, w.author)).outcome).to.equal("done");
  });

  it("behavior: of a new manager the changes name the administrator, too", async () => {
    const w = await fresh();
    const { plan } = await further(w);
    expect(plan.changes.map(({ path }) => path)).to.include(`roles.admin.${w.admin.address}`);
  });

  it("error: ProductNotAcceptedError, of a product that may not be planned", async () => {
    const w = await fresh();
    const common = { asOf: "2026-11-26", offeredAs: [], found: undefined, decision: undefined } as const;
    const product = { ...common, class: "restricted", issues: [], mayPlan: false } as const;
    const error = await errorOf(further(w, { product }));
    expect(error).to.be.instanceOf(ProductNotAcceptedError);
    expect((await further(w)).plan.product).to.equal(null);
  });

  it("error: PlanOutdatedError, the time at which the program takes effect passed before it was applied", async () => {
    const w = await fresh();
    const { plan, token } = await further(w, { manager: w.at.manager });
    await w.networkHelpers.time.increase(3_700n);
    const error = await errorOf(applied(w.connection.provider, plan, w.admin));
    expect(error).to.be.instanceOf(PlanOutdatedError);
    expect(await w.connection.provider.request({ method: "eth_getCode", params: [token, "latest"] })).to.equal("0x");
  });
});
