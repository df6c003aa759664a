import type { MailWords } from "./mail-words.ts";

/** Mails in German. */
export const DE: MailWords = {
  ready: {
    heading: "Ihr Bild ist fertig",
    subject: (size) => `Ihr Bild ist fertig (${size})`,
    original: (size, bytes) => `Das Original hat ${size} und ${bytes}.`,
    renditions: { small: "Klein", medium: "Mittel", large: "Groß" },
    measures: (size, bytes, format) => `${size}, ${bytes} als ${format}`,
    smaller: (percent) => `${percent}\u00a0% kleiner als das Original`,
    modern: "Browser, die AVIF oder WebP kennen, bekommen über dieselben Links noch weniger Bytes.",
    playground: "Zuschneiden, umwandeln, HTML kopieren",
    picture: "Ihr Bild",
  },
  failed: {
    heading: "Ihr Bild konnte nicht verarbeitet werden",
    upload: (bytes, day) => `Was am ${day} hochgeladen wurde (${bytes}), wurde nicht behalten.`,
    reasons: {
      "media-type-unsupported": {
        why: "Die Datei ist von keiner Art, die angenommen wird.",
        cure: "Öffnen Sie sie in einer Bildbearbeitung, exportieren Sie sie als JPEG, PNG oder WebP, und laden Sie das hoch.",
      },
      "image-undecodable": {
        why: "Die Datei ist abgeschnitten oder beschädigt.",
        cure: "Öffnen Sie das Bild in einer Bildbearbeitung, speichern Sie es neu, und laden Sie das hoch. Lässt es sich dort nicht öffnen, übertragen Sie es noch einmal von Kamera oder Telefon.",
      },
      "image-too-large": {
        why: "Das Bild hat mehr Pixel, Einzelbilder oder Durchgänge, als angenommen werden.",
        cure: "Verkleinern Sie es in einer Bildbearbeitung auf höchstens 50 Millionen Pixel und 16.384 je Seite, und laden Sie das hoch.",
      },
      "internal-error": {
        why: "Bei uns ist etwas schiefgegangen.",
        cure: "Laden Sie das Bild noch einmal hoch. Gelingt es wieder nicht, sagen Sie es denen, die diesen Dienst betreiben.",
      },
    },
    said: "In den Worten des Dienstes:",
  },
  reason: "Sie bekommen diese Mail, weil mit Ihrem Konto ein Bild hochgeladen wurde.",
  stop: "Keine solchen Mails mehr",
};
