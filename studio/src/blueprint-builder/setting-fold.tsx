// Settings that few fields need, behind a plain heading that says which of them are set.
import { Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './blueprint-builder.module.css'

export interface SettingFoldProps {
  readonly title: string
  /** What is set in it, each in a word or two; nothing where all is as it was. */
  readonly set: readonly (string | false | undefined)[]
  readonly children: ReactNode
}

export function SettingFold({ title, set, children }: SettingFoldProps) {
  const said = set.filter(Boolean).join(' · ')
  return (
    <details className={classes.fold}>
      <summary>
        <IconChevronRight size={16} stroke={1.5} aria-hidden />
        <Text span size="sm" fw={500}>
          {title}
        </Text>
        {said && (
          // Cut off before the title breaks.
          <Text span size="xs" c="dimmed" truncate title={said} style={{ flexShrink: 1000 }}>
            {said}
          </Text>
        )}
      </summary>
      <div className={classes.folded}>{children}</div>
    </details>
  )
}
