import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The SDK warns of Node 20 before it drops it; the versions in the lock file run there.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What is waited for comes by a queue and a worker, which a busy machine may keep for seconds.
    expect: { poll: { timeout: 20_000 } },
    // Two cores: each file that starts a whole service brings sharp's own threads along.
    maxWorkers: 2,
  },
});
