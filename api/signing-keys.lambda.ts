import { createSigningKeys } from "./signing-keys.ts";

export const handler = createSigningKeys();
