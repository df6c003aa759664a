import type { MailWords } from "./mail-words.ts";

/** Mails in Spanish. */
export const ES: MailWords = {
  ready: {
    heading: "Su imagen está lista",
    subject: (size) => `Su imagen está lista (${size})`,
    original: (size, bytes) => `El original tiene ${size} y ${bytes}.`,
    renditions: { small: "Pequeña", medium: "Mediana", large: "Grande" },
    measures: (size, bytes, format) => `${size}, ${bytes} en ${format}`,
    smaller: (percent) => `${percent}\u00a0% menos que el original`,
    modern: "Los navegadores que conocen AVIF o WebP reciben aún menos bytes con los mismos enlaces.",
    playground: "Recortar, convertir, copiar el HTML",
    picture: "Su imagen",
  },
  failed: {
    heading: "No se pudo procesar su imagen",
    upload: (bytes, day) => `Lo que se subió el ${day} (${bytes}) no se ha guardado.`,
    reasons: {
      "media-type-unsupported": {
        why: "El archivo no es de ningún tipo que se acepte.",
        cure: "Ábralo en un editor de imágenes, expórtelo como JPEG, PNG o WebP y suba el resultado.",
      },
      "image-undecodable": {
        why: "El archivo está cortado o dañado.",
        cure: "Abra la imagen en un editor, guárdela de nuevo y suba el resultado. Si no se puede abrir, cópiela otra vez desde la cámara o el teléfono.",
      },
      "image-too-large": {
        why: "La imagen tiene más píxeles, fotogramas o pasadas de los que se aceptan.",
        cure: "Redúzcala en un editor de imágenes a 50 millones de píxeles y 16.384 por lado como máximo, y suba el resultado.",
      },
      "internal-error": {
        why: "Algo ha fallado por nuestra parte.",
        cure: "Suba la imagen otra vez. Si vuelve a fallar, avise a quien gestiona este servicio.",
      },
    },
    said: "En palabras del servicio:",
  },
  reason: "Recibe este correo porque se subió una imagen con su cuenta.",
  stop: "No recibir más estos correos",
};
