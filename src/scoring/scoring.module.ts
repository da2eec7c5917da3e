import { Module } from '@nestjs/common';
import { InferenceModule } from '../inference/inference.module.js';
import { FileScoring } from './file.scoring.js';
import { GroupCommit } from './group.commit.js';
import { Recording } from './recording.js';
import { RowQueue } from './row.queue.js';
import { RowScoring } from './row.scoring.js';
import { ScoringPool } from './threads/scoring.pool.js';

/** What every door calls to have rows answered. */
@Module({
  imports: [InferenceModule],
  providers: [RowScoring, FileScoring, Recording, RowQueue, GroupCommit, ScoringPool],
  exports: [InferenceModule, RowScoring, FileScoring, Recording],
})
export class ScoringModule {}
