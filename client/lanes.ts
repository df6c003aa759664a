/**
 * Does things beside each other, so many at a time, and hands out what came of each as it comes.
 *
 * @param lanes how many at a time, from 1
 */
export async function inLanes<T>(things: readonly T[], lanes: number, act: (thing: T) => Promise<void>): Promise<void> {
  const queue = things.values();
  const lane = async () => {
    for (const thing of queue) await act(thing);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, things.length) }, lane));
}
