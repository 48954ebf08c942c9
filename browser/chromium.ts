import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

/** Where Debian's package and others put it; `CHROMIUM` names another one. */
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"];

/**
 * A headless Chromium with a fresh profile.
 *
 * @throws {Error} when there is none.
 */
export async function launchChromium(): Promise<Browser> {
  const { CHROMIUM: named } = process.env;
  const executablePath = [...(named === undefined ? [] : [named]), ...PLACES].find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error(
      "No Chromium on this machine. Install Debian's package chromium, or set CHROMIUM to the path of one.",
    );
  return chromium.launch({ executablePath, headless: true, args: FLAGS, timeout: 120_000 });
}
