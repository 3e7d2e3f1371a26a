import { Checkbox, Select } from '@mantine/core';
import { t } from '../../text/en.ts';
import type { Choice } from './choice.ts';

interface Props {
  choice: Choice;
  onChange: (change: Partial<Choice>) => void;
}

/** What only some formats ask. */
export function TaskOptions({ choice, onChange }: Props) {
  if (choice.format === 'YOLO') {
    return (
      <Select
        label={t.exports.form.task}
        data={['detect', 'segment', 'obb', 'pose']}
        value={choice.yoloTask}
        onChange={(value) => onChange({ yoloTask: (value ?? 'detect') as Choice['yoloTask'] })}
      />
    );
  }
  if (choice.format === 'COCO') {
    return (
      <Select
        label={t.exports.form.task}
        data={['instances', 'keypoints']}
        value={choice.cocoTask}
        onChange={(value) => onChange({ cocoTask: (value ?? 'instances') as Choice['cocoTask'] })}
      />
    );
  }
  if (choice.format === 'VOC') {
    return (
      <Checkbox
        label={t.exports.form.vocStrict}
        checked={choice.vocStrict}
        onChange={(event) => onChange({ vocStrict: event.currentTarget.checked })}
      />
    );
  }
  return null;
}
