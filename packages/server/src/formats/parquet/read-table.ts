import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import type { FileMetaData, RowGroup, SchemaTree } from 'hyparquet';
import { FormatError } from '../errors.ts';
import type { ImportSource, SourceFile } from '../model.ts';
import type { Table, TableRow } from '../rows/read/table.ts';
import { compressors } from './compressors.ts';
import { asyncBuffer } from './file.ts';

/** Rows that are in memory at a time; writers make row groups of a hundred thousand, some of a million. */
const MAX_GROUP_ROWS = 2_000_000;
/** Unpacked bytes of the wanted columns of a row group, in memory at a time. */
const MAX_GROUP_BYTES = 1024 * 1024 * 1024;
/** Columns that hold lists; all other nested columns are passed over. */
const LISTS = new Set(['bbox', 'annotations', 'keypoints', 'skeleton']);

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
/** JSON stays text: a broken document is one row's fault. A byte order mark belongs to a text. */
const parsers = { jsonFromBytes: textOf, stringFromBytes: textOf };

/** A Parquet file as a table; undefined when it is none. Reading throws FormatError `parquet_invalid`. */
export async function parquetTable(
  source: ImportSource,
  file: SourceFile,
): Promise<Table | undefined> {
  const buffer = asyncBuffer(source, file);
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(buffer);
  } catch {
    return undefined;
  }
  const columns = parquetSchema(metadata).children.filter(isReadable).map(nameOf);
  return {
    file: file.path,
    size: file.size,
    columns,
    async *batches() {
      let [start, bytes] = [0, 0];
      for (const group of metadata.row_groups) {
        const rows = Number(group.num_rows);
        const range = { rowStart: start, rowEnd: start + rows };
        yield { rows: await readGroup(group, range), bytes };
        bytes += Number(group.total_compressed_size ?? group.total_byte_size);
        start += rows;
      }
      yield { rows: [], bytes: file.size };
    },
  };

  async function readGroup(
    group: RowGroup,
    range: { rowStart: number; rowEnd: number },
  ): Promise<TableRow[]> {
    try {
      checkSize(group, columns);
      const options = { file: buffer, metadata, columns: [...columns], compressors, ...range };
      const rows = await parquetReadObjects({ ...options, parsers });
      return rows.map((cells, at) => ({ row: range.rowStart + at + 1, cells }));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new FormatError('parquet_invalid', message, { file: file.path });
    }
  }
}

const nameOf = ({ element }: SchemaTree): string => element.name;

/** Numbers, truths and text; bytes that are no text are not, and no column of ours has them. */
function isReadable({ element, children }: SchemaTree): boolean {
  if (children.length > 0) return LISTS.has(element.name);
  if (element.type === 'FIXED_LEN_BYTE_ARRAY' || element.type === 'INT96') return false;
  const isText =
    ['UTF8', 'JSON', 'ENUM'].includes(element.converted_type ?? '') ||
    ['STRING', 'JSON', 'ENUM'].includes(element.logical_type?.type ?? '');
  return element.type !== 'BYTE_ARRAY' || isText;
}

function checkSize(group: RowGroup, wanted: readonly string[]): void {
  const sizes = group.columns.map(({ meta_data }) =>
    meta_data && wanted.includes(meta_data.path_in_schema[0] ?? '')
      ? Number(meta_data.total_uncompressed_size)
      : 0,
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (Number(group.num_rows) > MAX_GROUP_ROWS || bytes > MAX_GROUP_BYTES) {
    throw new Error(`a row group of ${group.num_rows} rows and ${bytes} bytes is too large`);
  }
}
