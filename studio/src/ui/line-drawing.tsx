// The drawings of empty places: thin lines on a dotted ground, like a plan.
import type { ReactNode } from 'react'

export type Drawing = 'mould' | 'sheet' | 'people' | 'key' | 'bin' | 'work' | 'search' | 'lost' | 'mail' | 'done'

const lines: Record<Drawing, ReactNode> = {
  mould: (
    <>
      <rect x="34" y="26" width="52" height="44" rx="3" />
      <path d="M34 38h52M48 26v44" strokeDasharray="2 4" />
      <circle cx="67" cy="54" r="9" />
      <path d="M20 48h10M90 48h10" />
    </>
  ),
  sheet: (
    <>
      <path d="M40 20h30l12 12v44H40z" />
      <path d="M70 20v12h12M48 44h26M48 52h26M48 60h16" />
    </>
  ),
  people: (
    <>
      <circle cx="50" cy="40" r="9" />
      <path d="M34 70c1-12 7-17 16-17s15 5 16 17" />
      <circle cx="76" cy="44" r="7" strokeDasharray="2 4" />
      <path d="M72 56c9-1 14 4 15 14" strokeDasharray="2 4" />
    </>
  ),
  key: (
    <>
      <circle cx="46" cy="48" r="13" />
      <path d="M59 48h30M80 48v9M88 48v6" />
      <circle cx="42" cy="48" r="2.5" />
    </>
  ),
  bin: (
    <>
      <path d="M42 34h36M52 34v-6h16v6M46 34l3 38h22l3-38" />
      <path d="M56 42l1 22M64 42l-1 22" strokeDasharray="2 4" />
    </>
  ),
  work: (
    <>
      <circle cx="60" cy="48" r="22" />
      <path d="M60 34v14l9 7" />
      <path d="M24 48h8M88 48h8" strokeDasharray="2 4" />
    </>
  ),
  search: (
    <>
      <circle cx="56" cy="44" r="17" />
      <path d="M69 57l15 15" />
      <path d="M48 44h16" strokeDasharray="2 4" />
    </>
  ),
  lost: (
    <>
      <path d="M28 66c12-28 20 6 32-18s18-14 32-22" strokeDasharray="3 5" />
      <circle cx="28" cy="66" r="4" />
      <path d="M87 21l10 10M97 21L87 31" />
    </>
  ),
  done: (
    <>
      <circle cx="60" cy="48" r="24" />
      <path d="M49 49l8 8 15-17" />
      <path d="M24 48h6M90 48h6" strokeDasharray="2 4" />
    </>
  ),
  mail: (
    <>
      <rect x="32" y="30" width="56" height="38" rx="3" />
      <path d="M32 34l28 20 28-20" />
      <path d="M22 40h6M18 50h10M22 60h6" strokeDasharray="2 4" />
    </>
  ),
}

export function LineDrawing({ drawing }: { readonly drawing: Drawing }) {
  return (
    <svg
      width="120"
      height="96"
      viewBox="0 0 120 96"
      fill="none"
      aria-hidden="true"
      style={{ color: 'var(--molde-accent)' }}
    >
      <defs>
        <pattern id="molde-dots" width="8" height="8" patternUnits="userSpaceOnUse">
          <circle cx="1" cy="1" r="1" fill="var(--molde-dots)" />
        </pattern>
      </defs>
      <rect width="120" height="96" fill="url(#molde-dots)" />
      <g fill="var(--molde-paper)" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
        {lines[drawing]}
      </g>
    </svg>
  )
}
