import { html } from "../lib/mail/html.ts";
import type { Language } from "../lib/mail/language.ts";

const WORDS: Readonly<Record<Language, Readonly<Record<"title" | "question" | "button" | "done" | "again", string>>>> =
  {
    en: {
      title: "Mail about your pictures",
      question: "After each upload you get a mail with links to your picture. Shall that stop?",
      button: "Stop these mails",
      done: "Done. You will get no more mail about your pictures.",
      again: "You can switch it on again when you are signed in.",
    },
    de: {
      title: "Mails über Ihre Bilder",
      question: "Nach jedem Hochladen bekommen Sie eine Mail mit Links zu Ihrem Bild. Soll das aufhören?",
      button: "Keine solchen Mails mehr",
      done: "Erledigt. Sie bekommen keine Mails über Ihre Bilder mehr.",
      again: "Wenn Sie angemeldet sind, können Sie sie wieder einschalten.",
    },
    es: {
      title: "Correos sobre sus imágenes",
      question: "Después de cada subida recibe un correo con enlaces a su imagen. ¿Quiere dejar de recibirlo?",
      button: "No recibir más estos correos",
      done: "Hecho. No recibirá más correos sobre sus imágenes.",
      again: "Puede volver a activarlos cuando haya iniciado sesión.",
    },
  };

/** The look of the page, in light and dark. */
export const UNSUBSCRIBE_STYLE = `
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 0 1.5rem; box-sizing: border-box }
main { max-width: 30rem }
h1 { font-size: 1.5rem; margin: 0 }
button { font: inherit; padding: .75rem 1.25rem; border: 0; border-radius: .5rem; background: #14532d; color: #fff; cursor: pointer }
button:focus-visible { outline: 3px solid #4ade80; outline-offset: 2px }
@media (prefers-color-scheme: dark) { button { background: #86efac; color: #052e16 } }
`;

/** A page that asks whether mail shall stop, with one button that posts to its own address; or that says that it has. */
export function unsubscribePage(language: Language, state: "question" | "done"): string {
  const words = WORDS[language];
  const question = html`<p>${words.question}</p>
<form method="post"><button>${words.button}</button></form>`;
  const done = html`<p role="status">${words.done}</p>
<p>${words.again}</p>`;
  return html`<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>${words.title}</title>
<style>${{ html: UNSUBSCRIBE_STYLE }}</style>
<main>
<h1>${words.title}</h1>
${state === "done" ? done : question}
</main>
</html>
`.html;
}
