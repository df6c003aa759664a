import type { Table } from "../report/finding.ts";
import { figure, kilobytes, times } from "../report/text.ts";
import { mean } from "../statistics.ts";
import type { Encoded } from "./encoded.ts";
import { DEFAULT_NAME } from "./settings.ts";

/** A table for each format and width, a row for each setting. */
export function encoderTables(encoded: readonly Encoded[]): Table[] {
  const widths = [...new Set(encoded.map(({ widthPx }) => widthPx))];
  const formats = [...new Set(encoded.map(({ format }) => format))];
  return formats.flatMap((format) =>
    widths.map((widthPx) => {
      const ofThese = encoded.filter((each) => each.format === format && each.widthPx === widthPx);
      const rows = [...new Set(ofThese.map(({ name }) => name))].map((name) => rowOf(ofThese, name));
      const columns = [`${format}, ${widthPx} px`, "bytes", "÷ default", "CPU ÷ default", "SSIMULACRA2", "worst"];
      return { columns, rows };
    }),
  );
}

function rowOf(all: readonly Encoded[], name: string): string[] {
  const [mine, usual] = [name, DEFAULT_NAME].map((each) => all.filter((one) => one.name === each));
  const total = (of: readonly Encoded[] | undefined, what: "bytes" | "cpuMs") => mean(of!.map((each) => each[what]));
  const scores = mine!.map(({ score }) => score);
  return [
    name,
    kilobytes(total(mine, "bytes")),
    times(total(mine, "bytes") / total(usual, "bytes")),
    times(total(mine, "cpuMs") / total(usual, "cpuMs")),
    figure(mean(scores)),
    figure(Math.min(...scores)),
  ];
}
