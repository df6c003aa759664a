import { setTimeout as sleep } from "node:timers/promises";

/** Something that is open until it is closed. */
interface Part {
  close(): Promise<void>;
}

/** Remembers a part that has been opened, and hands it back. */
export type Opened = <T extends Part>(part: T) => T;

/** How several parts are closed. */
export interface ClosingOptions {
  /** Milliseconds for which the last parts may keep those before them open; 0 closes all beside each other. */
  readonly patienceMs?: number;
  /** Gives free what the parts stand on, once none of them is open. */
  readonly leave?: () => Promise<void>;
}

/**
 * Opens something of several parts: all of them, or, when one fails, none. They are closed the last one first.
 *
 * @param open opens the parts one after the other, and tells each
 * @throws what `open` throws
 */
export async function openTogether<T extends object>(
  open: (opened: Opened) => Promise<T>,
  { patienceMs = 0, leave = async () => {} }: ClosingOptions = {},
): Promise<T & Part> {
  const parts: Part[] = [];
  const opened: Opened = (part) => {
    parts.push(part);
    return part;
  };
  const close = () => closeAll(parts.toReversed(), patienceMs).finally(leave);
  try {
    return { ...(await open(opened)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function closeAll(parts: readonly Part[], patienceMs: number): Promise<void> {
  const enough = patienceMs === 0 ? Promise.resolve() : sleep(patienceMs, undefined, { ref: false });
  const closing: Promise<void>[] = [];
  for (const part of parts) {
    const closed = part.close();
    closing.push(closed);
    await Promise.race([closed, enough]);
  }
  await Promise.all(closing);
}
