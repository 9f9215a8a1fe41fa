/**
 * Tells the styles how much of the window can be seen. A keyboard of glass covers the page without making it smaller,
 * and the full-screen chat would lose its head or its field beneath it. Returns how to stop.
 */
export function followViewport(element: HTMLElement): () => void {
  const view = globalThis.visualViewport;
  if (!view) return () => {};
  const gone = new AbortController();

  function measure(): void {
    // Zoomed in, the guest looks at a part on purpose.
    if (!view || view.scale > 1.01) return;
    element.style.setProperty('--seen-top', `${view.offsetTop}px`);
    element.style.setProperty('--seen-height', `${view.height}px`);
  }

  measure();
  for (const event of ['resize', 'scroll']) view.addEventListener(event, measure, { signal: gone.signal });
  return () => gone.abort();
}
