/**
 * What every import format produces and every export format consumes. Pixels have their origin in the
 * top-left corner of the displayed image, that is after the EXIF orientation has been applied.
 */

/** `[x, y, width, height]` in pixels. */
export type Box = [number, number, number, number];

/** `[x, y, visibility]`: pixels; 0 not labelled, 1 labelled but hidden, 2 visible. */
export type Keypoint = [number, number, number];

/** `rotation`: degrees clockwise about the centre of the box; absent means 0. */
export interface BoundingBox {
  type: 'bounding_box';
  x: number;
  y: number;
  width: number;
  height: number;
  rotation?: number;
}

/** Each part is one closed ring `[x1, y1, x2, y2, …]` of at least 3 points; parts belong to one object. */
export interface Polygon {
  type: 'polygon';
  parts: number[][];
  box: Box;
  /** Read as the four corners of a turned box; only from a reader to `denormalize`, which takes it away. */
  oriented?: true;
}

/** `counts` is COCO's compressed run-length string, column-major, starting with the zeros. */
export interface SegmentationMask {
  type: 'segmentation_mask';
  size: [height: number, width: number];
  counts: string;
  box: Box;
}

/** `points` in the order of the label's `keypoints`. */
export interface Keypoints {
  type: 'keypoints';
  points: Keypoint[];
  box: Box;
  /** The outline that COCO's person keypoints carry beside the points. */
  parts?: number[][];
}

export interface Polyline {
  type: 'polyline';
  vertices: [number, number][];
}

/** Metres and radians in the sensor frame; yaw about z. */
export interface Cuboid {
  type: 'cuboid';
  center: { x: number; y: number; z: number };
  dimensions: { length: number; width: number; height: number };
  rotation: { yaw: number; pitch: number; roll: number };
}

/** A label for the whole item, whatever it is: an image, a text, a recording. */
export interface Classification {
  type: 'classification';
}

/** A passage of a text: Unicode code points counted from 0, `end` not included. */
export interface TextSpan {
  type: 'text_span';
  start: number;
  end: number;
}

/** What one passage is to another of the same text: uids of `text_span`s of the item. */
export interface TextRelation {
  type: 'text_relation';
  from: string;
  to: string;
}

/** A part of a recording, in seconds. Who speaks, and what, are the attributes `source` and `content`. */
export interface AudioSpan {
  type: 'audio_span';
  start: number;
  end: number;
}

/** What is said in a whole recording. */
export interface Transcript {
  type: 'transcript';
  content: string;
}

/** What is said of text and sound; it has no place in an image. */
export type Passage = TextSpan | TextRelation | AudioSpan | Transcript;

export type Geometry =
  | BoundingBox
  | Polygon
  | SegmentationMask
  | Keypoints
  | Polyline
  | Cuboid
  | Classification
  | Passage;

export type GeometryType = Geometry['type'];

export type Attributes = Record<string, unknown>;

/** The part of a training run that an item is for. */
export type Split = 'train' | 'val' | 'test';

/** One class of a project's taxonomy. `classIndex` is 0-based and never moves when other classes come or go. */
export interface LabelSpec {
  name: string;
  /** `#RRGGBB` */
  color?: string;
  classIndex?: number;
  /** Names of the keypoints, and 1-based index pairs that join them. */
  keypoints?: string[];
  skeleton?: [number, number][];
}
