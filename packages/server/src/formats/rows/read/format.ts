import { FormatError } from '../../errors.ts';
import { isHidden } from '../../files/images.ts';
import type { ImportFormat, ImportSource, SourceFile } from '../../model.ts';
import { areTables, TableReader } from './tables.ts';
import type { Table } from './table.ts';

/** `archive/tables/items.csv`: deeper files belong to something else. */
const MAX_FOLDERS = 2;
/** Files of another kind that are looked at before a source is taken for something else. */
const MAX_OTHERS = 100;

/** An import format of tables in files with one of `suffixes`; `open` gives undefined for what is no table. */
export function tableFormat(
  name: ImportFormat['name'],
  suffixes: readonly string[],
  open: (source: ImportSource, file: SourceFile) => Promise<Table | undefined>,
): ImportFormat {
  const tablesOf = async (source: ImportSource): Promise<Table[]> => {
    const tables: Table[] = [];
    let others = 0;
    for await (const file of source.files('', suffixes)) {
      if (isHidden(file.path) || file.path.split('/').length > MAX_FOLDERS + 1) continue;
      const table = await open(source, file);
      if (table) tables.push(table);
      else others += 1;
      if (others === MAX_OTHERS) break;
    }
    return tables;
  };
  return {
    name,
    async detect(source) {
      return areTables(await tablesOf(source));
    },
    async *read(source) {
      const tables = await tablesOf(source);
      const reader = new TableReader(source, tables);
      if (reader.isEmpty) {
        const message = `there is no ${suffixes.join(' or ')} file with a column key or file_name`;
        throw new FormatError('no_annotation_file', message);
      }
      yield* reader.read();
    },
  };
}
