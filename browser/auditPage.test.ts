import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { auditPage } from "../sdk/cli/report/index.js";
import { auditedDocuments, auditReport } from "../test/fixtures/auditReport.js";
import { launchChromium } from "./chromium.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What a machine that does ten other things at once may take. */
const PATIENCE = 120_000;

/** As people look at it: a screen, by night, a phone, 200 % on a screen of 1,280 points, paper. */
const LOOKS: Readonly<Record<string, BrowserContextOptions & { readonly paper?: true }>> = {
  light: { viewport: { width: 1280, height: 900 } },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  narrow: { viewport: { width: 320, height: 640 } },
  "200 % zoom": { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
  print: { viewport: { width: 794, height: 1123 }, colorScheme: "dark", paper: true },
};

describe("auditPage in Chromium", () => {
  let browser: Browser;
  let [folder, address] = ["", ""];

  before(async () => {
    browser = await launchChromium();
    folder = mkdtempSync(join(tmpdir(), "weighbridge-"));
    const file = join(folder, "report.html");
    writeFileSync(file, auditPage(auditReport, auditedDocuments));
    address = pathToFileURL(file).href;
  });

  after(async () => {
    if (folder === "") return;
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the page, does something with it, and holds that nothing was fetched and nothing failed. */
  async function look(options: BrowserContextOptions & { readonly paper?: true }, act: (page: Page) => Promise<void>) {
    const { paper, ...of } = options;
    const context = await browser.newContext({ ...of, bypassCSP: true });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    const [failed, fetched]: [string[], string[]] = [[], []];
    page.on("pageerror", (error) => failed.push(String(error)));
    page.on("console", (message) => (message.type() === "error" ? failed.push(message.text()) : undefined));
    page.on("request", (request) => fetched.push(request.url()));
    await page.goto(address);
    if (paper) await page.emulateMedia({ media: "print" });
    await act(page);
    expect(failed).to.deep.equal([]);
    expect([...new Set(fetched.map((url) => url.replace(/#.*/, "")))]).to.deep.equal([address]);
    await context.close();
  }

  for (const [name, options] of Object.entries(LOOKS)) {
    it(`behavior: ${name}: axe finds nothing, and nothing runs over the side`, () =>
      look(options, async (page) => {
        await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
        await page.evaluate(AXE);
        const { violations } = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as {
          readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
        };
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" | ")}`),
        ).to.deep.equal([]);
        expect(
          await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
        ).to.equal(0);
      }));
  }

  it("behavior: by keyboard: past the head, into a cell of the matrix and out again", () =>
    look(LOOKS["light"]!, async (page) => {
      const focused = (what: string) => page.evaluate(`document.activeElement.${what}`);
      await page.keyboard.press("Tab");
      expect(await focused("className")).to.equal("skip");
      expect(await page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")).to.equal(true);
      expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).to.equal("solid");
      await page.keyboard.press("Enter");
      expect(await focused("id")).to.equal("main");
      // The table can be scrolled by keyboard; then its first cell.
      for (let tabs = 0; tabs < 3 && (await focused("tagName")) !== "BUTTON"; tabs += 1)
        await page.keyboard.press("Tab");
      expect(await focused("textContent")).to.equal("1/1 expected rules, trade · equity");
      await page.keyboard.press("Enter");
      expect(await page.locator("[popover]:popover-open").innerText()).to.include("How much may be borrowed");
      await page.keyboard.press("Escape");
      expect(await page.locator("[popover]:popover-open").count()).to.equal(0);
      expect(await focused("textContent")).to.include("1/1");
    }));

  it("behavior: filters by words, kind, severity and authority", () =>
    look(LOOKS["light"]!, async (page) => {
      const shown = () => page.locator("#filter-count").innerText();
      expect(await shown()).to.equal("4 findings shown");
      await page.selectOption("#filter-severity", "error");
      expect(await shown()).to.equal("1 finding shown");
      expect(await page.locator("#finding\\/1").isVisible()).to.equal(false);
      expect(await page.locator("#finding\\/2").isVisible()).to.equal(true);
      await page.selectOption("#filter-severity", "");
      await page.fill("#filter-words", "another MARGIN");
      expect(await shown()).to.equal("2 findings shown");
      await page.selectOption("#filter-code", "gap");
      expect(await shown()).to.equal("0 findings shown");
      await page.fill("#filter-words", "");
      await page.selectOption("#filter-code", "");
      const of = async (authority: string) => (await page.selectOption("#filter-authority", authority), shown());
      expect(await of("CFTC")).to.equal("2 findings shown");
      expect(await of("")).to.equal("4 findings shown");
    }));

  it("behavior: without scripts all findings are there, and no filter that would do nothing", () =>
    look({ javaScriptEnabled: false }, async (page) => {
      expect(await page.locator("#filters").isVisible()).to.equal(false);
      expect(await page.locator("[data-code]").count()).to.equal(auditReport.findings.length);
    }));

  it("behavior: the page's own policy lets its style and script run", async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(address);
    expect(await page.locator("#filters").isVisible()).to.equal(true);
    expect(await page.evaluate("getComputedStyle(document.querySelector('.unseen')).position")).to.equal("absolute");
    await page.close();
  });

  it("behavior: a link to a provision opens the folded table that has it", () =>
    look(LOOKS["light"]!, async (page) => {
      await page.locator(".sides a").first().click();
      await page.locator("[id='provision/test/stock']").waitFor({ state: "visible" });
    }));

  it("behavior: opens and folds all findings", () =>
    look(LOOKS["light"]!, async (page) => {
      const open = () => page.locator("details.group[open], details.kind[open]").count();
      const all = await page.locator("details.group, details.kind").count();
      await page.locator("#fold").click();
      expect(await open()).to.equal(0);
      await page.locator("#unfold").click();
      expect(await open()).to.equal(all);
    }));

  it("behavior: on paper it is dark on white by night too, and what can only be pressed is gone", () =>
    look(LOOKS["print"]!, async (page) => {
      for (const gone of [".contents", "#filters", ".skip"])
        expect(await page.locator(gone).isVisible(), gone).to.equal(false);
      expect(await page.locator("#finding\\/1 .witness").isVisible()).to.equal(true);
      expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).to.equal("rgb(255, 255, 255)");
    }));
});
