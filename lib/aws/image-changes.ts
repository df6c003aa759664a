import { type Defaults, defaultsJson } from "../defaults.ts";
import type { ImageChanges } from "../image-changes.ts";
import type { Remake } from "../image-record.ts";
import { foldText } from "../image-search.ts";
import { PROCESSING_OVERDUE_SECONDS } from "../limits.ts";
import { seconds } from "../time.ts";
import type { Update } from "./item-writer.ts";

/** Whose image it must be. */
const OWN = { condition: "#owner = :owner AND #state <> :deleted", names: { owner: "owner" } } as const;

/** A new revision: whatever is being made by the old one is nobody's any more. */
const REVISE = ["revision = revision + :one", "variantCount = :none"];
const REVISION = { one: 1, none: 0 };

/** What an owner says of an image as one update; only what variants are made by begins a new revision. */
export function changing(owner: string, { focalPoint, title, labels }: ImageChanges): Update {
  const text = title ? foldText(title) : title;
  const isCleared = { focalPoint: focalPoint === null, title: title === null, titleText: title === null };
  const removed = Object.entries({ ...isCleared, labels: labels?.length === 0 });
  const set = Object.entries({ focalPoint, title, titleText: text, labels }).filter(
    ([name, value]) => value !== undefined && !removed.some(([each, isRemoved]) => isRemoved && each === name),
  );
  const sets = [...(focalPoint === undefined ? [] : REVISE), ...set.map(([name]) => `${name} = :${name}`)];
  const removes = removed.filter(([, isRemoved]) => isRemoved).map(([name]) => name);
  return {
    ...OWN,
    expression: [clause("SET", sets), clause("REMOVE", removes)].filter((each) => each !== "").join(" "),
    values: { ...(focalPoint !== undefined && REVISION), ...Object.fromEntries(set), owner, deleted: "deleted" },
  };
}

/** Other defaults in the place of those that were frozen, with their renditions to be made. */
export function freezing(owner: string, defaults: Defaults, at: Date): Update {
  const sets = [...REVISE, "defaults = :defaults", "remake = :remake", "chore = :chore", "choreDueAt = :dueAt"];
  return {
    ...OWN,
    condition: `${OWN.condition} AND attribute_exists(proof)`,
    expression: clause("SET", sets),
    values: {
      ...{ ...REVISION, ...lookedAfter("defaults", at) },
      ...{ defaults: defaultsJson(defaults), owner, deleted: "deleted" },
    },
  };
}

/** Renditions to be made again, unless they are to be already. */
export function remaking(at: Date): Update {
  const sets = { remake: "remake", chore: "chore", choreDueAt: "dueAt" };
  return {
    condition: "#state = :ready",
    expression: clause(
      "SET",
      Object.entries(sets).map(([name, value]) => `${name} = if_not_exists(${name}, :${value})`),
    ),
    values: { ...lookedAfter("forgotten", at), ready: "ready" },
  };
}

/** The worker is told, and the sweeper looks whether it was. */
function lookedAfter(because: Remake["because"], at: Date) {
  const remake: Remake = { because, askedAt: at.toISOString() };
  return { remake, chore: "process", dueAt: seconds(at) + PROCESSING_OVERDUE_SECONDS };
}

function clause(word: string, parts: readonly string[]): string {
  return parts.length === 0 ? "" : `${word} ${parts.join(", ")}`;
}
