import { TokenRequest } from '@sheaf/contract/modelarts';
import { bodyOf } from '../body.ts';

/** The body of `POST /v3/auth/tokens`, or a 400 that names the member at fault. */
export const tokenRequest = bodyOf(TokenRequest);
