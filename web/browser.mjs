// Unpacks the Chromium of the tests into the folder that is named, and prints where it is: browser, libraries, fonts.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
process.env.TMPDIR = folder; // where the package unpacks; it takes what is there for its own
const { default: chromium, inflate } = await import("@sparticuz/chromium");
const browser = await chromium.executablePath();
const packed = join(dirname(fileURLToPath(import.meta.resolve("@sparticuz/chromium"))), "../bin/al2023.tar.br");
const libraries = await inflate(packed);
// The package's own configuration looks for its fonts in /tmp; without any font Chromium ends at the first letter.
const fonts = join(folder, "fonts.conf");
writeFileSync(
  fonts,
  `<fontconfig><dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "font-cache")}</cachedir></fontconfig>`,
);
console.log(JSON.stringify({ browser, libraries: join(libraries, "lib"), fonts }));
