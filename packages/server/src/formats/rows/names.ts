import type { ExportSource } from '../model.ts';

/** What rows call projects and datasets, by uid. */
export interface Names {
  projects: ReadonlyMap<string, string>;
  datasets: ReadonlyMap<string, string>;
}

/** A project's name, or its uid when another project of the export has the same name; a dataset's slug. */
export function namesOf({ projects, datasets }: ExportSource): Names {
  const uses = new Map<string, number>();
  for (const { name } of projects) uses.set(name, (uses.get(name) ?? 0) + 1);
  return {
    projects: new Map(projects.map(({ uid, name }) => [uid, uses.get(name) === 1 ? name : uid])),
    datasets: new Map(datasets.map(({ uid, slug }) => [uid, slug])),
  };
}
