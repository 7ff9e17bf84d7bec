// The flows of one kind of record, side by side: each has a drawing of its own. While there is one, nothing but the way to a second.
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import type { Blueprint } from '../api/blueprints-api.ts'
import type { Flow } from '../api/flows-api.ts'
import { severalOf } from '../text/several.ts'
import { useText } from '../text/text.ts'
import { useFieldName } from '../text/use-field-name.ts'
import { useFlowName } from '../transition-form/use-flow-name.ts'
import { useChosenInView } from '../ui/use-chosen-in-view.ts'
import { useMoreBeside } from '../ui/use-more-beside.ts'
import classes from './flow-strip.module.css'

/** What the page of a flow shows of the others. */
export interface FlowsAround {
  /** Beside the name of the kind. */
  readonly add: ReactNode
  /** Below the top of the page. */
  readonly strip: ReactNode
}

export interface FlowStripProps {
  readonly tenant: string
  readonly blueprint: Blueprint
  readonly flows: readonly Flow[]
  /** Drawn in this browser and never published. */
  readonly unpublished: Flow | undefined
  /** Name of the one that is shown; undefined: another one is begun. */
  readonly shown: string | undefined
}

interface AddFlowProps {
  readonly tenant: string
  readonly blueprint: string
  readonly className: string | undefined
}

export function AddFlow({ tenant, blueprint, className }: AddFlowProps) {
  const { t } = useText()
  return (
    <Link
      to="/t/$tenant/design/$blueprint/flow"
      params={{ tenant, blueprint }}
      search={{ another: true }}
      className={className}
    >
      <IconPlus size={12} stroke={1.5} aria-hidden style={{ verticalAlign: '-1px', marginRight: 4 }} />
      {t('flow.another')}
    </Link>
  )
}

export function FlowStrip({ tenant, blueprint, flows, unpublished, shown }: FlowStripProps) {
  const { t } = useText()
  const nameOf = useFieldName()
  const flowName = useFlowName(blueprint)
  const strip = useRef<HTMLElement>(null)
  const all = flows.map(({ name }) => name).join(' ')
  useChosenInView(strip, `${shown} ${all}`)
  useMoreBeside(strip, all)
  const link = {
    to: '/t/$tenant/design/$blueprint/flow',
    params: { tenant, blueprint: blueprint.name },
    // Which one is open is said here; the router takes every address of the page for all flows.
    activeOptions: { exact: true },
    className: classes['flow'],
  } as const
  return (
    <nav
      ref={strip}
      className={classes['strip']}
      aria-label={t('flow.all', { name: nameOf({ key: blueprint.name, label: severalOf(blueprint) }) })}
    >
      {flows.map((flow) => (
        <Link
          key={flow.name}
          {...link}
          search={{ flow: flow.name }}
          aria-current={flow.name === shown ? 'page' : undefined}
        >
          {flowName(flow)}
        </Link>
      ))}
      <Link {...link} search={{ another: true }} aria-current={shown === undefined ? 'page' : undefined}>
        {!unpublished && <IconPlus size={14} stroke={1.5} aria-hidden />}
        {unpublished ? t('flow.drawn', { flow: flowName(unpublished) }) : t('flow.another')}
      </Link>
    </nav>
  )
}
