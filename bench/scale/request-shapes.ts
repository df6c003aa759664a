import { AUTHORS, DEVICES, type Device, SLOTS, type Slot, SPELLINGS, SRCSET_PX } from "./audience.ts";

/** What pictures are asked for: every query and `Accept` that the audience sends, the picture left open. */
export interface RequestShapes {
  readonly queries: readonly string[];
  readonly accepts: readonly string[];
  /** Share of all requests by query and, within it, by `Accept`: `shares[query * accepts.length + accept]`. */
  readonly shares: Float64Array;
}

/** Every request that the audience makes of one picture, with its share. */
export function requestShapes(): RequestShapes {
  const accepts = [...new Set(DEVICES.flatMap(([, device]) => device.accepts.map(([, accept]) => accept)))];
  const byQuery = new Map<string, Float64Array>();
  for (const [deviceShare, device] of normalized(DEVICES)) {
    for (const [query, queryShare] of queriesOf(device)) {
      const shares = byQuery.get(query) ?? new Float64Array(accepts.length);
      for (const [share, accept] of normalized(device.accepts)) {
        const place = accepts.indexOf(accept);
        shares[place] = shares[place]! + deviceShare * queryShare * share;
      }
      byQuery.set(query, shares);
    }
  }
  const shares = new Float64Array(byQuery.size * accepts.length);
  [...byQuery.values()].forEach((row, place) => {
    shares.set(row, place * accepts.length);
  });
  return { queries: [...byQuery.keys()], accepts, shares };
}

/** The queries of one kind of screen, e.g. `w=390&dpr=3`, with their shares of its requests. */
function queriesOf(device: Device): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const add = (query: string, share: number) => {
    for (const [spelled, spell] of normalized(SPELLINGS)) {
      const text = spell(query);
      found.set(text, (found.get(text) ?? 0) + share * spelled);
    }
  };
  for (const [viewportShare, viewport] of normalized(device.viewports)) {
    for (const [densityShare, density] of normalized(device.densities)) {
      for (const [slotShare, slot] of normalized(SLOTS)) {
        for (const [authorShare, author] of normalized(AUTHORS)) {
          add(queryOf(author, slot, viewport, density), viewportShare * densityShare * slotShare * authorShare);
        }
      }
    }
  }
  return found;
}

function queryOf(author: (typeof AUTHORS)[number][1], slot: Slot, viewport: number, density: number): string {
  const width = slot.widthPx(viewport);
  const pixels = width * density;
  switch (author) {
    case "srcset":
      return `w=${SRCSET_PX.find((each) => each >= pixels) ?? SRCSET_PX.at(-1)}${slot.extra}`;
    case "measured":
      return `w=${width}${density === 1 ? "" : `&dpr=${density}`}${slot.extra}`;
    case "rendition":
      return `p=${pixels <= 320 ? "small" : pixels <= 800 ? "medium" : "large"}`;
  }
}

function normalized<Of>(shares: readonly (readonly [number, Of])[]): readonly (readonly [number, Of])[] {
  const sum = shares.reduce((total, [share]) => total + share, 0);
  return shares.map(([share, of]) => [share / sum, of]);
}
