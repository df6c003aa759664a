import type { ImageData } from "../../lib/image-data.ts";
import { element } from "../element.ts";
import type { Playground } from "../playground.ts";
import { settledImage } from "../settled-image.ts";
import { pictureCard } from "./picture-card.ts";

/** The cards of the gallery. */
export interface PictureGrid {
  readonly element: HTMLElement;
  isEmpty(): boolean;
  /** Shows a picture, or shows it anew; one that the worker is at is looked after. */
  show(image: ImageData, where: "first" | "last"): void;
}

/** What a grid stands in. */
export interface PictureGridOptions {
  /** Has the focus when the last card is gone that had it. */
  readonly heading: HTMLElement;
  /** Hears of each picture that was deleted here. */
  readonly onDeleted: () => void;
}

export function pictureGrid(playground: Playground, signal: AbortSignal, options: PictureGridOptions): PictureGrid {
  const { darkroom, report } = playground;
  const grid = element("ul", { class: "grid" });
  const cards = new Map<string, HTMLElement>();
  const show: PictureGrid["show"] = (image, where) => {
    const card = pictureCard(playground, image, () => takeAway(image.id));
    const before = cards.get(image.id);
    cards.set(image.id, card);
    if (before !== undefined) replace(before, card);
    else if (where === "first") grid.prepend(card);
    else grid.append(card);
    if (image.state === "processing") void settle(image.id);
  };
  const settle = async (id: string) => {
    const image = await settledImage(darkroom, id, signal).catch(report);
    if (image) show(image, "last");
  };
  const takeAway = (id: string) => {
    const card = cards.get(id);
    if (card === undefined) return;
    const next = focusAfter(card, options.heading);
    card.remove();
    cards.delete(id);
    next?.focus();
    options.onDeleted();
  };
  return { element: grid, isEmpty: () => cards.size === 0, show };
}

function replace(before: HTMLElement, card: HTMLElement): void {
  const hadFocus = before.contains(document.activeElement);
  before.replaceWith(card);
  if (hadFocus) firstStop(card)?.focus();
}

/** Where the focus goes that would be lost with a card; `undefined` where somebody is elsewhere already. */
function focusAfter(card: HTMLElement, heading: HTMLElement): HTMLElement | undefined {
  if (!card.contains(document.activeElement)) return undefined;
  const neighbor = card.nextElementSibling ?? card.previousElementSibling;
  return (neighbor && firstStop(neighbor)) ?? heading;
}

function firstStop(card: Element): HTMLElement | null {
  return card.querySelector<HTMLElement>("a, button");
}
