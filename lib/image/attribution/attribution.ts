/** Who made a picture and whose it is, e.g. `{ creator: "Ada Lovelace", copyright: "© 2026 Ada Lovelace" }`. */
export interface Attribution {
  readonly creator?: string | undefined;
  readonly copyright?: string | undefined;
}
