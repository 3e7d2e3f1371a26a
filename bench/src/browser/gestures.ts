import { setTimeout as sleep } from 'node:timers/promises';
import type { Window } from './window.ts';

/** In the middle of the grid and of the picture alike, CSS pixels. */
export const MIDDLE = { x: 800, y: 500 };

/** Turns the mouse's wheel for `seconds` with `speed` pixels per second, downwards when it is positive. */
export async function wheel({ cdp }: Window, speed: number, seconds: number): Promise<void> {
  await cdp.send('Input.synthesizeScrollGesture', {
    ...MIDDLE,
    yDistance: -speed * seconds,
    speed: Math.abs(speed),
    gestureSourceType: 'mouse',
    preventFling: true,
  });
}

/** A mouse reports more often than a screen is drawn; ms. */
const REPORT_MS = 6;
/** Radius of the circle, CSS pixels, and rounds per second. */
const RADIUS = 220;
const ROUNDS = 0.8;

/** Drags with the left button in circles. */
export async function drag({ cdp }: Window, seconds: number): Promise<void> {
  const send = (type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', angle: number) =>
    cdp.send('Input.dispatchMouseEvent', {
      type,
      x: MIDDLE.x + RADIUS * (Math.cos(angle) - 1),
      y: MIDDLE.y + RADIUS * Math.sin(angle),
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
    });
  await send('mousePressed', 0);
  const began = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let at = 0; at < seconds; at = (performance.now() - began) / 1000) {
    // Not awaited one by one: the page answers once per frame.
    sent.push(send('mouseMoved', at * ROUNDS * 2 * Math.PI));
    await sleep(REPORT_MS);
  }
  await Promise.all(sent);
  await send('mouseReleased', seconds * ROUNDS * 2 * Math.PI);
}
