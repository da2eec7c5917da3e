import type { ScreenProps } from '../../app.tsx';

export function BatchScreen({ contract }: ScreenProps) {
  return <h1>{contract.title ?? contract.name}</h1>;
}
