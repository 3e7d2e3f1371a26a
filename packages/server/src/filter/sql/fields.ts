import sql from 'sql-template-tag';
import type { Test } from '../ast.ts';
import { boxCenter, boxMeasure } from './box.ts';
import { dateColumn, numberColumn, textColumn, uidColumn } from './column.ts';
import { jsonValue } from './json.ts';
import { labelOf, projectOf, sequenceOf } from './names.ts';
import type { Compiling } from './scope.ts';
import type { Subject } from './subject.ts';

/**
 * Each field's place: alias `i` is the item, `t` one of its tasks, `a` one of its annotations. A project is a
 * task's, or inside count(...) the annotation's.
 */
export function subjectOf(test: Test, scope: Compiling, inCount: boolean): Subject {
  switch (test.field) {
    case 'uid':
      return uidColumn(sql`i.uid`);
    case 'key':
      return textColumn(sql`i.key`, false);
    case 'ref_id':
      return textColumn(sql`i.ref_id`, true);
    case 'status':
      return textColumn(sql`i.status`, false);
    case 'split':
      return textColumn(sql`i.split`, true);
    case 'created_at':
      return dateColumn(sql`i.created_at`);
    case 'updated_at':
      return dateColumn(sql`i.updated_at`);
    case 'width':
      return numberColumn(sql`i.width`, true);
    case 'height':
      return numberColumn(sql`i.height`, true);
    case 'size_bytes':
      return numberColumn(sql`i.size_bytes`, false);
    case 'annotations_count':
      return numberColumn(sql`i.annotations_count`, false);
    case 'content_type':
      return textColumn(sql`i.content_type`, true);
    case 'sequence':
      return sequenceOf(sql`i.sequence_uid`, scope);
    case 'view':
      return textColumn(sql`i.view_key`, true);
    case 'frame_index':
      return numberColumn(sql`i.frame_index`, true);
    case 'metadata':
      return jsonValue(sql`i.metadata`, test.path);
    case 'project':
      return projectOf(inCount ? sql`a.project_uid` : sql`t.project_uid`, scope);
    case 'task_status':
      return textColumn(sql`t.status`, false);
    case 'label':
      return labelOf(sql`a.label_uid`, scope);
    case 'type':
      return textColumn(sql`a.type`, false);
    case 'state':
      return textColumn(sql`a.state`, false);
    case 'author':
      return textColumn(sql`a.author`, true);
    case 'attributes':
      return jsonValue(sql`a.attributes`, test.path);
    case 'box.width':
    case 'box.height':
    case 'box.area':
      return boxMeasure(sql`a.geometry`, test.field);
    case 'box.center_x':
    case 'box.center_y':
      return numberColumn(boxCenter(test.field), true);
  }
}
