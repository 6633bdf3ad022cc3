import { defineConfig } from "vitest/config";

// File names carry no hash: what is built is committed, and the server lets each file be asked for again. What comes
// from libraries is in files of its own, so that a change of the page does not rewrite them.
export default defineConfig({
  base: "/static/",
  build: {
    outDir: "../api/static",
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        entryFileNames: "page.js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
        codeSplitting: {
          groups: [
            { name: "cytoscape", test: /node_modules\/cytoscape/ },
            { name: "preact", test: /node_modules\/(preact|@preact)/ },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8642" } },
  test: { include: ["tests/**/*.test.ts"] },
});
