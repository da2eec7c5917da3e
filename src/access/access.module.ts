import { type DynamicModule, Module } from '@nestjs/common';
import { AccessControl } from './access.control.js';

/** Says who may, to every protocol. */
@Module({})
export class AccessModule {
  static forRoot(access: AccessControl): DynamicModule {
    const provider = { provide: AccessControl, useValue: access };
    return { module: AccessModule, global: true, providers: [provider], exports: [provider] };
  }
}
