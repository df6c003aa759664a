import { S3Error } from "./error.ts";

const LONGEST_LINE_BYTES = 8192;

/** Reads lines and counted bytes from a stream of buffers. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #pending: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /**
   * The text up to the next CRLF, without it.
   *
   * @throws S3Error IncompleteBody when there is none
   */
  async line(): Promise<string> {
    let end = this.#pending.indexOf("\r\n");
    while (end === -1) {
      if (this.#pending.length > LONGEST_LINE_BYTES) throw new S3Error("IncompleteBody");
      await this.#fill();
      end = this.#pending.indexOf("\r\n");
    }
    const line = this.#pending.toString("latin1", 0, end);
    this.#pending = this.#pending.subarray(end + 2);
    return line;
  }

  /**
   * The next bytes, in the pieces they came in.
   *
   * @throws S3Error IncompleteBody when there are fewer
   */
  async *bytes(count: number): AsyncGenerator<Buffer> {
    let missing = count;
    while (missing > 0) {
      if (this.#pending.length === 0) await this.#fill();
      const piece = this.#pending.subarray(0, missing);
      this.#pending = this.#pending.subarray(piece.length);
      missing -= piece.length;
      yield piece;
    }
  }

  /** Nothing is left to read. */
  async isAtEnd(): Promise<boolean> {
    if (this.#pending.length > 0) return false;
    const next = await this.#source.next();
    if (next.done) return true;
    this.#pending = next.value;
    return this.isAtEnd();
  }

  async #fill(): Promise<void> {
    const next = await this.#source.next();
    if (next.done) throw new S3Error("IncompleteBody");
    this.#pending = this.#pending.length === 0 ? next.value : Buffer.concat([this.#pending, next.value]);
  }
}
