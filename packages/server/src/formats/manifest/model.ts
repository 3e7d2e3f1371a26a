/**
 * A manifest: UTF-8 text, one JSON object per line and sample, as ModelArts imports and publishes them. Here a line as it
 * was understood, or as it is to be written.
 */
export interface Sample {
  /** `s3://bucket/key`, `content://text`, or a path relative to the manifest. */
  source: string;
  usage?: Usage;
  id?: string;
  /** Undefined: nobody labelled it. Empty: there is nothing to label. */
  annotations?: SampleAnnotation[];
  property: Record<string, unknown>;
  sampleType?: number;
  hard?: boolean;
  hardCoefficient?: number;
  /** `CarbonData` for a table in files of its own kind. */
  sourceType?: string;
}

export const usages = ['TRAIN', 'EVAL', 'TEST', 'INFERENCE'] as const;
export type Usage = (typeof usages)[number];

export interface SampleAnnotation {
  type: AnnotationType;
  name?: string;
  /** `E1` of an entity, `R1` of a relation. */
  id?: string;
  property: Record<string, unknown>;
  hard?: boolean;
  hardCoefficient?: number;
  /** 0 to 1: how sure a machine was. */
  confidence?: number;
  annotatedBy?: string;
  creationTime?: string;
  /** The VOC file of a detection or segmentation. */
  location?: string;
}

export const annotationTypes = [
  'image_classification',
  'object_detection',
  'image_segmentation',
  'text_classification',
  'text_entity',
  'text_triplet',
  'audio_classification',
  'audio_content',
  'audio_segmentation',
] as const;
export type AnnotationType = (typeof annotationTypes)[number];

/** Other names of the same, as files have them. */
export const typeAliases: Readonly<Record<string, AnnotationType>> = {
  sound_classification: 'audio_classification',
  sound_content: 'audio_content',
  sound_segmentation: 'audio_segmentation',
  video_annotation: 'object_detection',
};

/** The only format of annotation files. */
export const VOC_FORMAT = 'PASCAL VOC';
/** Before the text of a sample that is no file. */
export const CONTENT = 'content://';
/** Keys of properties that the vendor has given a meaning begin with it. */
export const PREFIX = '@modelarts:';
/** And ours. */
export const OWN_KEY = '@sheaf:key';

/** What `sample-type` says of a sample. */
export const sampleTypes = { image: 0, text: 1, audio: 2, table: 4, video: 6 } as const;
