/** A parameter's value as read: what it is depends on the row's kind, e.g. `640`, `cover`, `true`, `[30, 70]`. */
export type Value = number | string | boolean | readonly number[];
