import type { Files } from '../../system/system.ts';

/** A part of a file that begins and ends at a line's end. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly firstLine: number;
}

const newline = 10;

/**
 * Cuts a file into parts of about `size` bytes, each of whole lines, while it counts them: a finding names the line, so
 * whoever reads a part must know where it starts. Costs about a fiftieth of checking the lines.
 */
export async function* rangesOf(files: Files, path: string, size: number): AsyncIterable<Range> {
  let start = 0;
  let firstLine = 1;
  let lines = 0;
  let at = 0;
  for await (const chunk of files.stream(path)) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
      from = end + 1;
      lines++;
      if (at + from - start < size) continue;
      yield { start, end: at + from, firstLine };
      start = at + from;
      firstLine += lines;
      lines = 0;
    }
    at += bytes.length;
  }
  if (at > start) yield { start, end: at, firstLine };
}
