import { randomBytes } from "node:crypto";
import type { BucketFiles } from "./bucket-files.ts";
import type { BucketLedger } from "./bucket-ledger.ts";
import { S3Error } from "./error.ts";
import type { MultipartUpload, UploadPart } from "./object-version.ts";
import { Turns } from "./turns.ts";

/** The multipart uploads of one bucket that are neither completed nor aborted. */
export class MultipartUploads {
  readonly #files: BucketFiles;
  readonly #ledger: BucketLedger;
  readonly #uploads: Map<string, MultipartUpload>;
  readonly #turns = new Turns();

  private constructor(files: BucketFiles, ledger: BucketLedger, uploads: readonly MultipartUpload[]) {
    this.#files = files;
    this.#ledger = ledger;
    this.#uploads = new Map(uploads.map((upload) => [upload.uploadId, upload]));
  }

  /** Takes up those that the ledger knows. */
  static async open(files: BucketFiles, ledger: BucketLedger): Promise<MultipartUploads> {
    return new MultipartUploads(files, ledger, await ledger.uploads());
  }

  async begin(draft: Pick<MultipartUpload, "key" | "headers" | "checksum">): Promise<MultipartUpload> {
    const upload = { ...draft, uploadId: randomBytes(24).toString("base64url"), parts: [] };
    await this.#replace(upload.uploadId, upload);
    return upload;
  }

  /** @throws S3Error NoSuchUpload */
  get(key: string, uploadId: string): MultipartUpload {
    const upload = this.#uploads.get(uploadId);
    if (upload?.key !== key) throw new S3Error("NoSuchUpload");
    return upload;
  }

  /**
   * Adds a part, or replaces the one of its number. Its bytes are removed again if the upload has gone.
   *
   * @throws S3Error NoSuchUpload
   */
  async addPart(key: string, uploadId: string, part: UploadPart): Promise<void> {
    try {
      await this.#turns.take(uploadId, async () => {
        const upload = this.get(key, uploadId);
        const parts = [...upload.parts.filter(({ partNumber }) => partNumber !== part.partNumber), part];
        parts.sort((left, right) => left.partNumber - right.partNumber);
        await this.#replace(uploadId, { ...upload, parts });
      });
    } catch (error) {
      await this.#files.removeBytes([part.bytesId]);
      throw error;
    }
  }

  /**
   * Ends an upload by an act that nothing else can happen beside; if the act throws, the upload goes on.
   *
   * @throws S3Error NoSuchUpload
   */
  async end<Result>(key: string, uploadId: string, act: (upload: MultipartUpload) => Promise<Result>): Promise<Result> {
    return this.#turns.take(uploadId, async () => {
      const upload = this.get(key, uploadId);
      const result = await act(upload);
      await this.#replace(uploadId, undefined);
      return result;
    });
  }

  async #replace(uploadId: string, upload: MultipartUpload | undefined): Promise<void> {
    const gone = await this.#ledger.replaceUpload(uploadId, this.#uploads.get(uploadId), upload);
    if (upload === undefined) this.#uploads.delete(uploadId);
    else this.#uploads.set(uploadId, upload);
    await this.#files.removeBytes(gone);
  }
}
