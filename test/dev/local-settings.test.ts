import { expect, test } from "vitest";
import { localSettings } from "../../dev/local-settings.ts";

test("what may be set is handed on, and what is empty counts as absent", () => {
  const environment = { MAX_VARIANTS: "10", MAIL_FROM: "", SIGNED_URLS: "off", PATH: "/bin" };
  expect(localSettings(environment)).toEqual({ MAX_VARIANTS: "10" });
});

test.each(["sizes", "required"])("SIGNED_URLS=%s is not started as if it held", (mode) => {
  expect(() => localSettings({ SIGNED_URLS: mode })).toThrow(/SIGNED_URLS can only be off yet/);
});
