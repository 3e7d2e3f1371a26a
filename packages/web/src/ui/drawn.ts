import type { AnnotationsByProject, AnnotationsOfItems } from '../api/annotations.ts';
import type { Label, Project } from '../api/types.ts';
import { classStyle, type ClassStyle } from '../canvas/classes.ts';
import type { Drawn } from '../canvas/draw.ts';

/** The labels of a dataset's projects, to be found by project and name. */
export interface LabelBook {
  find(project: string, name: string): Label | undefined;
  /** Of the first project that has the label: for facets, where a class may have no project. */
  byName(name: string): Label | undefined;
}

export function labelBook(projects: readonly Pick<Project, 'uid' | 'labels'>[]): LabelBook {
  const exact = new Map<string, Label>();
  const named = new Map<string, Label>();
  for (const { uid, labels } of projects) {
    for (const label of labels) {
      exact.set(`${uid} ${label.name}`, label);
      if (!named.has(label.name)) named.set(label.name, label);
    }
  }
  return {
    find: (project, name) => exact.get(`${project} ${name}`),
    byName: (name) => named.get(name),
  };
}

/** Of a label that is not in the book (its project is not to be seen): as the first class. */
export const styleOf = (label: Pick<Label, 'class_index'> | undefined): ClassStyle =>
  classStyle(label?.class_index ?? 0);

/** An item's annotations as they are drawn. */
export function toDrawn(annotations: AnnotationsByProject, book: LabelBook): Drawn[] {
  return Object.entries(annotations).flatMap(([project, list]) =>
    list.map(({ uid, label, state, coordinates }) => {
      const known = book.find(project, label);
      return {
        uid,
        label,
        geometry: coordinates,
        style: styleOf(known),
        proposed: state === 'proposed',
        skeleton: known?.skeleton,
      };
    }),
  );
}

/** The annotations of several items as they are drawn, by item uid. */
export function drawnOf({ labels, items }: AnnotationsOfItems): Map<string, Drawn[]> {
  const drawn = Object.entries(items).map(([item, annotations]): [string, Drawn[]] => [
    item,
    annotations.map(({ uid, label, geometry, state }) => {
      const known = labels[label];
      return {
        uid,
        label: known?.name ?? '',
        geometry,
        style: styleOf(known),
        proposed: state === 'proposed',
        skeleton: known?.skeleton,
      };
    }),
  ]);
  return new Map(drawn);
}
