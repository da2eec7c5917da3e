import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

interface DropZoneProps {
  /** What the file dialogue offers. */
  readonly accept: string;
  readonly isDisabled: boolean;
  readonly onFile: (file: File) => void;
  /** The words that label the control. */
  readonly children: ComponentChildren;
}

/** A file that is dropped beside the zone would else replace the page. */
const MISSED = ['dragover', 'drop'] as const;
const ignore = (event: DragEvent) => event.preventDefault();

/** Takes a file that is dropped on it or chosen; a file control with a large label. */
export function DropZone({ accept, isDisabled, onFile, children }: DropZoneProps) {
  const isOver = useSignal(false);
  const take = (files: FileList | null | undefined) => {
    const [file] = files ?? [];
    if (file && !isDisabled) onFile(file);
  };
  useEffect(() => {
    for (const type of MISSED) addEventListener(type, ignore);
    return () => {
      for (const type of MISSED) removeEventListener(type, ignore);
    };
  }, []);
  const hover = (event: DragEvent, isNowOver: boolean) => {
    event.preventDefault();
    isOver.value = isNowOver && !isDisabled;
  };
  return (
    <label
      class={isOver.value ? 'drop-zone over' : 'drop-zone'}
      onDragOver={(event) => hover(event, true)}
      onDragLeave={(event) => hover(event, false)}
      onDrop={(event) => {
        hover(event, false);
        take(event.dataTransfer?.files);
      }}
    >
      <input
        class="visually-hidden"
        type="file"
        accept={accept}
        disabled={isDisabled}
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          // A file that was edited meanwhile can be chosen again.
          currentTarget.value = '';
        }}
      />
      {children}
    </label>
  );
}
