// Above the drawing: finding, steps back and forth, what is done with what is selected, arranging, a new state.
import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBoxMultiple,
  IconClipboard,
  IconColumns2,
  IconDots,
  IconFileExport,
  IconFileImport,
  IconKeyboard,
  IconLayoutDistributeHorizontal,
  IconPlus,
} from '@tabler/icons-react'
import type { Ref } from 'react'
import { CanvasTool } from '../drawing/canvas-tool.tsx'
import { useText } from '../text/text.ts'
import { ChoiceStrip } from '../ui/choice-strip.tsx'
import { LateMenu } from '../ui/late-menu.tsx'
import classes from './flow-builder.module.css'
import type { FlowDesk } from './flow-desk.ts'
import { FlowSearch } from './flow-search.tsx'

export type Way = 'drawing' | 'list'
type Run = (() => void) | undefined

export interface FlowToolsProps {
  readonly search: Ref<HTMLInputElement>
  readonly desk: FlowDesk
  readonly way: Way
  readonly onWay: (way: Way) => void
  readonly onFind: (part: string) => void
  readonly undo: Run
  readonly redo: Run
  readonly group: Run
  readonly paste: Run
  /** Things that go on at the same time. */
  readonly addConcurrent: Run
  readonly arrange: Run
  /** Not where there are none. */
  readonly keys: Run
  readonly create: () => void
  /** Takes a flow that was made elsewhere in place of this one. */
  readonly bringIn: () => void
  readonly exportAs: () => void
}

export function FlowTools(props: FlowToolsProps) {
  const { t } = useText()
  const { search, desk, way, onWay, onFind } = props
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('flowMap.tools')}>
      <FlowSearch input={search} desk={desk} onFind={onFind} />
      <CanvasTool label={t('common.undo')} icon={IconArrowBackUp} run={props.undo} />
      <CanvasTool label={t('common.redo')} icon={IconArrowForwardUp} run={props.redo} />
      {way === 'drawing' && (
        <>
          <CanvasTool label={t('flowMap.makeGroup')} icon={IconBoxMultiple} run={props.group} />
          <CanvasTool label={t('flowMap.addConcurrent')} icon={IconColumns2} run={props.addConcurrent} />
          {props.paste && <CanvasTool label={t('model.paste')} icon={IconClipboard} run={props.paste} />}
          <CanvasTool label={t('model.arrange')} icon={IconLayoutDistributeHorizontal} run={props.arrange} />
          {props.keys && <CanvasTool label={t('keys.title')} icon={IconKeyboard} run={props.keys} />}
        </>
      )}
      <ChoiceStrip
        value={way}
        onChange={(next) => onWay(next)}
        choices={[
          { value: 'drawing', shown: t('model.asCanvas') },
          { value: 'list', shown: t('model.asList') },
        ]}
        label={t('flowMap.way')}
      />
      <Button variant="default" ml="auto" leftSection={<IconPlus size={16} stroke={1.5} />} onClick={props.create}>
        {t('flow.newState')}
      </Button>
      <LateMenu
        position="bottom-end"
        button={
          <ActionIcon size="lg" variant="default" aria-label={t('common.more')}>
            <IconDots size={18} stroke={1.5} />
          </ActionIcon>
        }
      >
        <Menu.Item leftSection={<IconFileImport size={16} stroke={1.5} />} onClick={props.bringIn}>
          {t('flowExchange.bringInMenu')}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileExport size={16} stroke={1.5} />} onClick={props.exportAs}>
          {t('flowExchange.exportMenu')}
        </Menu.Item>
      </LateMenu>
    </div>
  )
}
