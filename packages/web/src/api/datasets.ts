import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { del, follow, get, patch, post, segment } from './http.ts';
import type { CountedPage, CursorPage, Dataset, Project } from './types.ts';

/** Datasets asked for at a time: two screens of cards. */
const PAGE = 48;

export const datasetHome = (owner: string, slug: string): string =>
  `/datasets/${segment(owner)}/${segment(slug)}`;

export interface DatasetSearch {
  /** Part of the name. */
  name?: string | undefined;
  visibility?: string | undefined;
  data_type?: string | undefined;
  ordering?: string | undefined;
}

/** Every dataset that the user sees, page by page. */
export const datasetPages = (search: DatasetSearch) =>
  infiniteQueryOptions({
    queryKey: ['datasets', search],
    queryFn: ({ pageParam, signal }) =>
      pageParam === null
        ? get<CountedPage<Dataset>>('/datasets/', { ...search, limit: PAGE }, signal)
        : follow<CountedPage<Dataset>>(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const datasetOptions = (owner: string, slug: string) =>
  queryOptions({
    queryKey: ['dataset', owner, slug],
    queryFn: ({ signal }) => get<Dataset>(`${datasetHome(owner, slug)}/`, undefined, signal),
  });

export const datasetByUid = (uid: string) =>
  queryOptions({
    queryKey: ['dataset', uid],
    queryFn: ({ signal }) => get<Dataset>(`/datasets/${segment(uid)}/`, undefined, signal),
  });

/** The projects whose labels the dataset's annotations have. */
export const projectsOf = (dataset: Pick<Dataset, 'uid' | 'owner_name'>) =>
  queryOptions({
    queryKey: ['projects', dataset.owner_name],
    // Labels change rarely; every page asks for their colours.
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      get<CursorPage<Project>>(
        `/projects/${segment(dataset.owner_name)}/`,
        { limit: 1000 },
        signal,
      ),
    select: (page) => page.results.filter((project) => project.datasets.includes(dataset.uid)),
  });

export const updateDataset = (owner: string, slug: string, change: Partial<Dataset>) =>
  patch<Dataset>(`${datasetHome(owner, slug)}/`, change);
export const deleteDataset = (owner: string, slug: string) => del(`${datasetHome(owner, slug)}/`);

export interface NewDataset {
  name: string;
  slug: string;
  data_type: Dataset['data_type'];
  owner_name: string;
  is_sequence?: boolean;
}
export const createDataset = (dataset: NewDataset) => post<Dataset>('/datasets/', dataset);
