import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Settings } from '../../config/settings.js';
import type { Caller } from '../../domain/caller.js';
import { CallerOf } from '../../http/caller.parameter.js';
import { JSON_TYPE, Route } from '../../http/route.options.js';
import { AccessDto } from './access.answer.js';

@ApiTags('access')
@Controller('access')
export class AccessController {
  constructor(private readonly settings: Settings) {}

  /** Whose key or token the request brings, and what it may do here. */
  @ApiOperation({ operationId: 'getAccess' })
  @ApiOkResponse({ description: 'The caller, as the server knows them.', type: AccessDto })
  @Get()
  @Route({ produces: [JSON_TYPE], scope: 'any' })
  mine(@CallerOf() { name, scopes, models, expiresAt }: Caller): object {
    return {
      access: this.settings.ACCESS,
      caller: name,
      scopes: [...scopes],
      models,
      expires: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    };
  }
}
