import { html } from "../lib/mail/html.ts";
import type { ReceivedMail } from "./cloud/ses/received-mail.ts";

/** The mails as tests and scripts read them, oldest first. */
export function inboxJson(mails: readonly ReceivedMail[]): object[] {
  return mails.map(({ to, from, subject, html: body, text, sentAt }) => ({
    to,
    from,
    subject,
    html: body,
    text,
    sentAt,
  }));
}

/** The mails as people read them, newest first, each in a frame of its own in which nothing runs. */
export function inboxPage(mails: readonly ReceivedMail[]): string {
  const frames = mails
    .map(
      (mail) => html`<article><h2>${mail.subject}</h2><p>to ${mail.to.join(", ")}, ${mail.sentAt}</p>
<iframe sandbox="allow-popups" srcdoc="${mail.html}" title="${mail.subject}"></iframe></article>
`,
    )
    .reverse();
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Inbox</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
iframe { width: 100%; height: 36rem; border: 1px solid #8888; border-radius: 8px }
</style>
<h1>Inbox</h1>
${mails.length === 0 ? html`<p>No mail yet. Upload a picture, and it comes within seconds.</p>` : frames}
</html>
`.html;
}
