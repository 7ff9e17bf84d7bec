// A seam: the page of the builder that belongs here.
export function DesignPage() {
  return null
}
