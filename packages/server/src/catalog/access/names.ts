import { invalid } from '../errors.ts';

/** Words that stand where an owner's name can stand in a path of the API or of the web app. */
const reserved = new Set([
  ...['api', 'assets', 'dataset', 'datasets', 'docs', 'exports', 'health', 'imports', 'items'],
  ...['industry-choices', 'list', 'manual-upload', 'me', 'media', 'metrics', 'organizations'],
  ...['projects', 'sequences', 'settings', 'setup-info', 'sheaf', 'slices', 'tasks', 'users'],
  ...['validate', 'new', 'null', 'undefined'],
]);

/** 150 characters is what clients of the API reserve for a user name. */
const NAME = /^[a-z0-9][a-z0-9@._+-]{0,149}$/;

/** The stored form of an owner's name: lower case. Throws `invalid` on field `name`. */
export function ownerName(text: string): string {
  const name = text.toLowerCase();
  if (!NAME.test(name)) {
    throw invalid(
      'name',
      'Use 1 to 150 letters, digits and @ . _ + -, starting with a letter or a digit.',
    );
  }
  if (reserved.has(name)) throw invalid('name', `"${name}" is a word of the API; choose another.`);
  return name;
}
