/** The stage whose address and data somebody depends on. */
const KEPT_STAGE = "prod";

/**
 * Why a stage may not be removed by the command at hand.
 *
 * CloudFormation's own protection of a stack is nothing that SST sets, and removing takes distribution, address and
 * signing keys even where buckets and tables stay.
 *
 * @param mode of SST: `remove`, `deploy` …
 * @returns a sentence, `undefined` where nothing speaks against it
 */
export function removalFault(
  stage: string,
  mode: string,
  environment: { readonly REMOVE_STAGE?: string | undefined },
): string | undefined {
  if (mode !== "remove" || stage !== KEPT_STAGE || environment.REMOVE_STAGE === stage) return undefined;
  return `The stage ${stage} is protected; say REMOVE_STAGE=${stage} to remove its distribution, address and keys.`;
}
