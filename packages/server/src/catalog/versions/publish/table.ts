import { sampleLine } from '../../../formats/manifest/print.ts';
import { sampleTypes } from '../../../formats/manifest/model.ts';
import { isObject } from '../../../formats/text.ts';
import { below, placeUrl } from '../../buckets/place.ts';
import type { Output, OutputWork } from './output.ts';

/** The rows of a version; one file, as its manifest has one line. */
const FILE = 'data/part-00000.csv';
/** Programs that open tables take a cell that begins like this for a formula. */
const FORMULA = /^[=+\-@]/;

/** A table as CSV: a row per item, with the names of the columns before them when the version wants it. */
export function tableOutput({ row, tree, files }: OutputWork): Output {
  const stream = files.stream(FILE);
  let columns = row.columns.map(({ name }) => name);
  let isFirst = true;
  const begin = async () => {
    isFirst = false;
    if (row.options.with_column_header) await stream.write(csvLine(columns));
  };
  return {
    async add({ metadata }) {
      const { row: cells } = metadata;
      if (!isObject(cells)) return;
      if (columns.length === 0) columns = Object.keys(cells);
      if (isFirst) await begin();
      await stream.write(csvLine(columns.map((name) => cells[name])));
    },
    async finish() {
      if (isFirst) await begin();
      await stream.finish();
      const types = row.columns.map(({ name, type }) => [name, type]);
      const line = sampleLine({
        source: placeUrl(below(tree.root, FILE)),
        property: {
          '@modelarts:schema': Object.fromEntries(
            types.length > 0 ? types : columns.map((name) => [name, 'STRING']),
          ),
        },
        sampleType: sampleTypes.table,
      });
      await files.write(`${row.name}.manifest`, line);
      await files.settle();
    },
    abort: () => stream.abort(),
  };
}

/** As the service writes its CSV: a tab before what would be a formula, quotes doubled. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(cell).join(',')}\n`;
}

function cell(value: unknown): string {
  const text =
    typeof value === 'string'
      ? value
      : value === null || value === undefined
        ? ''
        : JSON.stringify(value);
  const safe = FORMULA.test(text) ? `\t${text}` : text;
  return /[",\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
