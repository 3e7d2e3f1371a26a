/** By frequency, as far as known. */
const coco =
  'person chair car dining_table cup bottle bowl handbag truck bench backpack book cell_phone sink clock tv potted_plant couch dog knife sports_ball traffic_light cat umbrella bus tie bed train vase spoon motorcycle surfboard skateboard tennis_racket remote toilet bird boat airplane keyboard cake laptop suitcase wine_glass horse fork mouse banana refrigerator kite oven pizza orange bicycle teddy_bear baseball_glove baseball_bat sheep cow apple elephant broccoli stop_sign giraffe carrot donut zebra frisbee skis sandwich fire_hydrant microwave scissors bear snowboard parking_meter hot_dog toothbrush toaster hair_drier';

/** COCO's ids run from 1 to 90 and leave these out. */
const cocoGaps = new Set([12, 26, 29, 30, 45, 66, 68, 69, 71, 83]);

export function cocoNames(): { id: number; name: string }[] {
  const ids = Array.from({ length: 90 }, (_, i) => i + 1).filter((id) => !cocoGaps.has(id));
  return numbered(coco.split(' '), ids);
}

export function kittiNames(): { id: number; name: string }[] {
  const names = 'Car DontCare Pedestrian Van Cyclist Truck Misc Tram Person_sitting';
  return numbered(names.split(' '));
}

export function nuscenesNames(): { id: number; name: string }[] {
  const names =
    'vehicle.car human.pedestrian.adult movable_object.barrier movable_object.trafficcone vehicle.truck vehicle.trailer vehicle.construction vehicle.bus.rigid vehicle.motorcycle vehicle.bicycle human.pedestrian.construction_worker movable_object.pushable_pullable movable_object.debris static_object.bicycle_rack human.pedestrian.child vehicle.bus.bendy human.pedestrian.police_officer human.pedestrian.stroller human.pedestrian.personal_mobility animal vehicle.emergency.police human.pedestrian.wheelchair vehicle.emergency.ambulance';
  return numbered(names.split(' '));
}

export function openImagesNames(): { id: number; name: string }[] {
  return numbered(Array.from({ length: 600 }, (_, i) => `m-${String(i).padStart(4, '0')}`));
}

function numbered(names: string[], ids?: number[]): { id: number; name: string }[] {
  return names.map((name, i) => ({ id: ids?.[i] ?? i + 1, name }));
}

/** Share of the annotations that the most frequent class has. */
const HEAD = 0.3;

/** Cumulative shares of a Zipf distribution over `count` classes whose head has `HEAD` (or its even share, if more). */
export function zipf(count: number): Float64Array {
  let [low, high] = [0, 8];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (1 / total(count, middle) < HEAD) low = middle;
    else high = middle;
  }
  const exponent = (low + high) / 2;
  const all = total(count, exponent);
  let sum = 0;
  return Float64Array.from({ length: count }, (_, i) => (sum += (i + 1) ** -exponent / all));
}

function total(count: number, exponent: number): number {
  let sum = 0;
  for (let rank = 1; rank <= count; rank += 1) sum += rank ** -exponent;
  return sum;
}
