import type { Fact } from '../formats/fidelity/model.ts';
import { denormalize } from '../formats/geometry/denormalize.ts';
import { fieldChanges } from './equal.ts';
import { matchAnnotations, type Match } from './match.ts';
import type {
  AnnotationChange,
  CompareOptions,
  DiffAnnotation,
  DiffItem,
  FieldChange,
  ItemChange,
} from './model.ts';

/** Six digits after the point, of a centre and of half a length. */
const ROUNDING = 1.5e-6;

/** In what an item differs; undefined when in nothing. Media is compared elsewhere. */
export function compareItems(
  a: DiffItem,
  b: DiffItem,
  options: CompareOptions,
): ItemChange | undefined {
  const annotations = compareAnnotations(a, b, options);
  const metadata = options.facts.has('metadata') ? fieldChanges(a.metadata, b.metadata) : [];
  // Some formats put an item without a split into one, because they must.
  const bothSplit = !options.mixed || (a.split !== undefined && b.split !== undefined);
  const facts = bothSplit ? options.facts : without(options.facts, 'split');
  const fields = fieldChanges(fieldsOf(a, facts), fieldsOf(b, facts));
  const isEqual = annotations.length + metadata.length + fields.length === 0;
  return isEqual ? undefined : { annotations, metadata, fields };
}

function without(facts: ReadonlySet<Fact>, one: Fact): ReadonlySet<Fact> {
  return new Set([...facts].filter((fact) => fact !== one));
}

function fieldsOf({ width, height, split, labelled }: DiffItem, facts: ReadonlySet<Fact>): object {
  return {
    ...(facts.has('size') ? { width, height } : {}),
    ...(facts.has('split') ? { split } : {}),
    ...(facts.has('unlabelled') ? { labelled } : {}),
  };
}

function compareAnnotations(a: DiffItem, b: DiffItem, given: CompareOptions): AnnotationChange[] {
  const { pixels, tolerance } = inPixels(a, b, given.tolerance);
  const options = { ...given, tolerance };
  const matches = matchAnnotations(a.annotations.map(pixels), b.annotations.map(pixels), options);
  const compares = options.facts.has('attributes');
  const changes = matches.pairs.flatMap((pair) => {
    const found = pairChange(pair, compares ? attributeChanges(pair) : []);
    return found ? [found] : [];
  });
  const alone = (change: 'added' | 'removed') => (one: DiffAnnotation) => {
    return { change, label: one.label, geometry: one.geometry };
  };
  return [...matches.onlyA.map(alone('removed')), ...matches.onlyB.map(alone('added')), ...changes];
}

const attributeChanges = ({ a, b }: Match) => fieldChanges(a.attributes, b.attributes);

function pairChange(
  { a, b, iou, isSame }: Match,
  attributes: FieldChange[],
): AnnotationChange | undefined {
  const { label, geometry } = b;
  if (!isSame) return { change: 'moved', label, from: a.geometry, to: geometry, iou, attributes };
  if (a.label !== label) return { change: 'class', from: a.label, to: label, geometry, attributes };
  return attributes.length > 0 ? { change: 'attributes', label, geometry, attributes } : undefined;
}

/**
 * Brings fractions to pixels where one of the two archives knows the size of the image, and allows for the digits that
 * were cut off. Where none does, both are compared as the fractions that they are.
 */
function inPixels(a: DiffItem, b: DiffItem, tolerance: number) {
  const sized = [a, b].find(({ width, height }) => width && height);
  const { width, height } = sized ?? {};
  const isNormalized = [...a.annotations, ...b.annotations].some((one) => one.normalized);
  if (!isNormalized || !width || !height) {
    return { pixels: (one: DiffAnnotation) => one, tolerance: isNormalized ? 0 : tolerance };
  }
  return {
    pixels: (one: DiffAnnotation): DiffAnnotation =>
      one.normalized ? { ...one, geometry: denormalize(one.geometry, width, height) } : one,
    tolerance: Math.max(tolerance, ROUNDING * Math.max(width, height)),
  };
}
