import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Two cores: each file that starts a whole service brings sharp's own threads along.
    maxWorkers: 2,
  },
});
