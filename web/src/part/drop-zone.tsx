import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

interface DropZoneProps {
  /** What the file dialogue offers. */
  readonly accept: string;
  readonly isDisabled: boolean;
  readonly onFile: (file: File) => void;
  /** The words that label the control. */
  readonly children: ComponentChildren;
}

/** Takes a file that is dropped on it or chosen; a file control with a large label. */
export function DropZone({ accept, isDisabled, onFile, children }: DropZoneProps) {
  const isOver = useSignal(false);
  const take = (files: FileList | null | undefined) => {
    const [file] = files ?? [];
    if (file && !isDisabled) onFile(file);
  };
  const hover = (event: DragEvent, isNowOver: boolean) => {
    // Else the browser would show the file in place of the page.
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
