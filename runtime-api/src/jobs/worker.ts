// Runs jobs in the background. Until there are jobs, it only stands where they will run.
import type { Runtime } from '../runtime.ts'

export function startWorker(_runtime: Runtime): { stop(): Promise<void> } {
  return { stop: async () => undefined }
}
