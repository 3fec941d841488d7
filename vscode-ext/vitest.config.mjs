import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    dir: "test",
    alias: { vscode: new URL("test/vscode.ts", import.meta.url).pathname },
    restoreMocks: true,
  },
});
