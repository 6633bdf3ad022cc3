// Unpacks the Chromium of the tests into the folder that is named, and prints where it is: browser, libraries, fonts.

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
process.env.TMPDIR = folder; // where the package unpacks; it takes what is there for its own
const { default: chromium, inflate } = await import("@sparticuz/chromium");
const browser = await chromium.executablePath();
const packed = join(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))), "../bin/al2023.tar.br");
const libraries = await inflate(packed);
console.log(JSON.stringify({ browser, libraries: join(libraries, "lib"), fonts: join(folder, "fonts") }));
