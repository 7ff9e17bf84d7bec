// Everything the studio is made of, in every state, in both themes side by side. For who changes it: `npx vite studio`, then
// /styleguide. It is an entry of its own, so no release holds it.
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '../style/letters.ts'
import '../style/page.css'
import '../style/touch.css'
import '../style/thumb.css'
import './styleguide.css'
import { Anchor, Group, MantineProvider, Stack, Title } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { cssVariables, theme } from '../style/theme.ts'
import { languages, loadWords, startText, switchLanguage } from '../text/text.ts'
import { FormatsProvider } from '../text/use-formats.tsx'
import { NoticeStack } from '../ui/notice-stack.tsx'
import { useWholeWords } from '../ui/whole-words.ts'
import { CanvasGuide } from './canvas-guide.tsx'
import { ControlGuide } from './control-guide.tsx'
import { leftOut } from './drawn-parts.ts'
import { FloatGuide } from './float-guide.tsx'
import { FormGuide } from './form-guide.tsx'
import { InputGuide } from './input-guide.tsx'
import { LookGuide } from './look-guide.tsx'
import { PartGuide } from './part-guide.tsx'
import { drawPseudoStates } from './pseudo-states.ts'
import { answerWithSamples } from './sample-answers.ts'
import { TableGuide } from './table-guide.tsx'
import { TalkGuide } from './talk-guide.tsx'
import { TokenGuide } from './token-guide.tsx'
import { ValueGuide } from './value-guide.tsx'
import { WidgetGuide } from './widget-guide.tsx'

const asked = new URLSearchParams(window.location.search)
const scheme = asked.get('theme')
const language = languages.find((one) => one === asked.get('language')) ?? 'en'
const spoken = [language]

const place = document.getElementById('molde')
if (place && scheme !== 'light' && scheme !== 'dark') drawBoth(place)
else if (place)
  void startText()
    .then(() => Promise.all([loadWords('records'), loadWords('builder')]))
    .then(() => switchLanguage(language))
    .then(() => drawSheet(place, scheme === 'dark' ? 'dark' : 'light'))

/** A frame for each theme: dialogs, media and focus are then each frame's own. */
function drawBoth(at: HTMLElement): void {
  createRoot(at).render(
    <div className="guide-frames">
      {(['light', 'dark'] as const).map((one) => (
        <iframe key={one} title={one} src={`?theme=${one}&language=${language}`} />
      ))}
    </div>,
  )
}

declare global {
  interface Window {
    /** Shared components that are nowhere on this page: asked by the guide's test, and by whoever adds one. */
    leftOut: () => readonly string[]
  }
}

function drawSheet(at: HTMLElement, forced: 'light' | 'dark'): void {
  const queryClient = answerWithSamples()
  // Links want a router; here they lead nowhere.
  const routeTree = createRootRoute({ component: () => <Sheet scheme={forced} />, notFoundComponent: () => null })
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/'] }) })
  createRoot(at).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={forced}>
        <QueryClientProvider client={queryClient}>
          <NoticeStack />
          <FormatsProvider zone="America/Sao_Paulo" currency="BRL" languages={spoken}>
            <RouterProvider router={router as never} />
          </FormatsProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
  setTimeout(() => {
    drawPseudoStates()
    window.leftOut = () => leftOut(at)
    document.documentElement.dataset['drawn'] = 'true'
  }, 800)
}

/** The way to each part: there are more than anybody scrolls through. */
function Contents() {
  const [parts, setParts] = useState<readonly string[]>([])
  useEffect(() => setParts([...document.querySelectorAll('[data-guide]')].map(({ id }) => id)), [])
  return (
    <Group component="nav" aria-label="Parts" gap="xs">
      {parts.map((part) => (
        <Anchor key={part} href={`#${encodeURIComponent(part)}`} size="sm">
          {part}
        </Anchor>
      ))}
    </Group>
  )
}

function Sheet({ scheme }: { readonly scheme: 'light' | 'dark' }) {
  useWholeWords()
  return (
    <Stack component="main" p="lg" gap={48}>
      <Title order={1}>Style guide, {scheme}</Title>
      <Contents />
      <TokenGuide scheme={scheme} />
      <ControlGuide />
      <PartGuide />
      <ValueGuide />
      <WidgetGuide />
      <FormGuide />
      <InputGuide />
      <TableGuide />
      <LookGuide />
      <TalkGuide />
      <FloatGuide />
      <CanvasGuide />
    </Stack>
  )
}
