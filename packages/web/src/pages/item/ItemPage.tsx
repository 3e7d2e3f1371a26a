import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { AnnotationsByProject } from '../../api/annotations.ts';
import { datasetOptions, projectsOf } from '../../api/datasets.ts';
import { itemOptions, neighboursOf } from '../../api/items.ts';
import { useDocumentTitle } from '@mantine/hooks';
import { t } from '../../text/en.ts';
import { labelBook, toDrawn } from '../../ui/drawn.ts';
import { useRole } from '../../ui/session.ts';
import { boxBetween } from './edit/handles.ts';
import { useEdits } from './edit/useEdits.ts';
import classes from './ItemPage.module.css';
import { sizeOf, type Shown } from './model.ts';
import { Panel } from './panel/Panel.tsx';
import { hiddenBy, toggleGroups } from './panel/toggles.ts';
import { Stage, type StageHandle } from './stage/Stage.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useItemShortcuts } from './useItemShortcuts.ts';

const route = getRouteApi('/app/datasets/$owner/$slug/items/$uid');

/** One item as large as the window, with everything that is known of it. */
export function ItemPage() {
  const { owner, slug, uid } = route.useParams();
  // A new item begins anew: what was chosen, hidden or could be undone belongs to the one before.
  return <OneItem key={uid} owner={owner} slug={slug} uid={uid} />;
}

function OneItem({ owner, slug, uid }: { owner: string; slug: string; uid: string }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const { data: item } = useSuspenseQuery(itemOptions(owner, slug, uid));
  const { data: dataset } = useSuspenseQuery(datasetOptions(owner, slug));
  const { data: projects } = useQuery(projectsOf(dataset));
  const { data: beside } = useQuery(neighboursOf(owner, slug, uid, search));
  const editable = useRole(owner) !== undefined;
  const edits = useEdits(owner, slug, uid);
  const stage = useRef<StageHandle>(null);
  const [selected, select] = useState<string>();
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [names, setNames] = useState(true);
  const [fill, setFill] = useState(true);
  const [drawing, setDrawing] = useState(false);
  const [drawAs, setDrawAs] = useState<string>();
  useDocumentTitle(`${item.key} · ${t.app.name}`);

  const all = useMemo((): Shown[] => {
    const byProject = (item.annotations ?? {}) as AnnotationsByProject;
    const book = labelBook(projects ?? []);
    return Object.entries(byProject).flatMap(([project, list]) =>
      toDrawn({ [project]: list }, book).flatMap((drawn, index) => {
        const annotation = list[index];
        return annotation ? [{ ...drawn, project, annotation }] : [];
      }),
    );
  }, [item.annotations, projects]);
  const groups = useMemo(() => toggleGroups(all), [all]);
  const shown = useMemo(() => {
    const hidden = hiddenBy(groups, off);
    return all.filter((one) => !hidden.has(one.uid));
  }, [all, groups, off]);
  const image = useMemo(() => sizeOf(item, all), [item, all]);
  const labels = [
    ...new Set((projects ?? []).flatMap((one) => one.labels.map(({ name }) => name))),
  ];
  const label = drawAs ?? all[0]?.label ?? labels[0];

  // A key that is pressed before it is known what stands beside waits for it.
  const go = async (side: 'previous' | 'next') => {
    const known = queries.ensureQueryData(neighboursOf(owner, slug, uid, search));
    const to = (await known.catch(() => undefined))?.[side];
    if (to) await navigate({ params: { owner, slug, uid: to }, search, replace: true });
  };
  const back = () =>
    void navigate({ to: '/datasets/$owner/$slug', params: { owner, slug }, search });
  const change = (target: string, to: { state?: 'confirmed'; label?: string }) =>
    void edits.apply([{ op: 'update', item: uid, uid: target, ...to }]);
  const remove = (target: string) => {
    select(undefined);
    void edits.apply([{ op: 'delete', item: uid, uid: target }]);
  };
  useItemShortcuts({
    previous: () => void go('previous'),
    next: () => void go('next'),
    back,
    stage,
    edits,
    toggleDrawing: () => setDrawing((before) => editable && !before),
    deselect: () => (drawing ? setDrawing(false) : select(undefined)),
    accept: () => selected && editable && change(selected, { state: 'confirmed' }),
    remove: () => selected && editable && remove(selected),
  });
  return (
    <div className={classes.page}>
      <Toolbar
        item={item}
        beside={beside}
        onGo={(side) => void go(side)}
        onBack={back}
        stage={stage}
        names={names}
        onNames={setNames}
        fill={fill}
        onFill={setFill}
        edits={editable ? edits : undefined}
        drawing={drawing}
        onDrawing={setDrawing}
        labels={labels}
        label={label}
        onLabel={setDrawAs}
      />
      <div className={classes.body}>
        <Stage
          picture={item.data_url}
          image={image}
          shown={shown}
          selected={selected}
          names={names}
          fill={fill}
          drawing={drawing}
          editable={editable}
          onSelect={select}
          onGeometry={(target, geometry) =>
            void edits.apply([{ op: 'update', item: uid, uid: target, geometry }])
          }
          onBox={(from, to) =>
            label !== undefined &&
            void edits.apply([{ op: 'create', item: uid, label, geometry: boxBetween(from, to) }])
          }
          handle={stage}
        />
        <Panel
          owner={owner}
          slug={slug}
          item={item}
          image={image}
          all={all}
          groups={groups}
          off={off}
          onOff={setOff}
          selected={selected}
          onSelect={select}
          editable={editable}
          labels={labels}
          onChange={change}
          onRemove={remove}
        />
      </div>
    </div>
  );
}
