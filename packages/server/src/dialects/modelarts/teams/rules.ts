/** What the service allows in the names and texts of teams and their tasks. */
export const teamName = { least: 1, most: 1024, pattern: /^[^!<>=&"']*$/ };
export const description = { most: 256, pattern: /^[^^!<>=&"']*$/ };
export const taskName = {
  least: 1,
  most: 64,
  pattern: /^[\w-]+$/,
  why: 'may only have letters, digits, _ and -',
};
export const email = {
  least: 3,
  most: 254,
  pattern: /^[^\s@]+@[^\s@]+$/,
  why: 'is no e-mail address',
};
