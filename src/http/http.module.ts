import { type DynamicModule, Module } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { ConnectionDrain } from './connection.drain.js';
import { ConnectionLimit } from './direct/connection.limit.js';
import { DirectRoutes } from './direct/direct.routes.js';
import { HttpParts } from './http.parts.js';
import { QueryPipe } from './query.pipe.js';

/** What all routes share. */
@Module({})
export class HttpModule {
  static forRoot(parts: HttpParts): DynamicModule {
    return {
      module: HttpModule,
      global: true,
      providers: [
        { provide: APP_PIPE, useClass: QueryPipe },
        { provide: HttpParts, useValue: parts },
        ConnectionDrain,
        ConnectionLimit,
        DirectRoutes,
      ],
      exports: [DirectRoutes, HttpParts],
    };
  }
}
