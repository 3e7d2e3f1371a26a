import { Ajv, type ValidateFunction } from 'ajv';
import { TokenRequest } from '@sheaf/contract/modelarts';
import { badParameter } from '../errors.ts';

// Compiled with the first body: a start should not wait for it.
let compiled: ValidateFunction<TokenRequest> | undefined;

/** The body of `POST /v3/auth/tokens`, or a 400 that names the member at fault. */
export function tokenRequest(body: unknown): TokenRequest {
  const check = (compiled ??= new Ajv({ strict: false }).compile<TokenRequest>(TokenRequest));
  if (check(body)) return body;
  const [error] = check.errors ?? [];
  const member = error?.instancePath.slice(1).replaceAll('/', '.') || 'auth';
  throw badParameter(member, error?.message ?? 'is not understood');
}
