import { type Html, html } from "./html.ts";
import type { Language } from "./language.ts";
import { DARK_STYLE, STYLE } from "./style.ts";
import { MAIL_WORDS } from "./words/translations.ts";

/** What every mail has around its content. */
export interface LayoutParts {
  readonly language: Language;
  /** One line, e.g. `Your picture is ready`. */
  readonly heading: string;
  /** What a list of mails shows beside the subject. */
  readonly preview: string;
  readonly content: readonly Html[];
  readonly unsubscribeUrl: string | undefined;
}

/** A mail's HTML: one column, as wide as there is room, up to 600 px. */
export function layout({ language, heading, preview, content, unsubscribeUrl }: LayoutParts): string {
  const { reason, stop } = MAIL_WORDS[language];
  const end = html` <a class="link" href="${unsubscribeUrl ?? ""}" style="${STYLE.link}">${stop}</a>`;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${heading}</title>
<style>${{ html: DARK_STYLE }}</style>
</head>
<body class="page" style="${STYLE.body}">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="page" cellpadding="0" cellspacing="0" border="0" style="${STYLE.page}"><tr><td style="padding:24px 12px">
<table role="presentation" class="card" cellpadding="0" cellspacing="0" border="0" align="center" style="${STYLE.card}">
<tr><td class="text" style="padding:24px 24px 0;${STYLE.text}"><h1 style="${STYLE.heading}">${heading}</h1></td></tr>
${content.map(row)}
<tr><td class="small" style="padding:16px 24px 24px;${STYLE.text};${STYLE.small}">${reason}${unsubscribeUrl === undefined ? "" : end}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`.html;
}

function row(content: Html): Html {
  return html`<tr><td class="text" style="padding:16px 24px 0;${STYLE.text}">${content}</td></tr>
`;
}

/** What ends a mail's text. */
export function textEnd(language: Language, unsubscribeUrl: string | undefined): string {
  const { reason, stop } = MAIL_WORDS[language];
  return unsubscribeUrl === undefined ? `-- \n${reason}` : `-- \n${reason}\n${stop}: ${unsubscribeUrl}`;
}
