import { hasNameFont, loadNameFont } from '../../../canvas/name-font.ts';
import { drawScene, type Scene, type SceneChange, type ScenePicture } from './scene.ts';

/** One for all frames: a worker collects what it lets go of late. */
const canvas = new OffscreenCanvas(1, 1);
let scene: Scene | undefined;

self.onmessage = ({ data }: MessageEvent<SceneChange>) => {
  // The first change is a whole scene.
  scene = { ...scene, ...data } as Scene;
  draw();
  if (scene.names && !hasNameFont()) void loadNameFont().then(draw);
};

function draw(): void {
  if (!scene) return;
  const { width, height, dpr, view } = scene;
  // Setting a size clears it, too.
  canvas.width = Math.max(1, Math.round(width * dpr));
  canvas.height = Math.max(1, Math.round(height * dpr));
  const ctx = canvas.getContext('2d');
  if (!ctx) return;
  drawScene(ctx, { ...scene, names: scene.names && hasNameFont() }, draw);
  const reply: ScenePicture = { picture: canvas.transferToImageBitmap(), view };
  self.postMessage(reply, { transfer: [reply.picture] });
}
