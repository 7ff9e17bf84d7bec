// What everything looks like: colours, type, space, and the Mantine theme made of them. Contrast is held by theme.test.ts.
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'
import { menuFocus } from './menu-focus.ts'

export type Scheme = 'light' | 'dark'

/** Every colour of the chrome, by what it is for. */
export const tokens = {
  light: {
    paper: '#FAF9F6',
    sheet: '#FFFFFF',
    sunken: '#F3F1EC',
    line: '#E4E1DA',
    edge: '#8F8B82',
    ink: '#1B1F24',
    ink2: '#5B6470',
    accent: '#1F4BD8',
    accentDeep: '#1A40BA',
    accentTint: '#EDF1FD',
    onAccent: '#FFFFFF',
    ok: '#1A7348',
    okTint: '#E6F4EC',
    warn: '#8A5800',
    warnTint: '#FBF1DC',
    bad: '#B3261E',
    badDeep: '#971F18',
    onBad: '#FFFFFF',
    badTint: '#FCECEA',
    dots: '#D9D5CB',
  },
  dark: {
    paper: '#12161C',
    sheet: '#181D25',
    sunken: '#0F1318',
    line: '#2A313C',
    edge: '#6B7585',
    ink: '#E8EAED',
    ink2: '#9AA4B2',
    accent: '#7C9CFF',
    accentDeep: '#96B0FF',
    accentTint: '#1E2740',
    onAccent: '#0D1220',
    ok: '#56C596',
    okTint: '#16291F',
    warn: '#E3B341',
    warnTint: '#2C2513',
    bad: '#FF8A80',
    badDeep: '#FFA199',
    onBad: '#2A0D0B',
    badTint: '#321C1B',
    dots: '#2B3340',
  },
} as const satisfies Record<Scheme, Record<string, string>>

export const hueNames = ['slate', 'blue', 'teal', 'green', 'amber', 'orange', 'red', 'violet'] as const
export type Hue = (typeof hueNames)[number]

/** The eight state colours: `tint` behind chips, `line` for spines and dots, `ink` for words on the tint. */
export const hues: Record<
  Hue,
  Record<Scheme, { readonly tint: string; readonly line: string; readonly ink: string }>
> = {
  slate: {
    light: { tint: '#EEF0F3', line: '#66717F', ink: '#414B57' },
    dark: { tint: '#252C36', line: '#8D99A9', ink: '#C3CBD6' },
  },
  blue: {
    light: { tint: '#E6EEFC', line: '#2F6BDA', ink: '#1D4FAE' },
    dark: { tint: '#1A2A47', line: '#6E9DF5', ink: '#A9C6FF' },
  },
  teal: {
    light: { tint: '#DDF3F1', line: '#0E8A80', ink: '#0A625B' },
    dark: { tint: '#10302E', line: '#3CBCB0', ink: '#83DDD4' },
  },
  green: {
    light: { tint: '#E3F4E8', line: '#23884F', ink: '#17633A' },
    dark: { tint: '#153022', line: '#4FBE83', ink: '#93DFB4' },
  },
  amber: {
    light: { tint: '#FBF0D3', line: '#A37100', ink: '#755000' },
    dark: { tint: '#332A12', line: '#D9A932', ink: '#F0D083' },
  },
  orange: {
    light: { tint: '#FDEADD', line: '#C65A11', ink: '#8E3F0A' },
    dark: { tint: '#382214', line: '#EC8B4C', ink: '#FFBE94' },
  },
  red: {
    light: { tint: '#FCE8E6', line: '#C4372D', ink: '#9A231B' },
    dark: { tint: '#3A1D1B', line: '#F0766C', ink: '#FFB3AC' },
  },
  violet: {
    light: { tint: '#EFE9FC', line: '#7A4FD0', ink: '#5A34A8' },
    dark: { tint: '#2A2145', line: '#A98BF0', ink: '#CFBCFF' },
  },
}

const sans =
  '"Inter Variable", "Inter meanwhile", ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif'
const mono = '"JetBrains Mono Variable", ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace'

const blueprintInk: MantineColorsTuple = [
  '#EDF1FD',
  '#D6E0FB',
  '#A9BDFF',
  '#7C9CFF',
  '#5478EE',
  '#3560E2',
  '#1F4BD8',
  '#1A40BA',
  '#16369C',
  '#112A7A',
]
const warmGray: MantineColorsTuple = [
  '#FAF9F6',
  '#F3F1EC',
  '#EBE8E1',
  '#E4E1DA',
  '#D5D1C7',
  '#8F8B82',
  '#6F7680',
  '#5B6470',
  '#3A424C',
  '#1B1F24',
]
const night: MantineColorsTuple = [
  '#E8EAED',
  '#C4CAD3',
  '#9AA4B2',
  '#6B7585',
  '#2A313C',
  '#222933',
  '#181D25',
  '#12161C',
  '#0F1318',
  '#0A0C10',
]
const bad: MantineColorsTuple = [
  '#FCECEA',
  '#F8D4D1',
  '#FFB3AC',
  '#FF8A80',
  '#E2574C',
  '#C93A30',
  '#B3261E',
  '#971F18',
  '#7A1913',
  '#5E120E',
]

