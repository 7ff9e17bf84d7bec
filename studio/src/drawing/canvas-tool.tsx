// One tool above a drawing: an icon that says what it does.
import { ActionIcon, Tooltip } from '@mantine/core'
import type { IconPlus } from '@tabler/icons-react'

export interface CanvasToolProps {
  readonly label: string
  readonly icon: typeof IconPlus
  /** Undefined while there is nothing for it to do. */
  readonly run: (() => void) | undefined
}

export function CanvasTool({ label, icon: Icon, run }: CanvasToolProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" disabled={!run} onClick={() => run?.()} aria-label={label}>
        <Icon size={18} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  )
}
