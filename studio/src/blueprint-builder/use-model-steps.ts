// The steps of the data model that were made: adding one, going back and forth.
import { useMemo, useRef, useState } from 'react'
import {
  type ModelStep,
  type ModelSteps,
  noSteps,
  opposite,
  wentBack,
  wentForth,
  withoutDraftOf,
  withoutStep,
  withStep,
} from './model-steps.ts'

export function useModelSteps(run: (step: ModelStep) => Promise<void>) {
  const [steps, setSteps] = useState(noSteps)
  const latest = useRef(steps)
  const walk = useMemo(() => {
    const keep = (next: ModelSteps) => {
      latest.current = next
      setSteps(next)
    }
    const go = async (step: ModelStep, way: ModelStep, gone: typeof wentBack) => {
      try {
        await run(way)
      } catch (failed) {
        keep(withoutStep(latest.current, step))
        throw failed
      }
      keep(gone(latest.current, step))
    }
    const add = (step: ModelStep) => keep(withStep(latest.current, step, Date.now()))
    const back = async () => {
      const step = latest.current.past.at(-1)
      if (step) await go(step, opposite(step), wentBack)
    }
    return {
      add,
      back,
      async forth() {
        const [step] = latest.current.future
        if (step) await go(step, step, wentForth)
      },
      /** Whatever came after it stays. */
      async takeBack(step: ModelStep) {
        if (!latest.current.past.includes(step)) return
        if (latest.current.past.at(-1) === step) return back()
        await run(opposite(step))
        add(opposite(step))
      },
      forgetDraftOf: (blueprint: string) => keep(withoutDraftOf(latest.current, blueprint)),
    }
  }, [run])
  return { walk, canUndo: steps.past.length > 0, canRedo: steps.future.length > 0 }
}
