import sql from 'sql-template-tag';
import type { Transaction } from '../../db/database.ts';
import type { BookLabel, LabelBook } from './book.ts';
import { colorOf, insertLabels } from './insert.ts';

/** Writes what was added and changed; what was removed is for `dropLabels`. `home` names the project of new labels. */
export async function writeBook(
  tx: Transaction,
  book: LabelBook,
  home: () => Promise<string>,
): Promise<void> {
  const changed = book.all.filter((label) => label.state === 'changed');
  for (const label of changed) await update(tx, label);
  const added = book.all.filter((label) => label.state === 'added');
  if (added.length === 0) return;
  const specs = added.map(({ name, color }) => ({ name, ...(color !== null && { color }) }));
  const uids = await insertLabels(tx, await home(), specs);
  for (const [index, label] of added.entries()) await describe(tx, uids[index] ?? '', label);
}

async function update(tx: Transaction, label: BookLabel): Promise<void> {
  for (const uid of label.uids) {
    const row = await tx.row<{ class_index: number }>(
      sql`select class_index from labels where uid = ${uid}`,
    );
    const color = label.color ?? colorOf(row?.class_index ?? 0);
    await tx.run(sql`update labels set name = ${label.name}, color = ${color} where uid = ${uid}`);
    await describe(tx, uid, label);
  }
}

async function describe(tx: Transaction, uid: string, label: BookLabel): Promise<void> {
  const { entity, shape, shortcut, from_type, to_type, attributes } = label;
  await tx.run(sql`
    insert into label_profiles (label_uid, entity, shape, shortcut, from_type, to_type, attributes)
    values (${uid}, ${entity}, ${shape}, ${shortcut}, ${from_type}, ${to_type}, ${JSON.stringify(attributes)})
    on conflict (label_uid) do update set entity = excluded.entity, shape = excluded.shape,
      shortcut = excluded.shortcut, from_type = excluded.from_type, to_type = excluded.to_type,
      attributes = excluded.attributes`);
}
