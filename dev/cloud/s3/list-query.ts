import { S3Error } from "./error.ts";
import { formEncode } from "./event.ts";

const LONGEST_PAGE = 1000;

type Query = ReadonlyMap<string, string>;

/**
 * How many entries one page may have; over 1,000 is 1,000.
 *
 * @throws S3Error InvalidArgument
 */
export function readPageSize(query: Query, name: "max-keys" | "max-parts"): number {
  const text = query.get(name) ?? String(LONGEST_PAGE);
  if (!/^\d{1,10}$/.test(text)) throw new S3Error("InvalidArgument", { message: `Provided ${name} not an integer` });
  return Math.min(Number(text), LONGEST_PAGE);
}

/**
 * How names are written into a list: as they are, or encoded because XML cannot carry every character.
 *
 * @throws S3Error InvalidArgument
 */
export function readNameWriter(query: Query): (name: string) => string {
  const encoding = query.get("encoding-type");
  if (encoding === undefined) return (name) => name;
  if (encoding === "url") return formEncode;
  throw new S3Error("InvalidArgument", { message: "Invalid Encoding Method specified in Request" });
}
