// Loaded before every test file: how property tests draw.
import fc from 'fast-check';

const { SHEAF_TEST_SEED, SHEAF_TEST_PROPERTY_MS } = process.env;

/**
 * A change must not be refused for what it did not touch, so every run draws the same examples.
 * SHEAF_TEST_SEED=random looks for new ones (a failure prints its seed); SHEAF_TEST_PROPERTY_MS bounds the time of
 * each property, after at least one example: `npm run verify` sets it.
 */
fc.configureGlobal({
  ...(SHEAF_TEST_SEED !== 'random' && { seed: Number(SHEAF_TEST_SEED ?? 1) }),
  ...(SHEAF_TEST_PROPERTY_MS && {
    interruptAfterTimeLimit: Number(SHEAF_TEST_PROPERTY_MS),
    markInterruptAsFailure: false,
  }),
});
