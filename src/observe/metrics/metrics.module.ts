import { Module } from '@nestjs/common';
import { collectDefaultMetrics, register } from 'prom-client';
import { answerClusterMetrics } from './cluster.metrics.js';
import { MetricsController } from './metrics.controller.js';

@Module({ controllers: [MetricsController] })
export class MetricsModule {
  constructor() {
    const isCollecting = register.getSingleMetric('process_cpu_user_seconds_total') !== undefined;
    if (!isCollecting) collectDefaultMetrics();
    answerClusterMetrics();
  }
}
