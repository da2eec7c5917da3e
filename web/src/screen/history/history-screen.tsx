import type { ScreenProps } from '../../app.tsx';

export function HistoryScreen({ contract }: ScreenProps) {
  return <h1>{contract.title ?? contract.name}</h1>;
}
