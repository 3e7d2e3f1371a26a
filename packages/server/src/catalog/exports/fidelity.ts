import type { Fate, Fidelity } from '../../formats/fidelity/model.ts';
import { fidelities } from '../../formats/fidelity/table.ts';
import type { ExportFormat, FormatOptions } from '../../formats/model.ts';
import { WITH_MEDIA } from './check.ts';

export interface FormatFidelity extends Fidelity {
  /** Whether the media are in the archive unless one says otherwise. */
  includesMedia: boolean;
}

/** What each format keeps with each of its options, in the order of the documentation. */
export const exportFidelities = (): FormatFidelity[] =>
  fidelities.map((one) => ({ ...one, includesMedia: WITH_MEDIA.has(one.format) }));

/** What a format keeps with these options. */
export function fidelityOf(format: ExportFormat['name'], options: FormatOptions): Fidelity {
  const chosen = options as Record<string, unknown>;
  const found = fidelities.find(
    (one) =>
      one.format === format &&
      Object.entries(one.options).every(([name, value]) => chosen[name] === value),
  );
  if (!found) throw new Error(`Nobody has said what ${format} keeps`);
  return found;
}

/** In one word: what a list shows. */
export const fateName = (fate: Fate): 'kept' | 'converted' | 'lost' =>
  typeof fate === 'string' ? fate : 'converted';
