import { defineConfig } from "vitest/config";

/** What needs a Chromium: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ["test/**/*.browser.ts"],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // A browser, a service and sharp share two cores.
    maxWorkers: 1,
  },
});
