import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceError } from '@sheaf/contract/modelarts';
import { CatalogError, RuleError } from '../../catalog/errors.ts';
import { BodyError } from '../../http/json-body.ts';
import { explainProblem, type Problem } from '../../http/problem.ts';
import { rules } from './rules.ts';

/** What the service or its gateway answers instead of a result. */
export class Fault extends Error {
  readonly status: number;
  readonly code: string;

  /** `code` as the error list of the service has it, `ModelArts.` or `APIGW.` and a number. */
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A query parameter or body member that cannot be used. */
export const badParameter = (name: string, why: string) =>
  new Fault(400, 'ModelArts.4396', `Parameter is invalid: ${name} ${why}`);

export const unauthenticated = (why: string) =>
  new Fault(401, 'APIGW.0301', `Incorrect IAM authentication information: ${why}`);

export const foreignProject = () =>
  new Fault(403, 'ModelArts.0210', 'The project ID in the URL does not match the credential');

export const noSuchPath = () =>
  new Fault(404, 'APIGW.0101', 'The API does not exist or has not been published');

/** Seconds that a client should wait before it tries again. */
const RETRY_AFTER = '30';

/** Every error below /v2. 401, 403 and 404 are the gateway's, whose answers carry the request's id. */
export function renderError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const fault = faultOf(error, request, reply);
  const body: ServiceError = { error_code: fault.code, error_msg: fault.message };
  if ([401, 403, 404].includes(fault.status)) body.request_id = request.id;
  void reply.code(fault.status).type('application/json; charset=utf-8').send(body);
}

/** The error in the service's words; what is our own fault goes to the log. */
export function faultOf(error: unknown, request: FastifyRequest, reply: FastifyReply): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof BodyError) return bodyFault(error);
  if (error instanceof RuleError) return ruleFault(error);
  if (error instanceof CatalogError) return catalogFault(error, reply);
  if ((error as FastifyError).code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new Fault(415, 'ModelArts.0101', 'The body must be application/json');
  }
  return problemFault(explainProblem(error, request, reply));
}

/** What a broken rule of the catalogue is called here. */
export function ruleFault(error: RuleError): Fault {
  const [status, code, text] = rules[error.rule] ?? [400, 'ModelArts.0104'];
  return new Fault(status, code, text ?? error.message);
}

/** A parser quotes what it stumbled over, which may be a password: only the member is named. */
const bodyFault = ({ field }: BodyError) =>
  new Fault(400, 'ModelArts.0101', `The body is not valid JSON${field ? `: ${field}` : ''}`);

function catalogFault(error: CatalogError, reply: FastifyReply): Fault {
  switch (error.code) {
    case 'unauthenticated':
      return unauthenticated('unknown key or token');
    case 'key_expired':
      return unauthenticated('the key has expired');
    case 'forbidden':
      return new Fault(403, 'ModelArts.4336', 'The user has no permission');
    case 'not_found':
      return new Fault(400, 'ModelArts.4352', 'Dataset does not exist');
    case 'invalid':
    case 'invalid_cursor':
    case 'invalid_page':
      return new Fault(400, 'ModelArts.4396', `Parameter is invalid: ${error.message}`);
    case 'conflict':
      return new Fault(400, 'ModelArts.0104', error.message);
    case 'busy':
      reply.header('retry-after', RETRY_AFTER);
      return new Fault(429, 'ModelArts.4395', error.message);
    case 'unavailable':
      reply.header('retry-after', RETRY_AFTER);
      return new Fault(503, 'APIGW.0202', error.message);
  }
}

function problemFault({ status, detail }: Problem): Fault {
  if (status === 404) return noSuchPath();
  if (status < 500) return new Fault(status, 'ModelArts.0101', detail);
  return new Fault(status, status === 503 ? 'APIGW.0202' : 'ModelArts.0102', detail);
}
