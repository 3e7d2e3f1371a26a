import { mapClasses } from '../classes.ts';
import type { ExportLabel, ExportProject, LabelSpec } from '../model.ts';
import { cleanText, isObject } from '../text.ts';

/**
 * The labels of a document, as one taxonomy: class indices and names as every other export format has them, so a
 * name that two projects use becomes `project/label`.
 */
export class Projects {
  readonly #projects: ExportProject[] = [];
  readonly #names = new Map<string, string>();

  /** Takes one element of `projects`; what has no usable uid or name is left out. */
  add(value: unknown): void {
    if (!isObject(value) || typeof value.uid !== 'string') return;
    const name = typeof value.name === 'string' ? cleanText(value.name) : value.uid;
    const stated = Array.isArray(value.labels) ? value.labels.filter(isObject) : [];
    const labels = stated.filter(hasName).map(readLabel);
    this.#projects.push({ uid: value.uid, name, labels: numbered(labels) });
  }

  /** The labels, by class index. Call it when every project was added. */
  labels(): LabelSpec[] {
    const { classes } = mapClasses(this.#projects, { labelChanged: () => undefined });
    return classes.map(({ index, name, label, project }) => {
      this.#names.set(identity(project.uid, label.name), name);
      const { color, keypoints, skeleton } = label;
      return {
        name,
        classIndex: index,
        ...(color === '' ? {} : { color }),
        ...(keypoints ? { keypoints } : {}),
        ...(skeleton ? { skeleton } : {}),
      };
    });
  }

  /** The name in the taxonomy; that of the document for a label that no project lists. */
  nameOf(projectUid: unknown, label: string): string {
    return this.#names.get(identity(String(projectUid), label)) ?? label;
  }
}

const identity = (projectUid: string, label: string) => `${projectUid} ${label}`;

const hasName = (value: Record<string, unknown>): value is { name: string } =>
  typeof value.name === 'string' && value.name.trim() !== '';

function readLabel(value: { name: string } & Record<string, unknown>): ExportLabel {
  const { name, color, class_index: index, keypoints, skeleton } = value;
  const isColor = typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color);
  const isIndex = Number.isSafeInteger(index) && Number(index) >= 0;
  const points = Array.isArray(keypoints) && keypoints.every((one) => typeof one === 'string');
  const lines = Array.isArray(skeleton) && skeleton.every(isPair);
  return {
    name: cleanText(name),
    color: isColor ? color : '',
    classIndex: isIndex ? Number(index) : -1,
    ...(points ? { keypoints: keypoints.map(cleanText) } : {}),
    ...(points && lines ? { skeleton } : {}),
  };
}

const isPair = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(Number.isSafeInteger);

/** The published form has no class indices: then, and when they are not unique, the places in the list count. */
function numbered(labels: ExportLabel[]): ExportLabel[] {
  const unique = new Set(labels.map(({ classIndex }) => classIndex));
  if (unique.size === labels.length && !unique.has(-1)) return labels;
  return labels.map((label, classIndex) => ({ ...label, classIndex }));
}
