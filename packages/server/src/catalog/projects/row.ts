import sql, { type Sql } from 'sql-template-tag';
import { ownersOf, type Actor } from '../access/actor.ts';
import { visibleTo } from '../datasets/row.ts';

export interface ProjectLabel {
  uid: string;
  name: string;
  color: string;
  class_index: number;
  keypoints: string[] | null;
  skeleton: [number, number][] | null;
}

export interface Project {
  uid: string;
  owner_uid: string;
  owner_name: string;
  name: string;
  task_type: string;
  status: string;
  visibility: 'public' | 'private';
  short_description: string;
  datasets: string[];
  labels: ProjectLabel[];
  created_at: Date;
  updated_at: Date;
}

/** Of its datasets a project names those that the actor sees: a public one may have private ones. */
export const projectColumns = (actor: Actor): Sql => sql`
  p.uid, p.owner_uid, o.name as owner_name, p.name, p.task_type, p.status, p.visibility,
  p.short_description, p.created_at, p.updated_at,
  (select coalesce(jsonb_agg(d.uid order by d.uid), '[]')
    from project_datasets pd join datasets d on d.uid = pd.dataset_uid
    where pd.project_uid = p.uid and ${visibleTo(actor)}) as datasets,
  (select coalesce(jsonb_agg(jsonb_build_object('uid', l.uid, 'name', l.name, 'color', l.color,
      'class_index', l.class_index, 'keypoints', l.keypoints, 'skeleton', l.skeleton)
      order by l.class_index), '[]')
    from labels l where l.project_uid = p.uid) as labels`;

export const projectTables: Sql = sql`projects p join owners o on o.uid = p.owner_uid`;

/** Boolean over alias `p`: what the actor may see in lists. */
export function visibleProjects(actor: Actor): Sql {
  if (actor.operator) return sql`true`;
  return sql`(p.visibility = 'public' or p.owner_uid = any(${ownersOf(actor)}::uuid[]))`;
}
