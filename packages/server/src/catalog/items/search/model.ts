import type { GeometryType, Split } from '../../../formats/model.ts';
import type { AssignmentFilters } from '../../team-tasks/items.ts';

/** Names with values, of which an item must have one per name; `any`: of one name is enough. */
export interface Values {
  any: boolean;
  of: Readonly<Record<string, readonly string[]>>;
}

/** An annotation that an item must have. */
export interface LabelCondition {
  name?: string | undefined;
  types?: readonly GeometryType[] | undefined;
  attributes?: Values | undefined;
}

/** What an item must meet, all of it. Ranges include both ends. */
export interface ItemCondition {
  /** All of the labels, or with `any` one of them. */
  labels?: { any: boolean; of: readonly LabelCondition[] } | undefined;
  /** How sure a machine was of one of its annotations, 0 to 1. */
  confidence?: readonly [number, number] | undefined;
  /** Below this folder, which ends with a slash. */
  folder?: string | undefined;
  /** Part of the file's name, any case. */
  name?: string | undefined;
  created?: readonly [Date, Date] | undefined;
  hard?: boolean | undefined;
  hardCoefficient?: readonly [number, number] | undefined;
  author?: string | undefined;
  /** Uid of the item that it was taken out of. Its metadata may name that by its key, or by the uid without hyphens. */
  parentUid?: string | undefined;
  metadata?: Values | undefined;
  /** In the dataset's current team task somebody labels it, as the filters say. */
  assigned?: AssignmentFilters | undefined;
  /** Only those taken out of another item, or only those that are not. */
  sub?: boolean | undefined;
}

/**
 * - labelled: with a confirmed annotation
 * - unlabelled: without any annotation
 * - proposed: with one that nobody has confirmed
 */
export type LabelState = 'labelled' | 'unlabelled' | 'proposed';

/** A choice of items without an order or a page. */
export interface ItemChoice {
  state?: LabelState | undefined;
  /** All of these, and when there are any of the others one of them. */
  all: readonly ItemCondition[];
  any: readonly ItemCondition[];
  /** Only these. */
  uids?: readonly string[] | undefined;
}

export interface ItemSearch {
  state?: LabelState | undefined;
  conditions: readonly ItemCondition[];
  /** Oldest first. */
  ascending: boolean;
  /** 1 to 100. */
  limit: number;
  /** Index of the page, from 0; one past the end is empty. */
  page: number;
}

/** A row of a search. */
export interface FoundItem {
  uid: string;
  key: string;
  width: number | null;
  height: number | null;
  size_bytes: number;
  content_type: string | null;
  has_media: boolean;
  split: Split | null;
  metadata: Record<string, unknown>;
  created_at: Date;
}
