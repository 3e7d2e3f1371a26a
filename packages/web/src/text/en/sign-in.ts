export const signIn = {
  title: 'Sign in',
  lead: 'A catalogue for labelled vision data, on your own machine.',
  key: 'API key',
  keyHelp: 'It was printed when the server started for the first time.',
  submit: 'Sign in',
  linkFailed:
    'This sign-in link has been used or has expired. Start the demo again for a new one, or use a key.',
  makeKey: 'No key at hand? Make one on the server:',
  command: 'npx sheaf key create --owner NAME',
} as const;
