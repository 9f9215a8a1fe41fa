import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from './dialog.tsx';
import { Launcher } from './launcher.tsx';
import { isPhone, rememberOpen, wasOpen } from './viewport.ts';

/** The button in the corner and the panel that it opens. Once opened, the panel keeps its place and the words typed in it. */
export function Bubble() {
  const [open, setOpen] = useState(wasOpen);
  const [opened, setOpened] = useState(open);
  const launcher = useRef<HTMLButtonElement>(null);
  const [returning, setReturning] = useState(false);

  useEffect(() => {
    if (returning && !open) launcher.current?.focus();
  }, [open, returning]);

  function show(next: boolean): void {
    setOpen(next);
    setOpened((before) => before || next);
    setReturning(true);
    rememberOpen(next);
  }

  return (
    <>
      {opened && <Dialog shown={open} modal={isPhone()} grabFocus={returning} onClose={() => show(false)} />}
      <Launcher hidden={open} button={launcher} onOpen={() => show(true)} />
    </>
  );
}
