import { Ajv, type ValidateFunction } from 'ajv';
import type { Static, TSchema } from '@sheaf/contract/schema';
import { badParameter } from './errors.ts';

// strict: the schemas carry words of OpenAPI.
const ajv = new Ajv({ strict: false });

/**
 * A function that gives back the members of a body that the schema knows, or throws a 400 that names the first one at
 * fault. A member that is null is one that was not sent.
 */
export function bodyOf<Schema extends TSchema>(schema: Schema): (body: unknown) => Static<Schema> {
  // Compiled with the first body: a start should not wait for it.
  let compiled: ValidateFunction | undefined;
  return (body) => {
    const known = keep(schema, body ?? {});
    const check = (compiled ??= ajv.compile(schema));
    if (check(known)) return known as Static<Schema>;
    const [error] = check.errors ?? [];
    const { missingProperty } = (error?.params ?? {}) as { missingProperty?: string };
    const path = [...(error?.instancePath.split('/').slice(1) ?? []), missingProperty ?? []].flat();
    const message = missingProperty === undefined ? error?.message : 'is required';
    throw badParameter(path.join('.') || 'the body', message ?? 'is not understood');
  };
}

interface Shape {
  properties?: Record<string, Shape>;
  items?: Shape;
}

/** Whatever a schema does not name is dropped here, so that nothing unknown is ever stored or shown. */
function keep(schema: Shape, value: unknown): unknown {
  const { items, properties } = schema;
  if (Array.isArray(value)) return items ? value.map((one) => keep(items, one)) : value;
  if (!properties || typeof value !== 'object' || value === null) return value;
  const given = new Map<string, unknown>(Object.entries(value));
  const kept = Object.entries(properties).flatMap(([name, member]) => {
    const inner = given.get(name);
    return inner === undefined || inner === null ? [] : [[name, keep(member, inner)] as const];
  });
  return Object.fromEntries(kept);
}
