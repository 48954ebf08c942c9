import { fileURLToPath } from "node:url";

/** The package's own folder: this file lies two below it, in the sources as in what is built of them. */
export const PACKAGE = fileURLToPath(new URL("../../", import.meta.url));
