import type { FastifyRequest } from 'fastify';
import { signLink } from '../../catalog/media/links.ts';
import { baseUrl } from '../../http/links.ts';
import type { Dialect } from './request.ts';

/** Prefix of the media links of a dataset: signed, good for some hours, opened by a bare GET. */
export function mediaPrefix(dialect: Dialect, request: FastifyRequest, datasetUid: string): string {
  const { catalog, options } = dialect;
  const token = signLink(catalog.secret, 'dataset', datasetUid, options.mediaUrlHours);
  return `${baseUrl(request, options.publicUrl)}/media/${token}/`;
}
