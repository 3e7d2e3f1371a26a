/** What an import counted; docs/import-report.md describes it. */
export interface ImportCounts {
  items?: { new?: number; unchanged?: number; refused?: number };
  annotations?: { new?: number; unchanged?: number; refused?: number; repaired?: number };
  problems?: Record<string, number>;
}

/** One problem with a place. */
export interface ImportProblem {
  file?: string;
  row?: number | string | null;
  code?: string;
  message?: string;
  action?: string;
}

export const problemTotal = ({ problems = {} }: ImportCounts): number =>
  Object.values(problems).reduce((sum, count) => sum + count, 0);
