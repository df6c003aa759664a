import { expect, test } from "vitest";
import { localSettings } from "../../dev/local-settings.ts";

test("what may be set is handed on, and what is empty counts as absent", () => {
  const environment = {
    MAX_VARIANTS: "10",
    UPLOADS_PER_HOUR: "5",
    STORED_BYTES: "",
    MAIL_FROM: "",
    SIGNED_URLS: "sizes",
    LADDER: "320,640",
    PATH: "/bin",
  };
  const { STORED_BYTES, MAIL_FROM, PATH, ...handedOn } = environment;
  expect(localSettings(environment)).toEqual(handedOn);
});

test.each([
  ["SIGNED_URLS", "on", "SIGNED_URLS must be off, sizes or required, not on."],
  ["LADDER", "640,320", "LADDER must be sizes that grow; 320 comes after 640."],
])("%s=%s is refused in a sentence", (name, value, sentence) => {
  expect(() => localSettings({ [name]: value })).toThrow(sentence);
});

test.each(["MAX_VARIANTS", "UPLOADS_PER_HOUR", "STORED_BYTES", "TRANSFORMS_PER_MINUTE"])(
  "%s is refused where it is no whole number",
  (name) => {
    for (const value of ["0", "-1", "1.5", "1e3", "off"]) {
      expect(() => localSettings({ [name]: value })).toThrow(`${name} must be a whole number over 0, not ${value}.`);
    }
  },
);

test("TRANSFORMS_PER_DAY may be 0, by which making is switched off, and no less", () => {
  expect(localSettings({ TRANSFORMS_PER_DAY: "0" })).toMatchObject({ TRANSFORMS_PER_DAY: "0" });
  for (const TRANSFORMS_PER_DAY of ["-1", "00", "off"]) {
    expect(() => localSettings({ TRANSFORMS_PER_DAY })).toThrow("must be a whole number from 0 on");
  }
});
