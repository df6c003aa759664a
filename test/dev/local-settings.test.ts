import { expect, test } from "vitest";
import { localSettings } from "../../dev/local-settings.ts";

test("what may be set is handed on, and what is empty counts as absent", () => {
  const environment = {
    MAX_VARIANTS: "10",
    UPLOADS_PER_HOUR: "5",
    STORED_BYTES: "",
    MAIL_FROM: "",
    SIGNED_URLS: "off",
    PATH: "/bin",
  };
  expect(localSettings(environment)).toEqual({ MAX_VARIANTS: "10", UPLOADS_PER_HOUR: "5" });
});

test.each(["sizes", "required"])("SIGNED_URLS=%s is not started as if it held", (mode) => {
  expect(() => localSettings({ SIGNED_URLS: mode })).toThrow(/SIGNED_URLS can only be off yet/);
});

test.each(["MAX_VARIANTS", "UPLOADS_PER_HOUR", "STORED_BYTES", "TRANSFORMS_PER_MINUTE", "TRANSFORMS_PER_DAY"])(
  "%s is refused where it is no whole number",
  (name) => {
    for (const value of ["0", "-1", "1.5", "1e3", "off"]) {
      expect(() => localSettings({ [name]: value })).toThrow(`${name} must be a whole number over 0, not ${value}.`);
    }
  },
);
