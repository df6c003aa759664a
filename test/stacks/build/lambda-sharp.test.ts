import { expect, test } from "vitest";
import { sharpBinaryFaults } from "../../../stacks/build/lambda-sharp.ts";

const RIGHT = ["colour", "sharp-libvips-linux-arm64", "sharp-linux-arm64"];

test("the binaries that Lambda runs are accepted", () => {
  expect(sharpBinaryFaults(RIGHT)).toEqual([]);
});

test.each([
  ["libvips is missing", ["colour", "sharp-linux-arm64"]],
  ["sharp's own binary is missing", ["colour", "sharp-libvips-linux-arm64"]],
  ["the binaries of another CPU came along", [...RIGHT, "sharp-linux-x64"]],
  ["the binaries of another C library came along", [...RIGHT, "sharp-linuxmusl-arm64"]],
])("a folder is refused when %s", (_, packages) => {
  expect(sharpBinaryFaults(packages)).toHaveLength(1);
});
