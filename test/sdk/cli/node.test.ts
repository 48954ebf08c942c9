import { expect } from "chai";
import { isTooOld } from "../../../sdk/cli/demo/node.js";

describe("isTooOld", () => {
  it("default: of Node.js, for the chain of the demo", () => {
    for (const version of ["20.19.0", "21.99.0", "22.12.0", "22.0.0"])
      expect(isTooOld(version), version).to.equal(true);
    for (const version of ["22.13.0", "22.14.1", "23.0.0", "24.0.0-rc.1"])
      expect(isTooOld(version), version).to.equal(false);
  });
});
