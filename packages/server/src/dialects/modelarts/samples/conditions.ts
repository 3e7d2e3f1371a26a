import type { ItemCondition, LabelCondition, Values } from '../../../catalog/items/search/model.ts';
import { parseUid } from '../../../catalog/uids.ts';
import type { ProfiledDataset } from '../../../catalog/profiles/model.ts';
import { badParameter } from '../errors.ts';
import { Input } from '../input.ts';
import { keyPrefix } from './place.ts';
import { geometryTypes } from './query.ts';

const NAME = 'search_conditions';
/** More is not a question that somebody asked. */
const MAX_CONDITIONS = 50;

/** SearchCondition objects, of which a sample must meet all: JSON, also when it was encoded twice. Throws a 400. */
export function readConditions(
  text: string | undefined,
  dataset: ProfiledDataset,
): ItemCondition[] {
  if (text === undefined) return [];
  const parsed = parse(text);
  const list = Array.isArray(parsed) ? (parsed as unknown[]) : [parsed];
  if (list.length > MAX_CONDITIONS) throw badParameter(NAME, `has more than ${MAX_CONDITIONS}`);
  return list.map((one, at) => conditionOf(new Input(one, `${NAME}[${at}].`), dataset));
}

function parse(text: string): unknown {
  for (const candidate of [text, decoded(text)]) {
    try {
      return JSON.parse(candidate) as unknown;
    } catch {
      // Perhaps it is encoded once more.
    }
  }
  throw badParameter(NAME, 'is not JSON');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** One of them, whose members must all be met. */
export function conditionOf(input: Input, dataset: ProfiledDataset): ItemCondition {
  const folder = input.text('sample_dir');
  const parent = input.text('parent_sample_id');
  const hard = input.any('hard');
  const time = input.text('sample_time');
  return {
    name: input.text('sample_name'),
    folder: folder === undefined ? undefined : keyPrefix(dataset, folder),
    author: input.text('labeler'),
    parentUid: parent === undefined ? undefined : uidOf(input, parent),
    hard: hard === undefined ? undefined : flagOf(input, hard),
    confidence: range(input, 'score'),
    hardCoefficient: range(input, 'coefficient'),
    created: time === undefined ? undefined : times(input, time),
    labels: labelsOf(input),
    metadata: valuesOf(input.object('metadata'), 'props'),
  };
}

function uidOf(input: Input, id: string): string {
  const uid = parseUid(id);
  if (uid === undefined) throw input.bad('parent_sample_id', 'is no id of a sample');
  return uid;
}

function flagOf(input: Input, value: unknown): boolean {
  const text = String(value).toLowerCase();
  if (['1', 'true'].includes(text)) return true;
  if (['0', 'false'].includes(text)) return false;
  throw input.bad('hard', 'must be 0 or 1');
}

/** `0.3,0.8`, or one number that is the lower end. */
function range(input: Input, name: string): readonly [number, number] | undefined {
  const value = input.any(name);
  if (value === undefined) return undefined;
  const [least = NaN, most = 1, ...more] = String(value).split(/[,-]/).map(Number);
  if (least >= 0 && least <= most && most <= 1 && more.length === 0) return [least, most];
  throw input.bad(name, 'must be two numbers from 0 to 1, such as 0.3,0.8');
}

const DAY = 86_400_000;

/** `month`: the last 30 days; `day`: yesterday and today; `yyyyMMdd-yyyyMMdd`: those days. In UTC. */
function times(input: Input, text: string): readonly [Date, Date] {
  const now = Date.now();
  const midnight = now - (now % DAY);
  if (text === 'month') return [new Date(now - 30 * DAY), new Date(now)];
  if (text === 'day') return [new Date(midnight - DAY), new Date(now)];
  const match = /^(\d{4})(\d{2})(\d{2})-(\d{4})(\d{2})(\d{2})$/.exec(text);
  const [, y1, m1, d1, y2, m2, d2] = (match ?? []).map(Number);
  const first = Date.UTC(y1 ?? NaN, (m1 ?? NaN) - 1, d1 ?? NaN);
  const last = Date.UTC(y2 ?? NaN, (m2 ?? NaN) - 1, d2 ?? NaN);
  if (first <= last) return [new Date(first), new Date(last + DAY - 1)];
  throw input.bad('sample_time', 'must be month, day or yyyyMMdd-yyyyMMdd');
}

function labelsOf(input: Input): ItemCondition['labels'] {
  const list = input.object('label_list');
  if (!list) return undefined;
  const of = (list.objects('labels') ?? []).map((label): LabelCondition => {
    const type = label.whole('type', 0, 999);
    return {
      name: label.text('name'),
      types: type === undefined ? undefined : geometryTypes(type),
      attributes: valuesOf(label, 'property'),
    };
  });
  return { any: (list.oneOf('op', ['AND', 'OR']) ?? 'OR') === 'OR', of };
}

function valuesOf(input: Input | undefined, member: string): Values | undefined {
  const values = input?.any(member);
  if (!input || values === undefined) return undefined;
  if (typeof values !== 'object') throw input.bad(member, 'must be an object');
  const of = Object.entries(values as Record<string, unknown>).map(([name, value]) => {
    const texts = [value].flat();
    if (texts.every((one) => ['string', 'number', 'boolean'].includes(typeof one))) {
      return [name, texts.map(String)] as const;
    }
    throw input.bad(`${member}.${name}`, 'must be a list of texts');
  });
  return { any: (input.oneOf('op', ['AND', 'OR']) ?? 'AND') === 'OR', of: Object.fromEntries(of) };
}
