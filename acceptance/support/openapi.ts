import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;

interface Operation {
  responses?: Record<string, { content?: Record<string, unknown> }>;
}

export interface OpenApiDocument {
  openapi: string;
  info: Json;
  servers?: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
}

const escape = (segment: string) => segment.replaceAll('~', '~0').replaceAll('/', '~1');
const trimmed = (path: string) => (path.length > 1 ? path.replace(/\/$/, '') : path);

/** Holds answers against what the server itself documents. */
export class Contract {
  readonly document: OpenApiDocument;
  readonly #ajv: Ajv2020;
  readonly #compiled = new Map<string, ValidateFunction>();
  readonly #routes: { pattern: RegExp; path: string; literal: number }[];

  constructor(document: OpenApiDocument) {
    this.document = document;
    this.#ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
    addFormats.default(this.#ajv);
    this.#ajv.addSchema(document, 'openapi', false, false);
    this.#routes = Object.keys(document.paths)
      .map((path) => ({
        path,
        pattern: new RegExp(
          `^${trimmed(path)
            .replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
            .replaceAll(/\{[^}]+\}/g, '[^/]+')}$`,
        ),
        literal: path.split('/').filter((segment) => !segment.startsWith('{')).length,
      }))
      .sort((a, b) => b.literal - a.literal);
  }

  /** What is wrong with the answer; undefined when it is as documented. */
  problem(
    method: string,
    path: string,
    status: number,
    type: string,
    body: unknown,
  ): string | undefined {
    const verb = method.toLowerCase();
    const route = this.#routes.find(
      ({ pattern, path: template }) =>
        pattern.test(trimmed(path)) && this.document.paths[template]?.[verb],
    );
    if (!route) return `${method} ${path} is not in the OpenAPI document`;
    const responses = this.document.paths[route.path]?.[verb]?.responses ?? {};
    const code = [String(status), `${String(status)[0]}XX`].find((known) => responses[known]);
    const name = `${method} ${route.path} ${status}`;
    if (!code) return `${name} is not documented`;
    const media = type.split(';')[0] ?? '';
    const content = responses[code]?.content;
    if (!content) return media === '' ? undefined : `${name}: no body is documented, got ${media}`;
    const known = [media, `${media.split('/')[0]}/*`, '*/*'].find((key) => content[key]);
    if (!known) return `${name}: ${media || 'an empty body'} is not a documented content type`;
    if (media !== 'application/json') return undefined;
    const pointer = ['paths', route.path, verb, 'responses', code, 'content', known, 'schema'];
    const validate = this.#validator(`openapi#/${pointer.map(escape).map(encodeURI).join('/')}`);
    return validate(body) ? undefined : `${name}: ${this.#ajv.errorsText(validate.errors)}`;
  }

  #validator(ref: string): ValidateFunction {
    const known = this.#compiled.get(ref);
    if (known) return known;
    const validate = this.#ajv.compile({ $ref: ref });
    this.#compiled.set(ref, validate);
    return validate;
  }
}
