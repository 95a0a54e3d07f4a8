import { defineConfig } from "vite";

// The oldest engine still met on government desktops: Chromium 92 and its contemporaries.
const browsers = ["chrome92", "firefox91", "safari15"];

export default defineConfig({
  base: "/static/",
  publicDir: false,
  build: {
    outDir: "../build/static",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: browsers,
    cssTarget: browsers,
    assetsInlineLimit: 0, // fonts stay files, so that font-src needs no data:
    chunkSizeWarningLimit: 700, // kB: ECharts, which only pages with a chart load
    modulePreload: { polyfill: false },
    rolldownOptions: { input: "src/main.ts" },
  },
});
