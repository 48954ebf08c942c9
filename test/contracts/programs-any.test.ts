import fc from "fast-check";
import { anyProgram } from "../sdk/program/arbitrary.js";
import { freshWalks } from "../fixtures/walk.js";

describe("any program that the SDK makes", () => {
  const fresh = freshWalks();

  it("behavior: has the form that publish asks for, with every kind, mode, path and party", async () => {
    const { engine } = await fresh();
    await fc.assert(
      fc.asyncProperty(anyProgram, async ({ bytes }) => {
        await engine.validate(bytes);
      }),
      { numRuns: 150 },
    );
  });
});
