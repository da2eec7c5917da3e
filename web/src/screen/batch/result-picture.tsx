import { kindOf } from '../../answer/answer.kind.ts';
import type { Contract } from '../../api/client.ts';
import type { BatchResult } from './batch.result.ts';
import { ClassCounts } from './class-counts.tsx';
import { LabelCounts } from './label-counts.tsx';
import { ValueSpread } from './value-spread.tsx';

interface ResultPictureProps {
  readonly result: BatchResult;
  readonly contract: Contract;
}

/** How the answers are spread over the rows. */
export function ResultPicture({ result, contract }: ResultPictureProps) {
  const kind = kindOf(contract);
  const { scored, labelCounts } = result;
  // What a model of another time has answered may be of another kind.
  const counts = labelCounts ?? {};
  const isCounted = Object.keys(counts).length > 0;
  return (
    <>
      {isCounted && <ClassCounts {...{ scored, counts, contract }} />}
      {kind.member === 'labels' && <LabelCounts result={result} names={kind.names} />}
      {kind.spreads.length > 0 && <ValueSpread result={result} kind={kind} />}
    </>
  );
}
