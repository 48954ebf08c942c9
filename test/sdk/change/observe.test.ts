import { expect } from "chai";
import { type Address } from "viem";
import { observe } from "../../../sdk/change/index.js";
import { type Reader } from "../../../sdk/reader/index.js";
import { freshWalks, NOTICE, STEWARD_DELAY, type Walk } from "../../fixtures/walk.js";

const addressOf = (account: { readonly address: string }) => account.address as Address;
const readerOf = ({ connection }: Walk): Reader => connection.provider as unknown as Reader;
const ordered = <Item extends { readonly member: Address }>(items: readonly Item[]) =>
  [...items].sort((a, b) => (a.member.toLowerCase() < b.member.toLowerCase() ? -1 : 1));

describe("observe", () => {
  const freshWalk = freshWalks();

  it("default: the token, its registry, its program and who may change them", async () => {
    const walk = await freshWalk();
    const { at, admin, author, registrar, agent, agent2, guardian, steward } = walk;
    const seen = await observe(readerOf(walk), { token: at.token });
    const { engine, token, symbol, decimals, manager, registry, registryAuthority, notice, next, roles } = seen;
    expect({ engine, token, symbol, decimals, manager, registry, registryAuthority, notice, next }).to.deep.equal({
      ...{ engine: at.engine, token: at.token, symbol: "FND", decimals: 0, manager: at.manager },
      ...{ registry: 1, registryAuthority: at.manager, notice: NOTICE, next: null },
    });
    expect(seen.program?.rules).to.deep.equal([]);
    expect(seen.at.time).to.equal(await walk.now());
    expect(roles).to.deep.equal([
      { role: "admin", member: addressOf(admin), delay: 0n },
      { role: "ruleAuthor", member: addressOf(author), delay: 0n },
      { role: "registrar", member: addressOf(registrar), delay: 0n },
      ...ordered([agent, agent2].map((one) => ({ role: "transferAgent" as const, member: addressOf(one), delay: 0n }))),
      { role: "guardian", member: addressOf(guardian), delay: 0n },
      { role: "steward", member: addressOf(steward), delay: STEWARD_DELAY },
    ]);
  });
});
