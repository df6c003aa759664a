import type { QueryParameters } from "../client/image-source.ts";
import { editor } from "./editor/editor.ts";
import { isProven } from "./picture-state.ts";
import type { Playground } from "./playground.ts";
import { unprovenPicture } from "./unproven-picture.ts";

/**
 * One picture's place: its editor, or what is the matter where there is nothing to be edited.
 *
 * @param said what its address had, e.g. `{ w: "640" }`
 */
export async function pictureView(
  playground: Playground,
  signal: AbortSignal,
  id: string,
  said: QueryParameters,
): Promise<HTMLElement> {
  const image = await playground.darkroom.image(id);
  return isProven(image) ? editor(playground, signal, image, said) : unprovenPicture(playground, signal, image);
}
