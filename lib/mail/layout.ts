import { type Html, html } from "./html.ts";

/** Mail clients know tables and inline styles; what they do in the dark they do better with few colors. */
const STYLE = "font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:16px;line-height:1.5";

/**
 * A mail's HTML around its content.
 *
 * @param heading one line, e.g. `Your picture is ready`
 */
export function layout(heading: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${heading}</title>
</head>
<body style="margin:0;padding:24px 16px;${STYLE}">
<table role="presentation" cellpadding="0" cellspacing="0" style="max-width:560px;margin:0 auto;width:100%">
<tr><td style="padding:0 0 16px;font-size:22px;font-weight:600">${heading}</td></tr>
${content}
</table>
</body>
</html>
`.html;
}
