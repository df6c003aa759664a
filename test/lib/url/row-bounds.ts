import type { ParameterRow } from "../../../lib/url/parameters.ts";

/** The least and the most that a row accepts; of a list, each of its words. */
export function ends(row: ParameterRow): string[] {
  switch (row.kind) {
    case "integer":
      return [`${row.min}`, `${row.max}`, ...(row.word ? [row.word] : [])];
    case "decimal":
      return [`${row.min}`, `${row.max}`];
    case "numbers":
      return [row.min.join(), row.min.map(() => row.max).join()];
    case "word":
      return wordsOf(row);
    case "flag":
      return ["0", "1", "true", "false"];
    case "ratio":
      return ["1:1", "9999:1", "1:9999"];
    case "color":
      return ["000", "ffff", "#000000", "ffffffff"];
    case "name":
      return NAMES[row.key]!;
    case "text":
      return ["a", "W".repeat(row.max), "ß".repeat(row.max / 2), "100 % <b>& _._</b>", "\u{1F600}~"];
  }
}

const NAMES: Readonly<Record<string, string[]>> = {
  mark: ["0".repeat(26), "z".repeat(26)],
  dl: ["a", "Z".repeat(64)],
  p: ["a", "z".repeat(32)],
  s: [`k.${"A".repeat(43)}`, `${"k".repeat(16)}.${"_".repeat(43)}`],
  free: ["w", "w.h.".repeat(8)],
  widths: ["1", "9".repeat(99)],
};

/** Every word that a row takes, those that stand for another included. */
export function wordsOf({ words, also = "" }: { readonly words: string; readonly also?: string }): string[] {
  return [...words.split(" "), ...also.split(" ").filter((_, index) => index % 2 === 0)].filter((word) => word !== "");
}

const NOT_NUMBERS: readonly string[] = [
  ...["", " 7", "7 ", "+7", "-0", "07", "7.0", "7e0", "0x7", "٧", "NaN", "Infinity", "7\n"],
  "1".repeat(10_000),
];

/** Texts that a row does not accept, the nearest ones among them. */
export function outside(row: ParameterRow): string[] {
  switch (row.kind) {
    case "integer":
      return [`${row.min - 1}`, `${row.max + 1}`, `${row.min}.5`, "7,0", ...NOT_NUMBERS];
    case "decimal":
      return [
        `${row.min - 0.0001}`,
        `${row.max + 0.0001}`,
        `${row.min}.0000001`,
        "1.",
        ...(row.min >= 1 ? [".5"] : []),
        "1e0",
        " 1",
        "1\n",
        "+1",
        "",
      ];
    case "numbers":
      return [
        ...eachOutside(row),
        ...NOT_NUMBERS.map((text) => [text, ...row.min.slice(1)].join()),
        row.min.slice(1).join(),
        `${row.min.join()},1`,
        `${row.min.join(" ")}`,
      ];
    case "word":
      return [
        "",
        "nothing",
        `${wordsOf(row)[0]} `,
        ` ${wordsOf(row)[0]}`,
        `${wordsOf(row)[0]}\n`,
        row.words,
        row.words.replaceAll(" ", ","),
        "constructor",
      ];
    case "flag":
      return ["", "2", "yes", "on", " 1", "1\n", "01", "-1"];
    case "ratio":
      return ["", "0:1", "1:0", "1:10000", "1.5:1", "1", "16/9", "16:9:1", " 1:1", "1:1\n", "-1:1"];
    case "color":
      return ["", "f", "ff", "fffff", "fffffff", "fffffffff", "##fff", "ggg", "fff#", "fff\n", "rgb(0,0,0)", "colour"];
    case "name":
      return ["", "a".repeat(100), "a b", "a\n", "é", "a_b.c", "__proto__"];
    case "text":
      return ["", "W".repeat(row.max + 1), `${"ß".repeat(row.max / 2)}a`];
  }
}

/** The row's least and greatest numbers, one place of them at a time one too far. */
function eachOutside(row: ParameterRow & { kind: "numbers" }): string[] {
  const most = row.min.map(() => row.max);
  return row.min.flatMap((least, place) => [
    row.min.with(place, least - 1).join(),
    most.with(place, row.max + 1).join(),
  ]);
}
