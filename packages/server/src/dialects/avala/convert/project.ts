import type { Project } from '../../../catalog/projects/row.ts';
import type { Task } from '../../../catalog/tasks/list.ts';

export function toProject(row: Project) {
  return {
    uid: row.uid,
    name: row.name,
    task_type: row.task_type,
    status: row.status,
    is_active: row.status === 'active',
    visibility: row.visibility,
    // Projects are made by imports; upstream marks those.
    is_imported: true,
    owner_name: row.owner_name,
    short_description: row.short_description,
    industry_icon: null,
    datasets: row.datasets,
    labels: row.labels,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** Upstream's short names of what is drawn, by the kind of project. */
const taskNames: Record<string, string> = {
  'image-annotation': 'box',
  'video-annotation': 'box',
  'point-cloud-annotation': 'cuboid',
  'point-cloud-objects': 'cuboid',
};

export function toTask(row: Task) {
  return {
    uid: row.uid,
    type: row.task_type,
    name: taskNames[row.task_type] ?? 'box',
    status: row.status,
    project: row.project_uid,
    dataset: row.dataset_uid,
    dataset_item_uid: row.item_uid,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
