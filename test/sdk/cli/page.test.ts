import { expect } from "chai";
import { pageOf } from "../../../sdk/cli/page.js";

describe("pageOf", () => {
  it("behavior: nothing in others' words acts on the terminal", () => {
    const page = pageOf({ terminal: true, columns: 80 });
    expect(page.text("Mint 1 FND\u001b[2K\u202etxet\nmore\u009b1A")).to.equal(
      "Mint 1 FND\\u{1b}[2K\\u{202e}txet\\u{a}more\\u{9b}1A",
    );
    expect(page.text(page.paint("red", "as it is"))).to.equal("\u001b[31mas it is\u001b[39m");
  });
});
