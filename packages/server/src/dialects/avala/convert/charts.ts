import type { Charts } from '../../../catalog/charts/answer.ts';
import type { Estimate } from '../../../catalog/charts/model.ts';

export function toCharts({ itemCount, cooccurrence, heatMap, attributes }: Charts) {
  return {
    item_count: itemCount,
    cooccurrence: {
      ...toEstimate(cooccurrence),
      labels: cooccurrence.labels,
      cells: cooccurrence.cells,
    },
    heat_map: { ...toEstimate(heatMap), grid: heatMap.grid, cells: heatMap.cells },
    attributes: { ...toEstimate(attributes), fields: attributes.fields },
  };
}

const toEstimate = ({ estimated, itemsRead }: Estimate) => ({ estimated, items_read: itemsRead });
