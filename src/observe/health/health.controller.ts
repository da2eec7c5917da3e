import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { JSON_TYPE, Route } from '../../http/route.options.js';
import { LivenessDto, ReadinessDto } from './health.answer.js';
import { ReadinessService } from './readiness.service.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  /** 200 while the process runs, also while it drains; touches neither models nor store. */
  @ApiOperation({ operationId: 'checkLive' })
  @ApiOkResponse({ description: 'The process runs.', type: LivenessDto })
  @Get('live')
  @Route({ produces: [JSON_TYPE], scope: 'open' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when every model is served and the history answers; else 503 saying which. */
  @ApiOperation({ operationId: 'checkReady' })
  @ApiOkResponse({ description: 'Requests may be sent here.', type: ReadinessDto })
  @Get('ready')
  @Route({ produces: [JSON_TYPE], scope: 'open' })
  ready(): Promise<object> {
    return this.readiness.check();
  }
}