/** 14/20 body, 6 px corners, steps of 4, one shadow and only for what floats. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 3 },
  variantColorResolver: variantColors,
  colors: { ink: blueprintInk, gray: warmGray, dark: night, bad },
  black: tokens.light.ink,
  white: '#FFFFFF',
  fontFamily: sans,
  fontFamilyMonospace: mono,
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  headings: {
    fontFamily: sans,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '6px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'sm',
  shadows: float(),
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    // A name alone says nothing on an element without a role.
    Loader: { defaultProps: { role: 'status' } },
    // A link among words must be told apart without its colour.
    Anchor: { defaultProps: { underline: 'always' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    // Where a list begins does not hang on its width: that is not known yet when it is first drawn, and one that begins in the
    // middle makes the page of a phone wider, which is measured anew, and so on without an end.
    Combobox: { defaultProps: { position: 'bottom-start' } },
    // Words begin in one line, chosen or not.
    Select: { defaultProps: { checkIconPosition: 'right' } },
    // Enter takes the first that fits what is typed. One alone is chosen in `ui/search-select.tsx`.
    MultiSelect: { defaultProps: { checkIconPosition: 'right', selectFirstOptionOnChange: true } },
    Checkbox: { defaultProps: { iconColor: 'var(--molde-onAccent)' } },
    Radio: { defaultProps: { iconColor: 'var(--molde-onAccent)' } },
    // Capitals would shout, and are hard to read in Russian.
    Badge: { defaultProps: { tt: 'none', fw: 500 } },
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 140, transition: 'fade' },
        overlayProps: { backgroundOpacity: 0.4 },
      },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 160 } } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 120 },
        trapFocus: false,
        withInitialFocusPlaceholder: false,
      },
    },
    MenuDropdown: { defaultProps: menuFocus },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 120 } } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 120 } } },
    Table: { defaultProps: { verticalSpacing: 8 } },
  },
})

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: chrome('light'),
  dark: chrome('dark'),
})

function chrome(scheme: Scheme): Record<string, string> {
  const token = tokens[scheme]
  const own = Object.entries(token).map(([name, value]) => [`--molde-${name}`, value])
  const states = hueNames.flatMap((hue) =>
    Object.entries(hues[hue][scheme]).map(([part, value]) => [`--hue-${hue}-${part}`, value]),
  )
  return {
    ...Object.fromEntries([...own, ...states]),
    '--mantine-color-body': token.sheet,
    '--mantine-color-text': token.ink,
    '--mantine-color-dimmed': token.ink2,
    '--mantine-color-placeholder': token.ink2,
    '--mantine-color-anchor': token.accent,
    '--mantine-color-error': token.bad,
    // A menu takes the sixth shade of the colour it is told, whatever the theme.
    '--mantine-color-bad-6': token.bad,
    '--mantine-primary-color-contrast': token.onAccent,
    '--mantine-color-default': token.sheet,
    '--mantine-color-default-hover': token.sunken,
    '--mantine-color-default-border': token.line,
    // In the dark what is sunken would be a hole in its sheet.
    '--mantine-color-disabled': scheme === 'dark' ? night[5] : token.sunken,
    '--mantine-color-disabled-color': token.ink2,
  }
}

/** Buttons and badges of our own colours take the tokens, so that words on them are legible in both themes. */
function variantColors(asked: Parameters<VariantColorsResolver>[0]): ReturnType<VariantColorsResolver> {
  const usual = defaultVariantColorsResolver(asked)
  const color = asked.color ?? asked.theme.primaryColor
  const names =
    color === 'ink'
      ? { own: 'accent', deep: 'accentDeep', tint: 'accentTint', on: 'onAccent' }
      : color === 'bad'
        ? { own: 'bad', deep: 'badDeep', tint: 'badTint', on: 'onBad' }
        : color === 'ok'
          ? { own: 'ok', deep: 'ok', tint: 'okTint', on: 'onAccent' }
          : color === 'warn'
            ? { own: 'warn', deep: 'warn', tint: 'warnTint', on: 'onAccent' }
            : undefined
  if (!names) return usual
  const own = `var(--molde-${names.own})`
  const tint = `var(--molde-${names.tint})`
  switch (asked.variant) {
    case 'filled':
      return { ...usual, background: own, hover: `var(--molde-${names.deep})`, color: `var(--molde-${names.on})` }
    case 'light':
      return { ...usual, background: tint, hover: tint, color: own }
    case 'outline':
      return { ...usual, hover: tint, color: own, border: `1px solid ${own}` }
    case 'subtle':
      return { ...usual, hover: tint, color: own }
    default:
      return usual
  }
}

function float() {
  const one = '0 1px 2px rgb(15 19 24 / 8%), 0 8px 24px rgb(15 19 24 / 14%)'
  return { xs: 'none', sm: 'none', md: one, lg: one, xl: one }
}
