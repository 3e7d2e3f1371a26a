import {
  createRootRoute,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { datasetOptions } from '../api/datasets.ts';
import { firstItems } from '../api/items.ts';
import { queryClient } from '../api/query.ts';
import { sessionOptions } from '../ui/session.ts';
import { explorerSearch } from '../pages/explorer/search.ts';
import { datasetsSearch } from '../pages/datasets/search.ts';
import { textOf } from './search.ts';
import { Shell } from './shell/Shell.tsx';

/*
 * The map of the app. Every page is a module of its own that loads when it is visited; what its address may hold is
 * said by a `search.ts` beside it, which is small and comes with the first load.
 */
const root = createRootRoute({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => {
    const next = textOf(search['next']);
    // Only paths of this app: a link must not lead elsewhere after the sign-in.
    return next !== undefined && /^\/(?![/\\])/.test(next) ? { next } : {};
  },
  component: lazyRouteComponent(() => import('../pages/sign-in/SignInPage.tsx'), 'SignInPage'),
});

/** Everything but the sign-in is for somebody who is signed in. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionOptions);
    if (session) return;
    const next = location.pathname === '/' ? undefined : location.href;
    throw redirect({ to: '/sign-in', search: next === undefined ? {} : { next } });
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/datasets', replace: true });
  },
});

const datasets = createRoute({
  getParentRoute: () => app,
  path: '/datasets',
  validateSearch: datasetsSearch,
  component: lazyRouteComponent(() => import('../pages/datasets/DatasetsPage.tsx'), 'DatasetsPage'),
});

const dataset = createRoute({
  getParentRoute: () => app,
  path: '/datasets/$owner/$slug',
  // Asked for while the page's program is still coming. A page that showed a skeleton first would be held back by React
  // for 300 ms; what goes wrong is said by the page.
  loader: async ({ params: { owner, slug } }) => {
    await queryClient.ensureQueryData(datasetOptions(owner, slug)).catch(() => undefined);
  },
  component: lazyRouteComponent(() => import('../pages/dataset/DatasetHome.tsx'), 'DatasetHome'),
});

const explore = createRoute({
  getParentRoute: () => dataset,
  path: '/',
  validateSearch: explorerSearch,
  loaderDeps: ({ search: { filter, sort } }) => ({ filter, sort }),
  loader: ({ params: { owner, slug }, deps, cause }) => {
    // Not for every link that the mouse passes over, nor when the page is there and asks itself.
    if (cause !== 'enter') return;
    void queryClient.prefetchQuery({ ...firstItems(owner, slug, deps), staleTime: 0 });
  },
  component: lazyRouteComponent(() => import('../pages/explorer/ExplorerPage.tsx'), 'ExplorerPage'),
});

const sequences = createRoute({
  getParentRoute: () => dataset,
  path: '/sequences',
  component: lazyRouteComponent(
    () => import('../pages/sequences/SequencesPage.tsx'),
    'SequencesPage',
  ),
});

const datasetSlices = createRoute({
  getParentRoute: () => dataset,
  path: '/slices',
  component: lazyRouteComponent(
    () => import('../pages/slices/DatasetSlicesPage.tsx'),
    'DatasetSlicesPage',
  ),
});

const charts = createRoute({
  getParentRoute: () => dataset,
  path: '/charts',
  validateSearch: (search): { filter?: string } => {
    const filter = textOf(search['filter']);
    return filter === undefined ? {} : { filter };
  },
  component: lazyRouteComponent(() => import('../pages/charts/ChartsPage.tsx'), 'ChartsPage'),
});

const imports = createRoute({
  getParentRoute: () => dataset,
  path: '/imports',
  component: lazyRouteComponent(() => import('../pages/imports/ImportsPage.tsx'), 'ImportsPage'),
});

const datasetExports = createRoute({
  getParentRoute: () => dataset,
  path: '/exports',
  validateSearch: (search): { filter?: string } => {
    const filter = textOf(search['filter']);
    return filter === undefined ? {} : { filter };
  },
  component: lazyRouteComponent(
    () => import('../pages/exports/DatasetExportsPage.tsx'),
    'DatasetExportsPage',
  ),
});

const datasetSettings = createRoute({
  getParentRoute: () => dataset,
  path: '/settings',
  component: lazyRouteComponent(
    () => import('../pages/settings/DatasetSettingsPage.tsx'),
    'DatasetSettingsPage',
  ),
});

/** Beside the dataset's home, not in it: the picture takes the whole window. */
const item = createRoute({
  getParentRoute: () => app,
  path: '/datasets/$owner/$slug/items/$uid',
  validateSearch: explorerSearch,
  component: lazyRouteComponent(() => import('../pages/item/ItemPage.tsx'), 'ItemPage'),
});

const sequence = createRoute({
  getParentRoute: () => app,
  path: '/datasets/$owner/$slug/sequences/$uid',
  validateSearch: (search): { frame?: string } => {
    const frame = textOf(search['frame']);
    return frame === undefined ? {} : { frame };
  },
  component: lazyRouteComponent(() => import('../pages/sequence/SequencePage.tsx'), 'SequencePage'),
});

const slices = createRoute({
  getParentRoute: () => app,
  path: '/slices',
  component: lazyRouteComponent(() => import('../pages/slices/SlicesPage.tsx'), 'SlicesPage'),
});

const slice = createRoute({
  getParentRoute: () => app,
  path: '/slices/$owner/$slug',
  validateSearch: explorerSearch,
  component: lazyRouteComponent(() => import('../pages/slice/SlicePage.tsx'), 'SlicePage'),
});

const exports = createRoute({
  getParentRoute: () => app,
  path: '/exports',
  component: lazyRouteComponent(() => import('../pages/exports/ExportsPage.tsx'), 'ExportsPage'),
});

const oneExport = createRoute({
  getParentRoute: () => app,
  path: '/exports/$uid',
  component: lazyRouteComponent(() => import('../pages/exports/ExportPage.tsx'), 'ExportPage'),
});

const keys = createRoute({
  getParentRoute: () => app,
  path: '/keys',
  component: lazyRouteComponent(() => import('../pages/keys/KeysPage.tsx'), 'KeysPage'),
});

const people = createRoute({
  getParentRoute: () => app,
  path: '/people',
  component: lazyRouteComponent(() => import('../pages/people/PeoplePage.tsx'), 'PeoplePage'),
});

export const routeTree = root.addChildren([
  signIn,
  app.addChildren([
    home,
    datasets,
    dataset.addChildren([
      explore,
      sequences,
      datasetSlices,
      charts,
      imports,
      datasetExports,
      datasetSettings,
    ]),
    item,
    sequence,
    slices,
    slice,
    exports,
    oneExport,
    keys,
    people,
  ]),
]);
