import { type DynamicModule, Module } from '@nestjs/common';
import { APP_PIPE } from '@nestjs/core';
import { ConnectionDrain } from './connection.drain.js';
import { ConnectionLimit } from './connection.limit.js';
import { DirectRoutes } from './direct.routes.js';
import { QueryPipe } from './query.pipe.js';
import { RequestAccount } from './request.account.js';

/** What all routes share. */
@Module({})
export class HttpModule {
  static forRoot(account: RequestAccount): DynamicModule {
    return {
      module: HttpModule,
      global: true,
      providers: [
        { provide: APP_PIPE, useClass: QueryPipe },
        { provide: RequestAccount, useValue: account },
        ConnectionDrain,
        ConnectionLimit,
        DirectRoutes,
      ],
      exports: [DirectRoutes],
    };
  }
}
