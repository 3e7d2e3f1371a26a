import type { FastifyRequest } from 'fastify';
import { signLink } from '../../catalog/media/links.ts';
import { baseUrl } from '../../http/links.ts';
import type { Dialect } from './request.ts';

/** Prefix of the media links of a dataset: one token opens the whole dataset, so a page signs once. */
export function mediaPrefix(dialect: Dialect, request: FastifyRequest, datasetUid: string): string {
  const { catalog, options } = dialect;
  const token = signLink(catalog.secret, 'dataset', datasetUid, options.mediaUrlHours);
  return `${baseUrl(request, options.publicUrl)}/media/${token}/`;
}

/** A link to an export's archive that works without a key. */
export function archiveUrl(dialect: Dialect, request: FastifyRequest, exportUid: string): string {
  const { catalog, options } = dialect;
  const token = signLink(catalog.secret, 'export', exportUid, options.mediaUrlHours);
  return `${baseUrl(request, options.publicUrl)}/archives/${token}/${exportUid}.zip`;
}
