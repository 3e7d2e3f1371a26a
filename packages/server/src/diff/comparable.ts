import { facts, type Fact } from '../formats/fidelity/model.ts';
import { fidelities } from '../formats/fidelity/table.ts';

const all = Object.keys(facts) as Fact[];

/** What archives read by these two import formats both say: everything for one format, else what both keep. */
export function comparableFacts(a: string, b: string): ReadonlySet<Fact> {
  return new Set(a === b ? all : all.filter((fact) => keeps(a, fact) && keeps(b, fact)));
}

/** Whether an item's key comes back from that format; else there is only its path. */
export const keepsKeys = (reader: string): boolean => keeps(reader, 'key');

/** Whether a class has the same index again when it is read; else indices are places in a list. */
export const keepsIndices = (reader: string): boolean => keeps(reader, 'class_index');

/** What is not compared, in the words of docs/formats.md. */
export function notCompared(compared: ReadonlySet<Fact>): string[] {
  return all.filter((fact) => fact !== 'key' && !compared.has(fact)).map((fact) => facts[fact]);
}

/** A format without a line in the table keeps nothing that can be relied on. */
function keeps(reader: string, fact: Fact): boolean {
  const lines = fidelities.filter((one) => one.reader === reader);
  return lines.length > 0 && lines.every((one) => one.facts[fact] === 'kept');
}
