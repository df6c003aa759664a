/** Why something does not start until somebody changes it: its message is one sentence that tells what. */
export class StartRefusal extends Error {}
