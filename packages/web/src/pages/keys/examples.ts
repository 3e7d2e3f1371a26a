/** The same request in the languages that people ask for; the key is never part of them. */
export function examples(origin: string): Record<'curl' | 'python' | 'typescript', string> {
  const list = `${origin}/api/v1/datasets/`;
  return {
    curl: `export SHEAF_KEY=…
curl -H "X-Avala-Api-Key: $SHEAF_KEY" "${list}"`,
    python: `import json, os, urllib.request

request = urllib.request.Request(
    "${list}",
    headers={"X-Avala-Api-Key": os.environ["SHEAF_KEY"]},
)
with urllib.request.urlopen(request) as response:
    for dataset in json.load(response)["results"]:
        print(dataset["owner_name"], dataset["slug"], dataset["item_count"])`,
    typescript: `const response = await fetch('${list}', {
  headers: { 'X-Avala-Api-Key': process.env.SHEAF_KEY ?? '' },
});
const { results } = await response.json();
for (const dataset of results) {
  console.log(dataset.owner_name, dataset.slug, dataset.item_count);
}`,
  };
}
