import { createBucketContents } from "./bucket-contents.ts";

export const handler = createBucketContents();
