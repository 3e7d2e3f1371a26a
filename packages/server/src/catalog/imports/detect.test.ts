import { expect, test } from 'vitest';
import { memorySource } from '../../formats/testing/memory-source.ts';
import { chooseFormat } from './detect.ts';

test('who hands over an archive is told to unpack it', async () => {
  const none = chooseFormat(memorySource({ 'notes.md': 'x' }), 'auto');
  await expect(none).rejects.toThrow(/^Nothing here looks like one of: [^.]*\.$/);
  const zip = chooseFormat(memorySource({ 'street.zip': 'PK' }), 'auto');
  await expect(zip).rejects.toThrow(/Unpack street\.zip and import the folder\.$/);
});
