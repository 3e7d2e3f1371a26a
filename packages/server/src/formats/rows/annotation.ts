import type {
  Box,
  ExportAnnotation,
  ExportItem,
  ExportSource,
  Geometry,
  ReportCounter,
} from '../model.ts';
import { isFiniteGeometry } from '../shapes/finite.ts';
import { passageFields } from '../shapes/passage.ts';
import { isEmpty } from '../text.ts';
import type { Row } from './columns.ts';
import { namesOf, type Names } from './names.ts';

/** A row per annotation, each counted. */
export async function* annotationRows(
  source: ExportSource,
  report: ReportCounter,
): AsyncGenerator<Row> {
  const names = namesOf(source);
  for await (const item of source.items({ results: true })) {
    for (const object of objectRows(item, names, report)) {
      yield { key: item.key, item_uid: item.uid, ...object };
    }
  }
}

/** The rows of an item's annotations, by `objectColumns`, each counted. JSON and tables have no NaN: such are lost. */
export function objectRows(item: ExportItem, names: Names, report: ReportCounter): Row[] {
  const rows: Row[] = [];
  for (const { projectUid, annotations } of item.results) {
    const project = names.projects.get(projectUid);
    for (const annotation of annotations) {
      const { type } = annotation.geometry;
      if (!isFiniteGeometry(annotation.geometry)) {
        report.lost(type, 'not_finite', item);
        continue;
      }
      rows.push(objectRow(annotation, project));
      report.written(type);
    }
  }
  return rows;
}

function objectRow(annotation: ExportAnnotation, project: string | undefined): Row {
  const { uid, label, geometry, attributes } = annotation;
  return {
    annotation_uid: uid,
    project,
    label: label.name,
    class_index: label.classIndex,
    type: geometry.type,
    ...shapeOf(geometry),
    attributes: isEmpty(attributes) ? undefined : attributes,
  };
}

/** The box of a geometry, and what is left of it without its type and its box. */
function shapeOf(geometry: Geometry): Row {
  switch (geometry.type) {
    case 'bounding_box': {
      const { x, y, width, height, rotation } = geometry;
      return { x, y, width, height, rotation };
    }
    case 'polygon':
      return { ...boxFields(geometry.box), geometry: { parts: geometry.parts } };
    case 'segmentation_mask': {
      const { box, size, counts } = geometry;
      return { ...boxFields(box), geometry: { size, counts } };
    }
    case 'keypoints': {
      const { box, points, parts } = geometry;
      return { ...boxFields(box), geometry: { points, parts } };
    }
    case 'polyline':
      return { geometry: { vertices: geometry.vertices } };
    case 'cuboid': {
      const { center, dimensions, rotation } = geometry;
      return { geometry: { center, dimensions, rotation } };
    }
    case 'classification':
      return {};
    case 'text_span':
    case 'text_relation':
    case 'audio_span':
    case 'transcript':
      return { geometry: passageFields(geometry) };
  }
}

const boxFields = ([x, y, width, height]: Box): Row => ({ x, y, width, height });
