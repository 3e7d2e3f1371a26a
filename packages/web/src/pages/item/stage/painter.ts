import type { Scene, SceneChange, ScenePicture } from './scene.ts';
import type { StageView } from './view.ts';

/**
 * Has the scene drawn by a worker, as fast as it can, and moves what was drawn last to where it belongs now: the outlines
 * stay on the picture in every frame, and no frame waits for them.
 */
export class Painter {
  private readonly canvas: HTMLCanvasElement;
  private readonly worker: Worker;
  /** What the worker has not been told yet; it gets it when it has drawn what it was told before. */
  private change: SceneChange | undefined;
  private busy = false;
  private last: Scene | undefined;
  private drawn: StageView | undefined;
  private view: StageView | undefined;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.worker = new Worker(new URL('./scene-worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<ScenePicture>) => this.put(data);
  }

  paint(scene: Scene): void {
    this.view = scene.view;
    this.place();
    this.change = { ...this.change, ...this.newIn(scene) };
    if (!this.busy) this.send();
  }

  close(): void {
    this.worker.terminate();
  }

  /** Copying all annotations for every step of a movement would cost more than drawing them. */
  private newIn(scene: Scene): SceneChange {
    const before = this.last;
    this.last = scene;
    if (!before) return scene;
    const changed = Object.entries(scene).filter(
      ([name, value]) => value !== before[name as keyof Scene],
    );
    return Object.fromEntries(changed) as SceneChange;
  }

  private send(): void {
    if (!this.change) return;
    this.worker.postMessage(this.change);
    this.change = undefined;
    this.busy = true;
  }

  private put({ picture, view }: ScenePicture): void {
    this.busy = false;
    this.canvas.width = picture.width;
    this.canvas.height = picture.height;
    this.canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
    this.drawn = view;
    this.place();
    this.send();
  }

  private place(): void {
    const { drawn, view } = this;
    if (!drawn || !view) return;
    const scale = view.scale / drawn.scale;
    const [x, y] = [view.x - drawn.x * scale, view.y - drawn.y * scale];
    this.canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  }
}
