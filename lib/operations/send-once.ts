import type { ImageRecord, MailKind } from "../image-record.ts";
import { WORKER_SECONDS } from "../limits.ts";
import type { Mail, Mailer } from "../mail/mail.ts";
import { ProblemError } from "../problem-error.ts";
import type { Images } from "../stores.ts";
import { seconds } from "../time.ts";
import type { Users } from "../users.ts";

/**
 * Sends a mail about an image unless it has been sent, its owner wants none, or the address did not take an earlier one.
 *
 * The claim lasts for the longest life of a worker: only one that died between SES's answer and its own note can cause
 * a second mail. What is not wanted now is not sent when mail is wanted again.
 *
 * @param compose makes the mail for the owner's address
 * @throws ProblemError `unavailable` while another worker is at it, so that the message comes again and finds out how that ended
 */
export async function sendOnce(
  { images, users, mailer }: { images: Images; users: Users; mailer: Mailer | undefined },
  { id, owner, email }: ImageRecord,
  kind: MailKind,
  compose: (to: string) => Mail | Promise<Mail>,
): Promise<void> {
  if (mailer === undefined || email === undefined) return;
  const now = seconds(new Date());
  if (!(await isWanted(users, owner, email))) return images.withholdMail(id, kind, now);
  if (!(await images.claimMail(id, kind, now, WORKER_SECONDS))) {
    const record = await images.get(id);
    if (record?.mails?.[kind]?.status === "sending") {
      throw new ProblemError("unavailable", `The ${kind} mail of ${id} is being sent.`);
    }
    return;
  }
  await mailer.send(await compose(email));
  await images.noteMail(id, kind, now);
}

async function isWanted(users: Users, owner: string, email: string): Promise<boolean> {
  const [{ mail }, isSuppressed] = await Promise.all([users.notifications(owner), users.isSuppressed(email)]);
  return mail && !isSuppressed;
}
