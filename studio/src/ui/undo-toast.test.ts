// Do notices take each other's place, and is what was done last taken back first?
import { notifications, notificationsStore } from '@mantine/notifications'
import { afterEach, describe, expect, it } from 'vitest'
import { forgetNotices, showDone, showFailed, showMoved, showUndo, undoLast } from './undo-toast.tsx'

const shown = () => notificationsStore.getState().notifications

describe('notices', () => {
  afterEach(() => {
    for (const { id } of shown()) if (id) notifications.hide(id)
  })

  it('stand once, however often they are said', () => {
    for (let times = 0; times < 3; times += 1) showDone('Saved')
    expect(shown().map(({ message }) => message)).toEqual(['Saved'])
    showFailed('No connection')
    showDone('Saved')
    expect(shown().map(({ message }) => message)).toEqual(['No connection', 'Saved'])
  })

  it('of what became of records take each other’s place', () => {
    showMoved('Tiles is now on its way')
    showFailed('No connection')
    showMoved('Tiles is now delivered')
    expect(shown().map(({ message }) => message)).toEqual(['No connection', 'Tiles is now delivered'])
  })

  it('come again after they were closed', () => {
    showDone('Saved')
    notifications.hide(shown()[0]?.id ?? '')
    expect(shown()).toEqual([])
    showDone('Saved')
    expect(shown()).toHaveLength(1)
  })

  it('take back what was done last, each once, and nothing when nothing is offered', () => {
    const undone: string[] = []
    for (const text of ['first', 'second', 'third'])
      showUndo({ text, undo: 'Undo', onUndo: () => void undone.push(text) })
    notifications.hide(shown()[1]?.id ?? '')
    expect([undoLast(), undoLast(), undoLast()]).toEqual([true, true, false])
    expect(undone).toEqual(['third', 'first'])
    expect(shown()).toEqual([])
  })

  it('of a place that is left are gone, with what could be undone there', () => {
    showDone('Saved')
    showUndo({ text: 'Deleted', undo: 'Undo', onUndo: () => undefined })
    forgetNotices()
    expect(shown()).toEqual([])
    expect(undoLast()).toBe(false)
    // And what is said afterwards is said.
    showDone('Saved')
    expect(shown()).toHaveLength(1)
  })
})
