/**
 * How mails look: said at each element, since not every program heeds a style sheet, and again for the dark in one, which
 * is all that a style sheet is needed for.
 */
export const STYLE = {
  body: "margin:0;padding:0;background:#f4f4f5;color:#18181b",
  page: "width:100%;background:#f4f4f5",
  card: "width:100%;max-width:600px;margin:0 auto;background:#ffffff;border-radius:12px",
  text: "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:16px;line-height:24px;color:#18181b",
  heading: "margin:0;font-size:24px;line-height:32px;font-weight:600",
  picture: "display:block;width:100%;max-width:100%;height:auto;border-radius:8px",
  button: "display:block;padding:12px 16px;border-radius:8px;background:#e4e4e7;color:#18181b;text-decoration:none",
  measures: "font-size:14px;line-height:20px",
  action:
    "display:block;padding:14px 16px;border-radius:8px;background:#14532d;color:#ffffff;text-decoration:none;font-weight:600;text-align:center",
  small: "font-size:13px;line-height:20px;color:#52525b",
  link: "color:#52525b;text-decoration:underline",
} as const;

/** What changes in the dark; `!important` wins over what elements say. */
export const DARK_STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark }
@media (prefers-color-scheme: dark) {
  .page { background: #09090b !important }
  .card { background: #18181b !important }
  .text { color: #fafafa !important }
  .button { background: #3f3f46 !important; color: #fafafa !important }
  .action { background: #86efac !important; color: #052e16 !important }
  .small, .link { color: #a1a1aa !important }
}
`;
