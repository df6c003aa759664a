import { randomBytes } from "node:crypto";
import type { BucketFiles } from "./bucket-files.ts";
import { S3Error } from "./error.ts";
import type { MultipartUpload, UploadPart } from "./object-version.ts";
import { Turns } from "./turns.ts";

/** The multipart uploads of one bucket that are neither completed nor aborted. */
export class MultipartUploads {
  readonly #files: BucketFiles;
  readonly #uploads: Map<string, MultipartUpload>;
  readonly #turns = new Turns();

  constructor(files: BucketFiles) {
    this.#files = files;
    this.#uploads = new Map(files.readUploads().map((upload) => [upload.uploadId, upload]));
  }

  async begin(draft: Pick<MultipartUpload, "key" | "headers" | "checksum">): Promise<MultipartUpload> {
    const upload = { ...draft, uploadId: randomBytes(24).toString("base64url"), parts: [] };
    await this.#write(upload);
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
        const replaced = upload.parts.filter(({ partNumber }) => partNumber === part.partNumber);
        const parts = [...upload.parts.filter((other) => !replaced.includes(other)), part];
        await this.#write({ ...upload, parts: parts.sort((left, right) => left.partNumber - right.partNumber) });
        for (const { bytesId } of replaced) await this.#files.removeBytes(bytesId);
      });
    } catch (error) {
      await this.#files.removeBytes(part.bytesId);
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
      await this.#files.removeUpload(uploadId);
      this.#uploads.delete(uploadId);
      for (const { bytesId } of upload.parts) await this.#files.removeBytes(bytesId);
      return result;
    });
  }

  /** Every content that a part holds on to. */
  bytesIds(): readonly string[] {
    return [...this.#uploads.values()].flatMap(({ parts }) => parts.map(({ bytesId }) => bytesId));
  }

  async #write(upload: MultipartUpload): Promise<void> {
    await this.#files.writeUpload(upload);
    this.#uploads.set(upload.uploadId, upload);
  }
}
