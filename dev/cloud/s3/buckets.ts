import { readdirSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Bucket, type BucketRules } from "./bucket.ts";
import { S3Error } from "./error.ts";

const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** All buckets under one folder. */
export class Buckets {
  readonly #folder: string;
  readonly #now: () => Date;
  readonly #buckets = new Map<string, Bucket>();

  private constructor(folder: string, now: () => Date) {
    this.#folder = folder;
    this.#now = now;
  }

  /** Opens every bucket that the folder holds and those that the rules name. */
  static async open(folder: string, rules: readonly BucketRules[], now: () => Date): Promise<Buckets> {
    const buckets = new Buckets(folder, now);
    await mkdir(folder, { recursive: true });
    const ruled = new Map(rules.map((rule) => [rule.name, rule]));
    const found = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const names = new Set([...ruled.keys(), ...found.map(({ name }) => name)]);
    try {
      for (const name of names) await buckets.#open(name, ruled.get(name));
    } catch (error) {
      await buckets.close();
      throw error;
    }
    return buckets;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#buckets.values()].map((bucket) => bucket.close()));
  }

  /** @throws S3Error NoSuchBucket */
  get(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) throw new S3Error("NoSuchBucket", { elements: { BucketName: name } });
    return bucket;
  }

  find(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  /** In the order of their names. */
  all(): readonly Bucket[] {
    return [...this.#buckets.values()].sort((left, right) => (left.rules.name < right.rules.name ? -1 : 1));
  }

  /** @throws S3Error InvalidBucketName */
  async create(name: string): Promise<void> {
    await this.#open(name, undefined);
  }

  async #open(name: string, rules: BucketRules | undefined): Promise<void> {
    if (!BUCKET_NAME.test(name)) throw new S3Error("InvalidBucketName", { elements: { BucketName: name } });
    const unruled = { name, eventPrefixes: [], eventNames: [], allowedOrigins: [] };
    this.#buckets.set(name, await Bucket.open(rules ?? unruled, join(this.#folder, name), this.#now));
  }
}
