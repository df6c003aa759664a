import { CommandFailure, EXIT_CODES, exitCodeOf, sentenceOf } from "./failure.ts";
import { checkImageId } from "./parameter-arguments.ts";
import { tell, type World } from "./world.ts";

/**
 * Does something with one image after the other; what fails keeps no other from its turn, unless everything would fail.
 *
 * @param done what they are afterwards, e.g. `deleted`
 * @throws CommandFailure when one at least failed, before anything is done for what no image can be called
 */
export async function forEachImage(
  world: World,
  ids: readonly string[],
  done: string,
  act: (id: string) => Promise<void>,
): Promise<void> {
  for (const id of ids) checkImageId(id);
  let failures = 0;
  for (const id of ids) {
    try {
      await act(id);
    } catch (error) {
      if (exitCodeOf(error) !== EXIT_CODES.failed) throw error;
      failures++;
      tell(world, `${id}: ${sentenceOf(error)}`);
    }
  }
  if (failures > 0) throw new CommandFailure(`${failures} of ${ids.length} could not be ${done}.`);
}
