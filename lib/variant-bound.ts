import type { Transform } from "./url/parameters.ts";
import { isCounted, type UnsignedUrls } from "./url/unsigned.ts";

/** How many variants of one image there may be that anybody can ask for, and what anybody can ask for. */
export interface VariantBound {
  readonly most: number;
  readonly unsignedUrls: UnsignedUrls;
}

/** The bound that a variant comes under, e.g. `500`; `undefined` for one that only who has a key can cause. */
export function boundOn(transform: Transform, { most, unsignedUrls }: VariantBound): number | undefined {
  return isCounted(transform, unsignedUrls) ? most : undefined;
}
