/** Results in the order of `values`, with at most `limit` calls under way. The first error ends it once all have settled. */
export async function mapLimit<T, R>(
  values: readonly T[],
  limit: number,
  work: (value: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  let failed = false;
  const lane = async () => {
    while (!failed && next < values.length) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(values[index] as T);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: limit }, lane));
  const error = lanes.find((result) => result.status === 'rejected');
  if (error) throw error.reason;
  return results;
}
