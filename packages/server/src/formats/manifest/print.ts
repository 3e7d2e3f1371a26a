import { isEmpty } from '../text.ts';
import { VOC_FORMAT, type Sample, type SampleAnnotation } from './model.ts';

/** The line of a sample, with its line feed: the spelling that the vendor's strictest readers take. */
export function sampleLine(sample: Sample): string {
  const { source, usage, id, annotations, property, sampleType, sourceType } = sample;
  return `${JSON.stringify({
    source,
    usage,
    ...hardness(sample),
    id,
    annotation: annotations?.map(annotationOf),
    property: isEmpty(property) ? undefined : property,
    'source-type': sourceType,
    'sample-type': sampleType,
  })}\n`;
}

function annotationOf(one: SampleAnnotation): Record<string, unknown> {
  const { type, name, id, property, confidence, annotatedBy, creationTime, location } = one;
  return {
    type: `modelarts/${type}`,
    name,
    id,
    property: isEmpty(property) ? undefined : property,
    ...hardness(one),
    confidence,
    'annotated-by': annotatedBy,
    'creation-time': creationTime,
    'annotation-loc': location,
    'annotation-format': location === undefined ? undefined : VOC_FORMAT,
  };
}

/** The documents have it as text. */
const hardness = ({ hard, hardCoefficient }: { hard?: boolean; hardCoefficient?: number }) => ({
  hard: hard === undefined ? undefined : String(hard),
  'hard-coefficient': hardCoefficient,
});
