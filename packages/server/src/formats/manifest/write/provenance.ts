import type { ExportAnnotation } from '../../model.ts';
import type { SampleAnnotation } from '../model.ts';

/**
 * Who made what stands in one entry of a line, and when the last of it was made (UTC). People are `human/` and a name;
 * of several, and where nobody is known, it is `human`. A program named itself, as `modelarts/active-learning` does.
 */
export function provenanceOf(
  annotations: readonly ExportAnnotation[],
): Pick<SampleAnnotation, 'annotatedBy' | 'creationTime'> {
  const [author, ...others] = new Set(annotations.map((one) => one.author));
  const times = annotations.flatMap(({ createdAt }) => createdAt ?? []).sort();
  const last = times.at(-1);
  return {
    annotatedBy: author === undefined || others.length > 0 ? 'human' : named(author),
    ...(last !== undefined && { creationTime: last.slice(0, 19).replace('T', ' ') }),
  };
}

const named = (author: string) =>
  /^(human|modelarts)(\/|$)/.test(author) ? author : `human/${author}`;
