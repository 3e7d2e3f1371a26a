import type * as Avala from '@sheaf/contract/avala';
import type { Static } from '@sheaf/contract/schema';

/** What is on the wire, by the contract's own schemas. */
export type Dataset = Avala.Dataset;
export type Item = Static<typeof Avala.Item>;
export type Slice = Static<typeof Avala.Slice>;
export type CreateSlice = Avala.CreateSlice | Avala.CreateSliceFromSources;
export type CombineSlices = Avala.CombineSlices;
export type Project = Static<typeof Avala.Project>;
export type Label = Project['labels'][number];
export type Charts = Static<typeof Avala.Charts>;
export type Facets = Static<typeof Avala.Facets>;
export type Facet = Facets['facets'][number];
export type FacetValue = Facet['values'][number];
export type FacetBucket = NonNullable<Facet['histogram']>[number];
export type Sequence = Static<typeof Avala.Sequence>;
export type SequenceDetail = Static<typeof Avala.SequenceDetail>;
export type Frame = SequenceDetail['frames'][number];
export type FrameImage = Frame['images'][number];
export type Export = Static<typeof Avala.Export>;
export type CreateExport = Avala.CreateExport;
export type ExportPreview = Static<typeof Avala.ExportPreview>;
export type Import = Static<typeof Avala.Import>;
export type Member = Static<typeof Avala.Member>;
export type ApiKey = Static<typeof Avala.ApiKey>;
export type CreatedApiKey = Static<typeof Avala.CreatedApiKey>;
export type Upload = Static<typeof Avala.Upload>;
export type UploadFile = Static<typeof Avala.UploadFile>;
export type CompleteUpload = Avala.CompleteUpload;
export type Organization = Static<typeof Avala.OrganizationDetail>;

/** A page of a cursor list; `next` is an absolute link. */
export interface CursorPage<T> {
  next: string | null;
  previous: string | null;
  results: T[];
}

export interface CountedPage<T> extends CursorPage<T> {
  count: number;
}
