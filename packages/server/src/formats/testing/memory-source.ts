import type { ImportSource, SourceFile } from '../model.ts';

/** An import source of files held in memory, for tests. `chunk` is the size of the pieces that are read. */
export function memorySource(
  files: Record<string, string | Buffer>,
  chunk = 64 * 1024,
): ImportSource {
  const contents = new Map(
    Object.entries(files)
      .map(([path, content]) => [path, Buffer.from(content)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const describe = (path: string, content: Buffer): SourceFile => ({ path, size: content.length });
  return {
    async *files(folder = '', suffixes) {
      for (const [path, content] of contents) {
        if (folder !== '' && !path.startsWith(`${folder}/`)) continue;
        if (suffixes && !suffixes.some((suffix) => path.toLowerCase().endsWith(suffix))) continue;
        yield describe(path, content);
      }
    },
    async stat(path) {
      const content = contents.get(path);
      return content && describe(path, content);
    },
    async *read(path, range) {
      const whole = contents.get(path);
      if (!whole) throw new Error(`no such file: ${path}`);
      const content = range ? whole.subarray(range.start, range.end) : whole;
      for (let i = 0; i < content.length; i += chunk) yield content.subarray(i, i + chunk);
    },
  };
}
