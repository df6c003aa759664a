import type { ProblemCode } from "../../lib/problem.ts";
import type { Schema } from "./schema.ts";

/** One request that the API or the edge answers. */
export interface Operation {
  /** e.g. `listImages` */
  readonly id: string;
  /** As Hono has it, e.g. `GET /images/:id`. */
  readonly route: `${"GET" | "PUT" | "POST" | "PATCH" | "DELETE"} /${string}`;
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  /** Asks for no token. */
  readonly isPublic?: true;
  /** Of the query and the headers; those of the path are read off the route. */
  readonly parameters?: readonly Parameter[];
  readonly body?: Body;
  readonly answers: readonly Answer[];
  /** Besides those that every operation can have. */
  readonly problems: readonly ProblemCode[];
  readonly examples: readonly Example[];
}

/** What operations are about, in the order of the reference. */
export const TAGS = ["Uploads", "Images", "Pictures", "You", "Service", "Deletion"] as const;

export type Tag = (typeof TAGS)[number];

export interface Parameter {
  readonly in: "query" | "header";
  readonly name: string;
  readonly schema: Schema;
}

export interface Body {
  readonly isRequired: boolean;
  /** The schema of each media type; an empty one for bytes. */
  readonly content: Readonly<Record<string, Schema>>;
}

/** An answer that is no problem. */
export interface Answer {
  readonly status: 200 | 201 | 202 | 204;
  readonly description: string;
  readonly headers?: Readonly<Record<string, Schema>>;
  /** As in a body; absent where there is none. */
  readonly content?: Readonly<Record<string, Schema>>;
}

/** A request that works as it stands, and what it is answered; a test sends each of them in the order they stand in. */
export interface Example {
  readonly summary: string;
  /** With the query, e.g. `/images?limit=1`; about `EXAMPLE_ID`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: object;
  /** A picture of the repository that is the body, e.g. `dev/demo/sunset.jpg`. */
  readonly file?: string;
  readonly status: number;
  /** JSON, where the answer is. */
  readonly answer?: object;
}

/** The image that examples are about. */
export const EXAMPLE_ID = "01m82adw8jkkg39552yw1r555z";

/** One that is on its way. */
export const ANNOUNCED_ID = "01m82ae09mdvmbwg2gppn9mdwd";

/** What switches off the mail of whom the examples are about. */
export const EXAMPLE_TOKEN =
  "5cf412bfaa746ac4521624fabba18444.1826996783.k1.q3Jw0tq7hXo2Yp5cVn8Lk1Dz4Sg6Rb9Ea0Uf7Tm3Wi4";

/** Where the service of examples is; a description names its own instead. */
export const EXAMPLE_URL = "https://img.example.com";
