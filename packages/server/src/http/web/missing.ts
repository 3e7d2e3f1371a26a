/** What stands where the web app would be, when it has not been built. */
export const missingPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sheaf</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } a { color: #8bf } }
</style>
<h1>Sheaf is running</h1>
<p>The web app has not been built. Run <code>npm run build</code> in Sheaf's folder and load this page again.</p>
<p>The API works without it: <a href="/api/docs/">its description</a>.</p>
</html>
`;
