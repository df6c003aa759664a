import { mkdir, readFile, writeFile } from "node:fs/promises";
import { arch, availableParallelism, cpus, platform, totalmem } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import type { Album } from "../pictures/picture.ts";
import { type Finding, isMet } from "./finding.ts";
import { chartFile, withFinding } from "./performance-page.ts";
import { svgChart } from "./svg-chart.ts";

/** Where it was measured; ratios travel from machine to machine, figures do not. */
export function machine() {
  return {
    node: process.version,
    sharp: sharp.versions.sharp ?? "",
    libvips: sharp.versions.vips,
    processor: cpus()[0]?.model.trim() ?? "",
    cores: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 1e9),
    system: `${platform()} ${arch()}`,
  };
}

/**
 * Writes `bench.json` and `bench.svg`.
 *
 * @param folder made if it is not there, e.g. `bench/results`
 * @returns the two files
 */
export async function writeResults(folder: string, album: Album, findings: readonly Finding[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const json = {
    at: new Date().toISOString(),
    machine: machine(),
    pictures: album.pictures,
    picturesAreMade: album.isMade,
    findings: findings.map((finding) => ({
      ...finding,
      criteria: finding.criteria.map((criterion) => ({ ...criterion, isMet: isMet(criterion) })),
    })),
  };
  const files = [join(folder, "bench.json"), join(folder, "bench.svg")];
  await writeFile(files[0]!, `${JSON.stringify(json, null, 2)}\n`);
  await writeFile(files[1]!, svgChart(findings.flatMap(groupsOf)));
  return files;
}

/**
 * Writes what was found into docs/performance.md, its charts beside it, and the files that sections have for others.
 *
 * @param project its folder
 * @returns the files
 * @throws Error when the page keeps no place for a section; nothing is written then
 */
export async function writeDocs(project: string, album: Album, findings: readonly Finding[]): Promise<string[]> {
  const page = join("docs", "performance.md");
  let text = await readFile(join(project, page), "utf8");
  for (const finding of findings) text = withFinding(text, finding, conditionsOf(album));
  const files: Record<string, string> = { [page]: text };
  for (const finding of findings) {
    Object.assign(files, finding.files);
    if (finding.bars.length > 0) files[join("docs", chartFile(finding.section))] = svgChart(groupsOf(finding));
  }
  for (const [file, content] of Object.entries(files)) await writeFile(join(project, file), content);
  return Object.keys(files).map((file) => join(project, file));
}

function conditionsOf({ isMade }: Album): string {
  const { node, sharp, libvips, processor, cores } = machine();
  const pictures = isMade ? "made by code, which say little of photographs" : "of the folder that PHOTOS named";
  return `Node ${node}, sharp ${sharp}, libvips ${libvips}, ${cores} cores of ${processor}; pictures ${pictures}.`;
}

function groupsOf({ section, bars }: Finding) {
  const names = [...new Set(bars.map(({ group }) => group))];
  return names.map((name) => ({ title: `${section}: ${name}`, bars: bars.filter(({ group }) => group === name) }));
}
