/** How long a fault goes on: one try, every try of one call, everything sent to one service, everything at all. */
type Extent = "try" | "call" | "service" | "process";

/** What can go wrong between a function and a service, each with what the table of outcomes calls it, and where alone it can. */
export const FAULTS = {
  reset: { extent: "try", title: "the connection is reset" },
  refused: { extent: "service", title: "nobody listens any more" },
  hang: { extent: "service", title: "no answer ever comes" },
  slow: { extent: "try", title: "the answer comes late" },
  error: { extent: "try", title: "one 500" },
  throttled: { extent: "service", title: "throttled, SlowDown" },
  lost: { extent: "try", title: "done, but the answer is lost" },
  unheard: { extent: "call", title: "the same at every try" },
  cut: { extent: "try", title: "the answer is cut in the middle" },
  "killed-before": { extent: "process", title: "the process is killed before the call" },
  "killed-after": { extent: "process", title: "the process is killed after the call" },
  conflict: { extent: "try", title: "409, somebody else is writing it", calls: /^s3 (Put|Copy)Object/ },
  kept: { extent: "try", title: "200, and an error for every object of the batch", calls: /^s3 DeleteObjects/ },
  stale: { extent: "try", title: "the index knows of nothing yet", calls: /^dynamodb Query/ },
} as const satisfies Readonly<Record<string, FaultRow>>;

interface FaultRow {
  readonly extent: Extent;
  readonly title: string;
  /** Names of the calls that it can befall, where not all. */
  readonly calls?: RegExp;
}

export type FaultKind = keyof typeof FAULTS;

/** All kinds, in the order of the table. */
export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

/** Whether a fault can befall a call, e.g. objects that are kept only one that removes a batch. */
export function canBefall(kind: FaultKind, { call }: Pick<Step, "call">): boolean {
  const { calls }: FaultRow = FAULTS[kind];
  return calls === undefined || calls.test(call);
}

/** One call of all those that an act makes: the n-th of its name. */
export interface Step {
  /** e.g. `s3 PutObject originals/{id}` */
  readonly call: string;
  /** from 1 on */
  readonly turn: number;
}

/** One try of a call, as the proxy in front of a service sees it. */
export interface Try {
  readonly service: string;
  readonly call: string;
  /** The same for all tries of a call; `undefined` for who is not the SDK. */
  readonly invocation: string | undefined;
}

/** Decides what becomes of each try. */
export interface FaultPlan {
  /** The calls since `watch` or `strike`, their repetitions left out. */
  readonly steps: readonly Step[];
  /** What befalls this try; `undefined` where it goes through. */
  onTry(seen: Try): FaultKind | undefined;
  /** Forgets what was seen, and lets everything through. */
  watch(): void;
  /** The same until this step comes, which the fault befalls. */
  strike(kind: FaultKind, step: Step): void;
  /** Whether the step has come. */
  readonly hasStruck: boolean;
  /** Whether the process is as good as dead: nothing that it does arrives, and nobody hears its answers. */
  readonly isKilled: boolean;
}

/** A plan that several proxies ask, so that one fault can befall all services. */
export function createFaultPlan(): FaultPlan {
  let steps: Step[] = [];
  let invocations = new Set<string>();
  let planned: { readonly kind: FaultKind; readonly step: Step } | undefined;
  let struck: Try | undefined;

  function begin(): void {
    steps = [];
    invocations = new Set();
    struck = undefined;
  }

  /** @returns `undefined` for the repetition of a call */
  function stepOf({ call, invocation }: Try): Step | undefined {
    if (invocation !== undefined && invocations.has(invocation)) return undefined;
    if (invocation !== undefined) invocations.add(invocation);
    const step = { call, turn: steps.filter((each) => each.call === call).length + 1 };
    steps.push(step);
    return step;
  }

  return {
    get steps() {
      return steps;
    },
    get hasStruck() {
      return struck !== undefined;
    },
    get isKilled() {
      return struck !== undefined && planned !== undefined && FAULTS[planned.kind].extent === "process";
    },
    onTry(seen) {
      const step = stepOf(seen);
      if (planned === undefined) return undefined;
      const { kind, step: target } = planned;
      if (struck !== undefined) return goesOn(kind, struck, seen) ? ongoing(kind) : undefined;
      if (step?.call !== target.call || step.turn !== target.turn) return undefined;
      struck = seen;
      return kind;
    },
    watch() {
      begin();
      planned = undefined;
    },
    strike(kind, step) {
      begin();
      planned = { kind, step };
    },
  };
}

function goesOn(kind: FaultKind, struck: Try, seen: Try): boolean {
  const within: Readonly<Record<Extent, boolean>> = {
    try: false,
    call: struck.invocation !== undefined && struck.invocation === seen.invocation,
    service: struck.service === seen.service,
    process: true,
  };
  return within[FAULTS[kind].extent];
}

/** Of a process that was killed nothing more arrives. */
function ongoing(kind: FaultKind): FaultKind {
  return kind === "killed-after" ? "killed-before" : kind;
}
