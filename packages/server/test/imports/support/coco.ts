/** A small COCO file in the making. */
export interface CocoFile {
  images: Record<string, unknown>[];
  annotations: Record<string, unknown>[];
  categories: Record<string, unknown>[];
}

/** `count` images of 100 x 80 pixels named `img/N.jpg`, each with two boxes, a car and a dog. */
export function cocoOf(count: number, name = (n: number) => `img/${n}.jpg`): CocoFile {
  const ids = Array.from({ length: count }, (_, i) => i + 1);
  return {
    images: ids.map((id) => ({ id, file_name: name(id), width: 100, height: 80 })),
    annotations: ids.flatMap((id) => [
      { id: id * 2, image_id: id, category_id: 3, bbox: [1, 2, 30, 40], area: 1200, iscrowd: 0 },
      { id: id * 2 + 1, image_id: id, category_id: 7, bbox: [10.5, 20.25, 15, 16] },
    ]),
    categories: [
      { id: 3, name: 'car' },
      { id: 7, name: 'dog' },
    ],
  };
}
