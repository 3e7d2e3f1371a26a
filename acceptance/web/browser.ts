export { launch } from '../../bench/src/browser/launch.ts';
