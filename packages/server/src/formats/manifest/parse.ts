import { cleanObject, cleanText, isObject } from '../text.ts';
import {
  annotationTypes,
  typeAliases,
  usages,
  VOC_FORMAT,
  type AnnotationType,
  type Sample,
  type SampleAnnotation,
} from './model.ts';

/** What a line says, with what of it could not be used; or why it says nothing. */
export type ParsedLine =
  | { sample: Sample; faults: Fault[]; problem?: never }
  | { sample?: never; faults?: never; problem: Fault };

export interface Fault {
  code: string;
  message: string;
}

/**
 * Reads one line as tolerantly as the vendor's own readers: `annotation_loc` for `annotation-loc`, usage in any case,
 * types with any prefix before a slash and by their other names, properties that are JSON in a string, `hard` as text.
 */
export function parseSample(value: unknown): ParsedLine {
  if (!isObject(value)) {
    return { problem: { code: 'not_an_object', message: 'the line holds no object' } };
  }
  const source = value['source'];
  if (typeof source !== 'string' || source === '') {
    return { problem: { code: 'manifest_source_missing', message: 'the line names no source' } };
  }
  const faults: Fault[] = [];
  const annotations = value['annotation'] ?? value['annotations'];
  const usage = usageOf(value['usage']);
  const sourceType = get(value, 'source-type');
  const sampleType = numberOf(get(value, 'sample-type'));
  const sample: Sample = {
    source: cleanText(source),
    property: { ...propertyOf(value['property']), ...schemaOf(value['schema']) },
    ...(usage !== undefined && { usage }),
    ...textField('id', value['id']),
    ...(Array.isArray(annotations) && {
      annotations: annotations.flatMap((one) => annotationOf(one, faults)),
    }),
    ...hardness(value),
    ...(typeof sourceType === 'string' && { sourceType }),
    ...(sampleType !== undefined && { sampleType }),
  };
  return { sample, faults };
}

/** By its name, with hyphens or underscores. */
const get = (from: Record<string, unknown>, name: string) =>
  from[name] ?? from[name.replaceAll('-', '_')];

function annotationOf(value: unknown, faults: Fault[]): SampleAnnotation[] {
  if (!isObject(value)) {
    faults.push({ code: 'not_an_object', message: 'an annotation is no object' });
    return [];
  }
  const type = typeOf(value['type']);
  if (!type) {
    const message = `there is no annotation type ${JSON.stringify(value['type'])}`;
    faults.push({ code: 'type_unknown', message });
    return [];
  }
  const format = get(value, 'annotation-format');
  const location = get(value, 'annotation-loc');
  if (typeof format === 'string' && !/^(pascal[ _-]?)?voc$/i.test(format.trim())) {
    const message = `annotation files are ${VOC_FORMAT}, not ${format}`;
    faults.push({ code: 'manifest_format_unknown', message });
    return [];
  }
  const confidence = numberOf(value['confidence']);
  return [
    {
      type,
      property: propertyOf(value['property']),
      ...textField('name', value['name']),
      ...textField('id', value['id']),
      ...textField('location', location),
      ...textField('annotatedBy', get(value, 'annotated-by')),
      ...textField('creationTime', get(value, 'creation-time')),
      ...(confidence !== undefined && { confidence }),
      ...hardness(value),
    },
  ];
}

/** The part behind the last slash, whatever stands before it. */
function typeOf(value: unknown): AnnotationType | undefined {
  if (typeof value !== 'string') return undefined;
  const name = value
    .slice(value.lastIndexOf('/') + 1)
    .trim()
    .toLowerCase();
  return annotationTypes.find((type) => type === name) ?? typeAliases[name];
}

function usageOf(value: unknown) {
  const name = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return usages.find((usage) => usage === name);
}

/** An object, or the JSON of one in a string. */
function propertyOf(value: unknown): Record<string, unknown> {
  if (isObject(value)) return cleanObject(value);
  if (typeof value !== 'string') return {};
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? cleanObject(parsed) : {};
  } catch {
    return {};
  }
}

/** Old tables state their columns beside the properties. */
const schemaOf = (value: unknown) =>
  isObject(value) ? { '@modelarts:schema': cleanObject(value) } : {};

function hardness(value: Record<string, unknown>) {
  const hard = String(value['hard'] ?? '').toLowerCase();
  const coefficient = numberOf(get(value, 'hard-coefficient'));
  return {
    ...((hard === 'true' || hard === '1') && { hard: true }),
    ...(hard === 'false' && { hard: false }),
    ...(coefficient !== undefined && { hardCoefficient: coefficient }),
  };
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A text, or nothing when there is none. */
function textField<Name extends string>(name: Name, value: unknown): { [N in Name]?: string } {
  if (typeof value !== 'string' || value === '') return {};
  return { [name]: cleanText(value) } as { [N in Name]?: string };
}
