import type { DatasetType, SampleLabel } from '@sheaf/contract/modelarts';
import type { AnnotationInput } from '../../../../catalog/annotations/model.ts';
import { parseUid } from '../../../../catalog/uids.ts';
import { readTime } from '../../../../formats/manifest/times.ts';
import type { Attributes, Geometry } from '../../../../formats/model.ts';
import { readFeature, type ShapeName } from './feature.ts';
import { HARD, HARD_COEFFICIENT, HARD_REASONS, readHardness } from './hardness.ts';

/** What is said of a recording belongs to a label, too; the service names none. */
const NAMELESS: Partial<Record<Geometry['type'], string>> = {
  transcript: 'content',
  audio_span: 'speech',
};

interface Read {
  geometry: Geometry;
  attributes?: Attributes;
  /** Members of the property that are in it. */
  used: string[];
}

/** An annotation from a label of a sample. Throws a TypeError that says what is wrong with it. */
export function fromLabel(label: SampleLabel, kind: DatasetType): AnnotationInput {
  const property = label.property ?? {};
  const { geometry, attributes = {}, used } = geometryOf(label, property, kind);
  const name = label.name ?? NAMELESS[geometry.type];
  if (name === undefined || name.trim() === '') throw new TypeError('name is required');
  const taken = [...used, HARD, HARD_COEFFICIENT, HARD_REASONS];
  const others = Object.entries(property).filter(([key]) => !taken.includes(key));
  return {
    ...(label.id !== undefined && { ref: parseUid(label.id) ?? label.id }),
    label: name,
    geometry,
    attributes: {
      ...Object.fromEntries(others),
      ...attributes,
      ...readHardness(property),
      ...(label.score !== undefined && { confidence: label.score }),
    },
    // Nobody draws a circle within the border.
    ...(attributes['shape'] === 'circle' && { reachesOut: true }),
  };
}

function geometryOf(label: SampleLabel, property: Attributes, kind: DatasetType): Read {
  const has = (name: string) => property[`@modelarts:${name}`] !== undefined;
  if (has('feature')) return drawn(property);
  if (has('start_index') || has('end_index')) return textSpan(property);
  if (has('from') || has('to')) return relation(property);
  if (has('start_time') || has('end_time')) return audioSpan(property);
  if (kind === 201 || label.type === 201) return transcript(property);
  const needed = NEEDED[kind];
  if (needed !== undefined) throw new TypeError(`property.${needed} is required`);
  return { geometry: { type: 'classification' }, used: [] };
}

/** What a label of these datasets cannot be without. */
const NEEDED: Partial<Record<DatasetType, string>> = {
  1: '@modelarts:feature',
  3: '@modelarts:feature',
  101: '@modelarts:start_index',
  102: '@modelarts:from',
  202: '@modelarts:start_time',
};

const SHAPES: readonly ShapeName[] = [
  ...(['bndbox', 'polygon', 'circle', 'line', 'dashed', 'point', 'polyline'] as const),
];

function drawn(property: Attributes): Read {
  const { '@modelarts:feature': feature, '@modelarts:shape': named } = property;
  const points = Array.isArray(feature) ? feature.length : 0;
  const shape = named === undefined ? (points === 2 ? 'bndbox' : 'polygon') : named;
  const known = SHAPES.find((one) => one === shape);
  if (!known) throw new TypeError(`@modelarts:shape must be one of ${SHAPES.join(', ')}`);
  const read = readFeature(known, feature);
  if (!read) throw new TypeError(`@modelarts:feature has not the points of a ${known}`);
  return { ...read, used: ['@modelarts:feature', '@modelarts:shape'] };
}

function textSpan(property: Attributes): Read {
  const [start, end] = ['start', 'end'].map((edge) => index(property, `@modelarts:${edge}_index`));
  if (start === undefined || end === undefined || start >= end) {
    throw new TypeError('@modelarts:end_index must come after @modelarts:start_index');
  }
  const used = ['@modelarts:start_index', '@modelarts:end_index'];
  return { geometry: { type: 'text_span', start, end }, used };
}

function index(property: Attributes, name: string): number {
  const value = property[name];
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (Number.isSafeInteger(number) && (number as number) >= 0) return number as number;
  throw new TypeError(`${name} must be a whole number from 0`);
}

function relation(property: Attributes): Read {
  const { '@modelarts:from': from, '@modelarts:to': to } = property;
  if (typeof from !== 'string' || typeof to !== 'string') {
    throw new TypeError('@modelarts:from and @modelarts:to must be the ids of two entities');
  }
  const geometry: Geometry = {
    ...{ type: 'text_relation', from: parseUid(from) ?? from, to: parseUid(to) ?? to },
  };
  return { geometry, used: ['@modelarts:from', '@modelarts:to'] };
}

function audioSpan(property: Attributes): Read {
  const { '@modelarts:content': content, '@modelarts:source': source } = property;
  const [start, end] = ['start', 'end'].map((edge) => {
    const seconds = readTime(property[`@modelarts:${edge}_time`]);
    if (Number.isNaN(seconds)) throw new TypeError(`@modelarts:${edge}_time must be hh:mm:ss.SSS`);
    return seconds;
  });
  if (start === undefined || end === undefined || start >= end) {
    throw new TypeError('@modelarts:end_time must come after @modelarts:start_time');
  }
  const names = ['start_time', 'end_time', 'content', 'source'];
  return {
    geometry: { type: 'audio_span', start, end },
    attributes: {
      ...(content !== undefined && { content }),
      ...(source !== undefined && { source }),
    },
    used: names.map((name) => `@modelarts:${name}`),
  };
}

function transcript(property: Attributes): Read {
  const content = property['@modelarts:content'];
  if (typeof content !== 'string') throw new TypeError('@modelarts:content is required');
  return { geometry: { type: 'transcript', content }, used: ['@modelarts:content'] };
}
