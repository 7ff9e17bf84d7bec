// What each key does on the drawing of a flow.
import type { RefObject } from 'react'
import type { Flow } from '../api/flows-api.ts'
import { type Obey, useCanvasKeys } from '../drawing/use-canvas-keys.ts'
import { type FlowCommand, flowCommandOf } from './flow-commands.ts'
import { type FlowActs, selectedStates } from './use-flow-acts.ts'

export interface FlowKeysGround {
  readonly acts: FlowActs
  readonly undo: () => void
  readonly redo: () => void
  readonly move: (states: readonly string[], x: number, y: number) => void
  readonly flow: Flow
  readonly selection: readonly string[]
  readonly select: (parts: readonly string[]) => void
  readonly panel: RefObject<HTMLElement | null>
  readonly search: RefObject<HTMLInputElement | null>
  readonly arrange: () => void
}

export function useFlowKeys(ground: FlowKeysGround): void {
  const { acts, flow, selection, select, panel, search, arrange, undo, redo, move } = ground
  const obey: Obey<FlowCommand> = (command, at) => {
    const isPart = at !== undefined && !at.startsWith('*anywhere')
    const meant = isPart && !selection.includes(at) ? [at] : selection
    const { does } = command
    switch (does) {
      case 'undo':
        undo()
        return true
      case 'redo':
        redo()
        return true
      case 'search':
        search.current?.focus()
        return true
      case 'selectAll':
        select(Object.keys(flow.states))
        return true
      case 'copy':
        // Words that are marked are what is meant to be copied.
        if (selectedStates(flow, meant).length === 0 || window.getSelection()?.isCollapsed === false) return false
        acts.copy(selectedStates(flow, meant))
        return true
      case 'paste':
        if (acts.canPaste) acts.paste()
        return acts.canPaste
      case 'duplicate':
        acts.duplicate(selectedStates(flow, meant))
        return meant.length > 0
      case 'create':
        acts.create()
        return true
      case 'arrange':
        arrange()
        return true
      case 'group':
        acts.group()
        return acts.canGroup
      case 'ungroup':
        acts.ungroup()
        return true
      case 'relate':
      case 'open':
        if (!isPart) return false
        select([at])
        // Once the panel is there: its field for a new transition, or the panel itself.
        setTimeout(() => focusIn(panel.current, does), 0)
        return true
      case 'remove':
        if (meant.length > 0) acts.remove(meant)
        return meant.length > 0
      case 'toggle':
        if (!isPart) return false
        select(selection.includes(at) ? selection.filter((one) => one !== at) : [...selection, at])
        return true
      case 'leave':
        select([])
        return selection.length > 0
      case 'move': {
        const states = statesIn(flow, meant)
        if (states.length === 0) return false
        if (command.does === 'move') move(states, command.x, command.y)
        return true
      }
    }
  }
  useCanvasKeys(obey, flowCommandOf)
}

function focusIn(panel: HTMLElement | null, does: string): void {
  const field = does === 'relate' ? panel?.querySelector<HTMLElement>('[data-connect]') : undefined
  ;(field ?? panel)?.focus()
}

/** A group is moved by its states. */
function statesIn(flow: Flow, parts: readonly string[]): readonly string[] {
  return [
    ...new Set(
      parts.flatMap((part) => {
        if (Object.hasOwn(flow.states, part)) return [part]
        return part.startsWith('*group:') ? (flow.groups?.[part.slice('*group:'.length)]?.states ?? []) : []
      }),
    ),
  ]
}
