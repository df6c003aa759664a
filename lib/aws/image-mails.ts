import type { Images } from "../stores.ts";
import type { ItemWriter } from "./item-writer.ts";

/** What an image's record knows of the mails about it. */
export function mailNotes(write: ItemWriter): Pick<Images, "claimMail" | "noteMail" | "withholdMail"> {
  return {
    claimMail: (imageId, kind, now, leaseSeconds) =>
      write.update(imageId, {
        expression: "SET mails.#kind = :mail",
        condition:
          "#state <> :deleted AND (attribute_not_exists(mails.#kind) OR (mails.#kind.#status = :sending AND mails.#kind.#at < :lapsed))",
        names: { kind, status: "status", at: "at" },
        values: {
          mail: { status: "sending", at: now },
          sending: "sending",
          lapsed: now - leaseSeconds,
          deleted: "deleted",
        },
      }),
    async noteMail(imageId, kind, now) {
      await write.update(imageId, {
        expression: "SET mails.#kind = :mail",
        condition: "#state <> :deleted",
        names: { kind },
        values: { mail: { status: "sent", at: now }, deleted: "deleted" },
      });
    },
    async withholdMail(imageId, kind, now) {
      await write.update(imageId, {
        expression: "SET mails.#kind = :mail",
        condition: "#state <> :deleted AND (attribute_not_exists(mails.#kind) OR mails.#kind.#status = :sending)",
        names: { kind, status: "status" },
        values: { mail: { status: "withheld", at: now }, sending: "sending", deleted: "deleted" },
      });
    },
  };
}
