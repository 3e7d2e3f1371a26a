import type { ExportLabel, ExportProject, ReportCounter } from './model.ts';

export interface ExportClass {
  /** 0-based, unique over the export. */
  index: number;
  /** Unique over the export: the label's own name unless another project has the same. */
  name: string;
  label: ExportLabel;
  project: ExportProject;
}

/**
 * The classes of an export, for every format that numbers them. With one project the numbers are the project's own
 * class indices, gaps kept. With several, each project's numbers start after the highest one of the project before.
 */
export interface ClassMap {
  /** By index; there may be gaps. */
  classes: ExportClass[];
  /** One more than the highest index. */
  size: number;
  /** Throws when the project is not part of the export. */
  indexOf(projectUid: string, label: ExportLabel): number;
}

/** Reports every class whose name had to be told apart from another project's. */
export function mapClasses(
  projects: ExportProject[],
  report: Pick<ReportCounter, 'labelChanged'>,
): ClassMap {
  const offsets = new Map<string, number>();
  const classes: ExportClass[] = [];
  const uses = countNames(projects);
  const taken = new Set<string>();
  let size = 0;
  for (const project of projects) {
    offsets.set(project.uid, size);
    const labels = project.labels.toSorted((a, b) => a.classIndex - b.classIndex);
    const start = size;
    for (const label of labels) {
      let name = label.name;
      if ((uses.get(name) ?? 0) > 1) {
        name = `${project.name}/${label.name}`;
        if (taken.has(name) || uses.has(name)) name = `${project.uid}/${label.name}`;
        report.labelChanged('name_qualified', project.name, label.name);
      }
      taken.add(name);
      classes.push({ index: start + label.classIndex, name, label, project });
      size = start + label.classIndex + 1;
    }
  }
  return {
    classes,
    size,
    indexOf(projectUid, label) {
      const offset = offsets.get(projectUid);
      if (offset === undefined) throw new Error(`Project ${projectUid} is not in the export`);
      return offset + label.classIndex;
    },
  };
}

function countNames(projects: ExportProject[]): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { labels } of projects) {
    for (const { name } of labels) uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return uses;
}
