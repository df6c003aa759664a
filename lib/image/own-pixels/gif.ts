import { type GifBlock, gifBlocks, gifHeaderEnd } from "../gif-blocks.ts";

const TRAILER = 0x3b;
const GRAPHIC_CONTROL = 0xf9;
const APPLICATION = 0xff;

/** The applications whose block says how often an animation is repeated; a length of 11 stands before the name. */
const LOOPS = ["\x0bNETSCAPE2.0", "\x0bANIMEXTS1.0"];

/** Where in such a block its count stands: a length of 3, a 1, and two bytes. */
const LOOP_AT = 14;

const NOTHING = new Uint8Array(0);

/**
 * A GIF's own frames, their times and how often they repeat, without anything else that its file says: no comments,
 * texts or blocks of applications, and nothing after its end.
 *
 * @param gif any bytes that begin with a GIF's signature
 * @returns `undefined` for what is not built as a GIF is
 * @see GIF89a §23–26
 */
export function gifAlone(gif: Uint8Array): Uint8Array | undefined {
  const kept = [gif.subarray(0, gifHeaderEnd(gif))];
  for (const block of gifBlocks(gif)) {
    if (block.kind === "unknown" || block.end > gif.length) return undefined;
    kept.push(keptOf(gif.subarray(block.start, block.end), block.kind));
  }
  return Buffer.concat([...kept, Buffer.from([TRAILER])]);
}

function keptOf(block: Uint8Array, kind: GifBlock["kind"]): Uint8Array {
  if (kind === "image") return block;
  if (kind !== "extension") return NOTHING;
  if (block[1] === GRAPHIC_CONTROL) return block;
  const name = Buffer.from(block.subarray(2, LOOP_AT)).toString("latin1");
  const isLoop = block[1] === APPLICATION && LOOPS.includes(name) && block[LOOP_AT] === 3 && block[LOOP_AT + 1] === 1;
  return isLoop ? Buffer.concat([block.subarray(0, LOOP_AT + 4), Buffer.from([0])]) : NOTHING;
}
