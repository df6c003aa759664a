import type { ImageFormat, Proof } from "../../image-record.ts";

const DEEP_FORMATS: readonly ImageFormat[] = ["png", "tiff"];

/**
 * Whether an original has 16 bits a channel, of which an answer holds eight.
 *
 * @param proof e.g. that of a camera's TIFF; one of before colors were noted counts as of eight bits
 */
export function isDeep({ format, colorSpace }: Proof): boolean {
  if (colorSpace === undefined || !DEEP_FORMATS.includes(format)) return false;
  const { model, bitDepth } = colorSpace;
  return bitDepth === 16 && (model === "rgb" || model === "gray");
}
