import type { ImageRecord, MailKind } from "../image-record.ts";
import { WORKER_SECONDS } from "../limits.ts";
import type { Images, Mail, Mailer, Users } from "../stores.ts";
import { seconds } from "../time.ts";

/**
 * Sends a mail about an image unless it has been sent, or the address did not take an earlier one.
 *
 * The claim lasts for the longest life of a worker: only one that died between SES's answer and its own note can cause
 * a second mail.
 *
 * @param compose makes the mail for the owner's address
 * @throws Error while another worker is at it, so that the message comes again and finds out how that ended
 */
export async function sendOnce(
  { images, users, mailer }: { images: Images; users: Users; mailer: Mailer | undefined },
  { id, email }: ImageRecord,
  kind: MailKind,
  compose: (to: string) => Mail | Promise<Mail>,
): Promise<void> {
  if (mailer === undefined || email === undefined) return;
  if (await users.isSuppressed(email)) return;
  const now = seconds(new Date());
  if (!(await images.claimMail(id, kind, now, WORKER_SECONDS))) {
    const record = await images.get(id);
    if (record?.mails?.[kind]?.status === "sending") throw new Error(`the ${kind} mail of ${id} is being sent`);
    return;
  }
  await mailer.send(await compose(email));
  await images.noteMail(id, kind, now);
}
