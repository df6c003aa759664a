import { type ChecksumAlgorithm, type Checksums, CryptoHash, createChecksum } from "./checksum.ts";

/** Size, MD5 and checksums of bytes on their way to somewhere else. */
export class Measurement {
  #sizeBytes = 0;
  readonly #md5 = new CryptoHash("md5");
  readonly #checksums;

  constructor(algorithms: Iterable<ChecksumAlgorithm>) {
    this.#checksums = new Map([...algorithms].map((algorithm) => [algorithm, createChecksum(algorithm)]));
  }

  /** Hands the bytes on as they come and measures them. */
  async *watch(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const bytes of source) {
      this.#sizeBytes += bytes.length;
      this.#md5.update(bytes);
      for (const checksum of this.#checksums.values()) checksum.update(bytes);
      yield bytes;
    }
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  get md5(): Buffer {
    return this.#md5.digest();
  }

  get checksums(): Checksums {
    return Object.fromEntries(
      [...this.#checksums].map(([name, checksum]) => [name, checksum.digest().toString("base64")]),
    );
  }
}
