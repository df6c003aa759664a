import { defineConfig } from "vitest/config";

/** What needs Next, and with it the npm registry: `npm run test:next`. */
export default defineConfig({
  test: {
    include: ["test/**/*.next.ts"],
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    testTimeout: 60_000,
  },
});
