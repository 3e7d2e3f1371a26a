import sql, { type Sql } from 'sql-template-tag';
import { FilterError, parseFilter } from '../../filter/index.ts';
import { invalid } from '../errors.ts';

/** Columns of items that are counted, alias `i`: in one scan, whichever are asked for. */
export const itemColumns = {
  status: { column: sql`i.status`, number: false },
  split: { column: sql`i.split`, number: false },
  view: { column: sql`i.view_key`, number: false },
  content_type: { column: sql`i.content_type`, number: false },
  width: { column: sql`i.width`, number: true },
  height: { column: sql`i.height`, number: true },
  annotations_count: { column: sql`i.annotations_count`, number: true },
} satisfies Record<string, { column: Sql; number: boolean }>;

export type ItemColumn = keyof typeof itemColumns;

export const annotationFacets = ['type', 'state', 'box.area'] as const;
export type AnnotationFacet = (typeof annotationFacets)[number];

/** What was asked for. */
export interface FacetChoice {
  columns: ItemColumn[];
  label: boolean;
  annotations: AnnotationFacet[];
  /** All keys of the metadata, those named, or none. */
  metadata: 'all' | string[];
}

const columnNames = Object.keys(itemColumns) as ItemColumn[];

export const allFacets: FacetChoice = {
  columns: columnNames,
  label: true,
  annotations: [...annotationFacets],
  metadata: 'all',
};

/** Names of facets, as a request may give them. */
export const facetNames = [...columnNames, 'label', ...annotationFacets, 'metadata'];

/** A facet costs a part of a scan each; nobody shows more. */
const MAX_FIELDS = 50;

/** Names apart from quoted text, in which a comma is a comma. */
const PARTS = /(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^,])+/g;

/** `status,label,metadata.weather`; everything when absent. Throws `invalid` on `fields`, naming the bad one. */
export function readFacetFields(text: string | undefined): FacetChoice {
  if (text === undefined || text.trim() === '') return allFacets;
  const names = (text.match(PARTS) ?? []).map((part) => part.trim()).filter(Boolean);
  if (names.length > MAX_FIELDS) {
    throw invalid('fields', `Ensure this field has no more than ${MAX_FIELDS} elements.`);
  }
  const known = (name: string) => names.includes(name);
  const paths = names.filter((name) => !facetNames.includes(name)).map(metadataKey);
  return {
    columns: columnNames.filter(known),
    label: known('label'),
    annotations: annotationFacets.filter(known),
    metadata: known('metadata') ? 'all' : [...new Set(paths)],
  };
}

/** `metadata.weather`, `metadata."time of day"`: the language's own parser knows how a name is written. */
function metadataKey(name: string): string {
  const refuse = () =>
    invalid(
      'fields',
      `"${name}" is not a facet. Facets are: ${facetNames.join(', ')}, metadata.<name>.`,
    );
  if (!name.startsWith('metadata.')) throw refuse();
  try {
    const node = parseFilter(`${name} != null`);
    const [key, ...deeper] = node.kind === 'test' && node.field === 'metadata' ? node.path : [];
    if (key === undefined || deeper.length > 0) throw refuse();
    return key;
  } catch (error) {
    throw error instanceof FilterError ? refuse() : error;
  }
}
