import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/**
 * Paper, ink and pine: warm greys that leave the colour to the images, one green for what can be pressed, straw for the
 * mark. Every pair of text and ground is at least 4.5 : 1.
 */
const pine: MantineColorsTuple = [
  '#e9f5f1',
  '#d3e9e2',
  '#a8d3c6',
  '#7abda9',
  '#52a88f',
  '#2f927a',
  '#177c66',
  '#0d6b5c',
  '#085548',
  '#053f36',
];
const stone: MantineColorsTuple = [
  '#faf9f6',
  '#f4f2ed',
  '#eae7e0',
  '#dcd8cf',
  '#c6c1b6',
  '#a09a8e',
  '#7a756a',
  '#5d594f',
  '#403d36',
  '#26241f',
];
const ink: MantineColorsTuple = [
  '#e9e7e2',
  '#c4c1ba',
  '#a5a199',
  '#737069',
  '#4a4843',
  '#383632',
  '#2a2926',
  '#1e1d1b',
  '#171614',
  '#100f0e',
];

const straw: MantineColorsTuple = [
  '#fdf6e3',
  '#f6e9c8',
  '#eed9a0',
  '#e4c26b',
  '#d9ad42',
  '#c99a2e',
  '#b3841d',
  '#946a12',
  '#7d5608',
  '#6e4a00',
];
const red: MantineColorsTuple = [
  '#fdecea',
  '#fadad7',
  '#f4b4ae',
  '#ee8c84',
  '#ff8a80',
  '#d9483e',
  '#c0352b',
  '#b3261e',
  '#931c16',
  '#75140f',
];

/** The list itself scrolls, which belongs to its field; an area around it would have to be reached by keyboard. */
const scrollingList = {
  withScrollArea: false,
  styles: { options: { maxHeight: 240, overflowY: 'auto' as const } },
};

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: { pine, red, yellow: straw, gray: stone, dark: ink },
  autoContrast: true,
  black: '#26241f',
  fontFamily: "'Geist Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'Geist Mono Variable', ui-monospace, monospace",
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '1.375rem', lineHeight: '1.3' } } },
  // A dense page: 13 px is the text, 12 px what stands beside it.
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    TextInput: { defaultProps: { size: 'xs' } },
    PasswordInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', allowDeselect: false, ...scrollingList } },
    MultiSelect: { defaultProps: { size: 'xs', ...scrollingList } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Text: { defaultProps: { size: 'sm' } },
    Table: { defaultProps: { fz: 'sm', verticalSpacing: 6, horizontalSpacing: 10 } },
    Tooltip: { defaultProps: { openDelay: 400, fz: 'xs', withArrow: true } },
    // Its placeholder is a child that no menu may have.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // Menus and lists open inside of <main>: text outside of every landmark is easily missed.
    Popover: { defaultProps: { portalProps: { target: '#overlays' } } },
    Badge: {
      defaultProps: { radius: 'sm', variant: 'light', tt: 'none', fw: 500 },
      // In a narrow column it would shrink to nothing.
      styles: { root: { minWidth: 'max-content' }, label: { overflow: 'visible' } },
    },
  },
});

/** What Mantine's own greys would leave below 4.5 : 1, and the grounds of the page. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#faf9f6',
    '--mantine-color-dimmed': '#6a655b',
    '--mantine-color-placeholder': '#75705f',
    '--mantine-color-error': '#b3261e',
  },
  dark: {
    '--mantine-color-body': '#171614',
    '--mantine-color-dimmed': '#a5a199',
    '--mantine-color-placeholder': '#96928a',
    '--mantine-color-error': '#ff8a80',
    '--mantine-color-text': '#dedbd4',
  },
});
