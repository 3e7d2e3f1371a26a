import sharp from 'sharp';
import { outline } from './outline.ts';
import { Random } from './random.ts';
import { HEIGHT, HORIZON, WIDTH, type Scene, type Thing } from './scene.ts';

const skies = {
  day: ['#6fb1e4', '#dbeefa'],
  dusk: ['#3d3a6b', '#f2a65a'],
  night: ['#070b1c', '#1d2747'],
};
const grounds = { day: '#5b6066', dusk: '#45444d', night: '#23252d' };
const veils = { clear: '', rain: '#5d6d7e', fog: '#dfe4e8', snow: '#f2f6fa' };
const veilDepth = { clear: 0, rain: 0.22, fog: 0.5, snow: 0.2 };

/** The street as a JPEG of 640 x 360 pixels. `pan`: how far the camera looks to the right, pixels. */
export function drawScene(scene: Scene, pan = 0): Promise<Buffer> {
  const [top, bottom] = skies[scene.time];
  const random = new Random(scene.seed + 99);
  const veil = veils[scene.weather];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs>
    <rect width="${WIDTH}" height="${HORIZON + 2}" fill="url(#sky)"/>
    <g transform="translate(${-pan} 0)">${houses(random, scene)}${road(scene)}
      ${scene.things.map((thing) => draw(thing, scene)).join('')}</g>
    ${veil && `<rect width="${WIDTH}" height="${HEIGHT}" fill="${veil}" fill-opacity="${veilDepth[scene.weather]}"/>`}
    ${precipitation(random, scene)}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}

function houses(random: Random, scene: Scene): string {
  const lit = scene.time === 'night' ? '#ffd98a' : scene.time === 'dusk' ? '#f6d7a0' : '#cfdde6';
  const walls = ['#8d7b6c', '#a39383', '#6f7d8c', '#94806a', '#7a8a80'] as const;
  const shade = scene.time === 'night' ? 0.35 : 1;
  let drawn = '';
  // One path for all windows of a kind: an element each would double the time of the drawing.
  const windows = { lit: '', dark: '' };
  for (let x = -80; x < WIDTH + 80;) {
    const width = random.between(46, 92);
    const height = random.between(50, 150);
    const y = HORIZON - height;
    drawn += `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${random.pick(walls)}" fill-opacity="${0.55 + 0.45 * shade}"/>`;
    for (let wy = y + 10; wy < HORIZON - 18; wy += 19) {
      for (let wx = x + 8; wx < x + width - 12; wx += 16) {
        const on = random.chance(scene.time === 'day' ? 1 : 0.55);
        windows[on ? 'lit' : 'dark'] += `M${wx} ${wy}h8v11h-8z`;
      }
    }
    x += width + random.between(0, 10);
  }
  return `${drawn}<path d="${windows.lit}" fill="${lit}" fill-opacity="0.8"/>
    <path d="${windows.dark}" fill="#2a3038" fill-opacity="0.8"/>`;
}

function road(scene: Scene): string {
  const ground = grounds[scene.time];
  const middle = WIDTH / 2;
  const dashes = [0.05, 0.16, 0.32, 0.55, 0.84].map((depth) => {
    const y = HORIZON + (HEIGHT - HORIZON) * depth;
    const size = 3 + 9 * depth;
    return `<rect x="${middle - size / 2}" y="${y}" width="${size}" height="${size * 2.2}" fill="#e8e2cf" fill-opacity="0.75"/>`;
  });
  return `<rect x="-80" y="${HORIZON}" width="${WIDTH + 160}" height="${HEIGHT - HORIZON}" fill="${scene.time === 'night' ? '#30343a' : '#8a8f8c'}"/>
    <polygon points="${middle - 40},${HORIZON} ${middle + 40},${HORIZON} ${WIDTH + 60},${HEIGHT} -60,${HEIGHT}" fill="${ground}"/>
    ${dashes.join('')}`;
}

function draw(thing: Thing, scene: Scene): string {
  const { x, y, width: w, height: h } = thing;
  const shadow = `<ellipse cx="${x}" cy="${y}" rx="${w * 0.5}" ry="${h * 0.06}" fill="#000" fill-opacity="0.3"/>`;
  const points = outline(thing);
  if (points) {
    const glass = scene.time === 'night' ? '#151b24' : '#33475b';
    const lamp = scene.time === 'day' ? '#f7e7b4' : '#fff3c4';
    const wheel = (at: number) =>
      `<circle cx="${x - w / 2 + at * w}" cy="${y - h * 0.06}" r="${h * 0.14}" fill="#15181c"/>`;
    const roof = thing.name === 'car' ? [0.34, 0.62, 0.4, 0.3] : [0.06, 0.55, 0.86, 0.28];
    const [u = 0, v = 0, gw = 0, gh = 0] = roof;
    return `${shadow}<polygon points="${points.map((point) => point.join(',')).join(' ')}" fill="${thing.color}"/>
      <rect x="${x - w / 2 + u * w}" y="${y - (v + gh) * h}" width="${gw * w}" height="${gh * h}" rx="2" fill="${glass}"/>
      ${wheel(0.2)}${wheel(0.8)}<circle cx="${x + w * 0.47}" cy="${y - h * 0.32}" r="${h * 0.05}" fill="${lamp}"/>`;
  }
  if (thing.name === 'traffic light') {
    const lamps = ['#e74c3c', '#f1c40f', '#2ecc71'].map(
      (color, index) =>
        `<circle cx="${x}" cy="${y - h + w * (0.5 + index * 0.75)}" r="${w * 0.26}" fill="${color}" fill-opacity="${index === scene.seed % 3 ? 1 : 0.25}"/>`,
    );
    return `<rect x="${x - w * 0.08}" y="${y - h}" width="${w * 0.16}" height="${h}" fill="#3a3f45"/>
      <rect x="${x - w / 2}" y="${y - h}" width="${w}" height="${w * 2.4}" rx="${w * 0.2}" fill="#1b1f24"/>${lamps.join('')}`;
  }
  const wheels =
    thing.name === 'cyclist'
      ? [-0.28, 0.28].map(
          (at) =>
            `<circle cx="${x + at * w}" cy="${y - h * 0.2}" r="${w * 0.21}" fill="none" stroke="#15181c" stroke-width="${Math.max(1, w * 0.06)}"/>`,
        )
      : [];
  const lift = thing.name === 'cyclist' ? h * 0.2 : 0;
  return `${shadow}${wheels.join('')}
    <rect x="${x - w * 0.22}" y="${y - h * 0.5}" width="${w * 0.44}" height="${h * 0.5 - lift}" fill="#2c3e50"/>
    <rect x="${x - w * 0.34}" y="${y - h * 0.84}" width="${w * 0.68}" height="${h * 0.42}" rx="${w * 0.16}" fill="${thing.color}"/>
    <circle cx="${x}" cy="${y - h * 0.91}" r="${h * 0.09}" fill="#e0ac69"/>`;
}

function precipitation(random: Random, scene: Scene): string {
  if (scene.weather !== 'rain' && scene.weather !== 'snow') return '';
  let drawn = '';
  for (let index = 0; index < 110; index++) {
    const x = random.between(0, WIDTH);
    const y = random.between(0, HEIGHT);
    drawn +=
      scene.weather === 'snow'
        ? `<circle cx="${x}" cy="${y}" r="${random.between(0.8, 2.2)}" fill="#fff" fill-opacity="0.8"/>`
        : `<line x1="${x}" y1="${y}" x2="${x - 3}" y2="${y + 12}" stroke="#cfd8e3" stroke-width="1" stroke-opacity="0.5"/>`;
  }
  return drawn;
}
