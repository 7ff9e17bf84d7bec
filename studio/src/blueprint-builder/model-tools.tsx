// Above the canvas: finding, steps back and forth, pasting, arranging, something new.
import { Button, Loader } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconClipboard,
  IconLayoutDistributeHorizontal,
  IconPlus,
  IconSparkles,
} from '@tabler/icons-react'
import type { Ref } from 'react'
import type { DrawnBlueprint } from '../data-model-canvas/drawn-blueprint.ts'
import { CanvasTool as Tool } from '../drawing/canvas-tool.tsx'
import { useText } from '../text/text.ts'
import classes from './model-page.module.css'
import { ModelSearch, type ModelSearchProps } from './model-search.tsx'
import type { Model } from './use-model.ts'

export interface ModelToolsProps {
  readonly search: Ref<HTMLInputElement>
  readonly model: Model
  readonly blueprints: readonly DrawnBlueprint[]
  readonly onFind: ModelSearchProps['onFind']
  readonly onPaste: (() => void) | undefined
  readonly onArrange: () => void
  readonly onCreate: () => void
  /** Made-up records for every kind that has none; undefined while nothing is published. */
  readonly onFill: (() => void) | undefined
}

export function ModelTools(props: ModelToolsProps) {
  const { search, model, blueprints, onFind, onPaste, onArrange, onCreate, onFill } = props
  const { t } = useText()
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('model.tools')}>
      <ModelSearch input={search} blueprints={blueprints} onFind={onFind} />
      <Tool label={t('common.undo')} icon={IconArrowBackUp} run={model.canUndo ? () => void model.undo() : undefined} />
      <Tool
        label={t('common.redo')}
        icon={IconArrowForwardUp}
        run={model.canRedo ? () => void model.redo() : undefined}
      />
      {onPaste && <Tool label={t('model.paste')} icon={IconClipboard} run={onPaste} />}
      <Tool label={t('model.arrange')} icon={IconLayoutDistributeHorizontal} run={onArrange} />
      <Tool label={t('samples.fill')} icon={IconSparkles} run={onFill} />
      {model.busy && <Loader size="xs" aria-label={t('common.loading')} />}
      <Button
        variant="default"
        ml="auto"
        px={{ base: 'xs', sm: 'md' }}
        flex={{ base: '1 0 auto', sm: 'none' }}
        leftSection={<IconPlus size={16} stroke={1.5} />}
        onClick={onCreate}
      >
        {t('design.newKind')}
      </Button>
    </div>
  )
}
