// The steps of the data model that were made: adding one, going back and forth. They stay while the tab is open.
import { useMemo, useRef, useState } from 'react'
import { keepSteps, keptSteps } from './kept-steps.ts'
import {
  type ModelStep,
  type ModelSteps,
  opposite,
  type StepOutcome,
  wentBack,
  wentForth,
  withoutDraftOf,
  withStep,
} from './model-steps.ts'

export function useModelSteps(tenant: string, person: string, run: (step: ModelStep) => Promise<StepOutcome>) {
  const [steps, setSteps] = useState(() => keptSteps(tenant, person))
  const latest = useRef(steps)
  const walk = useMemo(() => {
    const keep = (next: ModelSteps) => {
      latest.current = next
      setSteps(next)
      keepSteps(tenant, person, next)
    }
    const go = async (step: ModelStep, way: ModelStep, gone: typeof wentBack) => {
      const outcome = await run(way)
      keep(gone(latest.current, step, outcome))
      if ('failed' in outcome) throw outcome.failed
    }
    const add = (step: ModelStep) => keep(withStep(latest.current, step, Date.now()))
    /** Does it for the first time; what was done of it can be undone, also when the rest failed. */
    const make = async (step: ModelStep) => {
      const outcome = await run(step)
      if (outcome.done) add(outcome.done)
      if ('failed' in outcome) throw outcome.failed
      return step
    }
    const back = async () => {
      const step = latest.current.past.at(-1)
      if (step) await go(step, opposite(step), wentBack)
    }
    return {
      /** What cannot fail is done by whoever adds it. */
      add,
      make,
      back,
      async forth() {
        const [step] = latest.current.future
        if (step) await go(step, step, wentForth)
      },
      /** Whatever came after it stays. */
      async takeBack(step: ModelStep) {
        if (latest.current.past.at(-1) === step) return back()
        if (latest.current.past.includes(step)) await make(opposite(step))
      },
      forgetDraftOf: (blueprint: string) => keep(withoutDraftOf(latest.current, blueprint)),
    }
  }, [tenant, person, run])
  return { walk, newest: steps.past.at(-1), canUndo: steps.past.length > 0, canRedo: steps.future.length > 0 }
}
