// A package of CommonJS: imported statically here, in a module that is itself loaded lazily.
import { parse as parseCsv } from 'csv-parse/sync';
import { UsageError } from '../../system/errors.ts';

/** Rows of a CSV file with a header, as objects of texts. */
export function parse(content: string, file: string): readonly Readonly<Record<string, string>>[] {
  try {
    return parseCsv(content, {
      columns: (header: string[]) => header.map((name) => name.trim()),
      bom: true,
      skip_empty_lines: true,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file}: not CSV that can be read (${why}).`);
  }
}
