import type { ImageData } from "../lib/image-data.ts";
import { timeText } from "./amounts.ts";

/** What a picture is called: its owner's words, or when it came. */
export function pictureTitle({ title, createdAt }: Pick<ImageData, "title" | "createdAt">): string {
  return title ?? `Picture of ${timeText(createdAt)}`;
}
