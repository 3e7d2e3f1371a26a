import { fieldLevelOf, isFilter, writeComparison, writeField } from '../../filter/index.ts';
import type {
  CountedBucket,
  CountedFacet,
  CountedValue,
  Facet,
  FacetBucket,
  FacetValue,
} from './model.ts';
import type { LabelName } from './names.ts';

/** The facet as it is shown: scaled to the whole selection, with names and with a filter for each value. */
export function describeFacet(
  facet: CountedFacet,
  labels: Map<string, LabelName>,
  limit: number,
): Facet {
  const field = writeField(facet.name, facet.path);
  const level = fieldLevelOf(facet.name);
  // All labels were counted, so that it is known how many projects there are.
  const isLabel = facet.name === 'label';
  const scaled = (count: number) => Math.round(count / facet.share);
  const projects = new Set([...labels.values()].map(({ project }) => project.uid));
  return {
    field,
    level,
    estimated: facet.share < 1,
    itemsRead: facet.itemsRead,
    distinct: facet.distinct,
    values: (isLabel ? facet.values.slice(0, limit) : facet.values).map((value) => ({
      ...named(facet, field, value, labels, projects.size > 1),
      ...counts(value, scaled),
    })),
    histogram: facet.buckets?.map((bucket) => describeBucket(field, level, bucket, scaled)) ?? null,
    missing: missing(facet, field, level, scaled),
  };
}

const counts = (
  { items, annotations }: CountedValue | CountedBucket,
  scaled: (n: number) => number,
) => ({
  count: scaled(items),
  annotations: annotations === null ? null : scaled(annotations),
});

type Named = Pick<FacetValue, 'value' | 'filter' | 'project'>;

function named(
  facet: CountedFacet,
  field: string,
  { text, kind }: CountedValue,
  labels: Map<string, LabelName>,
  severalProjects: boolean,
): Named {
  if (facet.name === 'label') return labelled(labels.get(text), severalProjects);
  const ofNames = facet.name === 'metadata' && facet.path.length === 0;
  const filter = ofNames
    ? writeComparison(writeField('metadata', [text]), '!=', { kind: 'null' })
    : writeComparison(field, '=', { kind, text });
  return { value: valueOf(kind, text), filter: sayable(filter), project: null };
}

/** A name may stand in several projects; then the filter says which is meant. */
function labelled(label: LabelName | undefined, severalProjects: boolean): Named {
  if (!label) return { value: '', filter: null, project: null };
  const { name, project } = label;
  const comparison = writeComparison('label', '=', { kind: 'text', text: name });
  const filter = severalProjects
    ? `count(project = "${project.uid}" AND ${comparison}) >= 1`
    : comparison;
  return { value: name, filter: sayable(filter), project };
}

function valueOf(kind: CountedValue['kind'], text: string): FacetValue['value'] {
  if (kind === 'boolean') return text === 'true';
  if (kind === 'text') return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

function describeBucket(
  field: string,
  level: Facet['level'],
  bucket: CountedBucket,
  scaled: (n: number) => number,
): FacetBucket {
  const edge = (operator: string, text: string | null) =>
    text === null ? [] : [writeComparison(field, operator, { kind: 'number', text })];
  const range = [...edge('>=', bucket.from), ...edge('<', bucket.to)].join(' AND ');
  // One annotation has to be between both edges, not one above and another one below.
  const filter = level === 'annotation' ? `count(${range}) >= 1` : range;
  return {
    from: bucket.from === null ? null : Number(bucket.from),
    to: bucket.to === null ? null : Number(bucket.to),
    ...counts(bucket as CountedBucket, scaled),
    filter: sayable(filter),
  };
}

function missing(
  facet: CountedFacet,
  field: string,
  level: Facet['level'],
  scaled: (n: number) => number,
): Facet['missing'] {
  const count = scaled(facet.itemsRead - facet.present);
  if (level === 'annotation') return { count, filter: 'count() = 0' };
  const filter = writeComparison(field, '=', { kind: 'null' });
  return isFilter(filter) ? { count, filter } : null;
}

const sayable = (filter: string) => (isFilter(filter) ? filter : null);
