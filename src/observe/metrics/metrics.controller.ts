import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { register } from 'prom-client';
import type { Caller } from '../../domain/caller.js';
import { CallerOf } from '../../http/caller.parameter.js';
import { Route } from '../../http/route.options.js';
import { metricsText } from './cluster.metrics.js';

/** How many there are of all models. */
const ALL_MODELS = /^tabserve_models\{/;

/** Models that a caller may not see have no figures either, and are not counted. */
function linesFor({ seesModel }: Caller, text: string): string {
  const isSeen = (line: string) => {
    const [, model] = /[{,]model="([^"]*)"/.exec(line) ?? [];
    return model === undefined ? !ALL_MODELS.test(line) : seesModel(model);
  };
  return text.split('\n').filter(isSeen).join('\n');
}

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  /** Prometheus text of all processes; each part of the service registers its own metrics. */
  @Get()
  @Route({ scope: 'metrics:read' })
  @Header('content-type', register.contentType)
  async metrics(@CallerOf() caller: Caller): Promise<string> {
    const text = await metricsText();
    return caller.models === null ? text : linesFor(caller, text);
  }
}
