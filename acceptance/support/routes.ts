/** Every route of the dialect with values put into its path; `undefined` values stay unknown. */
export interface Places {
  owner: string;
  slug: string;
  dataset: string;
  item: string;
  sequence: string;
  slice: string;
  export: string;
  project: string;
  task: string;
  import: string;
}

/** What to call a path parameter of the OpenAPI document, by the segment before it and its position. */
export function filled(template: string, places: Partial<Places>): string {
  const segments = template.split('/');
  return segments
    .map((segment, at) => {
      if (!segment.startsWith('{')) return segment;
      const before = segments[at - 1] ?? '';
      return encodeURIComponent(value(before, segments, at, places));
    })
    .join('/');
}

function value(before: string, segments: string[], at: number, places: Partial<Places>): string {
  const unknown = '019a0000-0000-7000-8000-000000000000';
  const more = segments.slice(at + 1).some((segment) => segment !== '');
  switch (before) {
    case 'datasets':
      return (more ? places.owner : places.dataset) ?? unknown;
    case 'slices':
      return places.owner ?? 'nobody';
    case 'dataset':
      return places.dataset ?? unknown;
    case 'items':
      return places.item ?? unknown;
    case 'sequences':
      return places.sequence ?? unknown;
    case 'exports':
      return places.export ?? unknown;
    case 'projects':
      return places.project ?? unknown;
    case 'tasks':
      return places.task ?? unknown;
    case 'imports':
      return places.import ?? unknown;
    default:
      return (segments.includes('slices') ? places.slice : places.slug) ?? 'nothing';
  }
}
