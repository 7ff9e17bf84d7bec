// A notice that says what was done and where to go on from it; apart from the other notices, which the first screen has.
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { MouseEvent } from 'react'
import { showOnce } from './undo-toast.tsx'

const tenSeconds = 10_000

export interface NextStep {
  readonly words: string
  /** Undefined of what is done right here. */
  readonly href?: string
  /** Does it, or goes there without loading the page anew. */
  readonly go: () => void
}

export function showNext(text: string, steps: readonly NextStep[]): void {
  const follow = (event: MouseEvent, step: NextStep) => {
    // With one of these keys the browser opens a tab of its own.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    notifications.hide(id)
    step.go()
  }
  // Of such notices there is one, the newest: two would offer the same words for different things.
  const id = showOnce('next', {
    autoClose: tenSeconds,
    message: (
      <Stack gap={4}>
        <Text size="sm">{text}</Text>
        <Group gap="md">
          {steps.map((step) =>
            step.href === undefined ? (
              <Anchor
                key={step.words}
                size="sm"
                component="button"
                type="button"
                onClick={(event) => follow(event, step)}
              >
                {step.words}
              </Anchor>
            ) : (
              <Anchor key={step.words} size="sm" href={step.href} onClick={(event) => follow(event, step)}>
                {step.words}
              </Anchor>
            ),
          )}
        </Group>
      </Stack>
    ),
  })
}
