import type { DatasetType } from '@sheaf/contract/modelarts';
import type { ImportFormatName } from '../../../catalog/imports/model.ts';
import type { ReadOptions } from '../../../formats/model.ts';

/** How a folder is read into a dataset of a type, as the documents lay such folders out. */
export interface FolderFormat {
  format: ImportFormatName;
  read: ReadOptions;
}

interface Profile {
  columns: { name: string }[];
  label_format: { text_label_separator?: string; text_sample_separator?: string } | null;
}

/** `with_column_header` is of tables only. */
export function folderFormat(
  type: DatasetType,
  { columns, label_format: separators }: Profile,
  header: boolean | undefined,
): FolderFormat {
  switch (type) {
    case 0:
      return { format: 'image-labels', read: {} };
    case 1:
    case 3:
      return { format: 'image-objects', read: {} };
    case 100: {
      const { text_label_separator: label, text_sample_separator: sample } = separators ?? {};
      const read = {
        ...(label && { labelSeparator: label }),
        ...(sample && { sampleSeparator: sample }),
      };
      return { format: 'text-lines', read };
    }
    case 101:
    case 102:
      return { format: 'text-lines', read: { plain: true } };
    case 200:
      return { format: 'audio-labels', read: {} };
    case 201:
    case 202:
      return { format: 'audio-labels', read: { plain: true } };
    case 400: {
      const names = columns.map(({ name }) => name);
      const read = { header: header ?? true, ...(names.length > 0 && { columns: names }) };
      return { format: 'table-rows', read };
    }
    case 600:
      return { format: 'any-files', read: { suffixes: ['.mp4'] } };
    case 900:
      return { format: 'any-files', read: {} };
  }
}
