import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { register } from 'prom-client';
import { metricsText } from './cluster.metrics.js';

@ApiExcludeController()
@Controller('metrics')
export class MetricsController {
  /** Prometheus text of all processes; each part of the service registers its own metrics. */
  @Get()
  @Header('content-type', register.contentType)
  metrics(): Promise<string> {
    return metricsText();
  }
}
