import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Settings } from '../../config/settings.js';
import type { Caller } from '../../domain/caller.js';
import { HttpParts } from '../../http/http.parts.js';
import { ModelProvider } from '../../inference/registry/model.provider.js';
import { keepAllowed } from './caller.operations.js';
import { openApiDocument } from './openapi.document.js';

/** The OpenAPI document as each caller may see it. */
export class ApiDocuments {
  private readonly documents = new WeakMap<Caller, OpenAPIObject>();

  constructor(private readonly app: INestApplication) {}

  /** Made at a caller's first request: the models are loaded by then. */
  for(caller: Caller): OpenAPIObject {
    const known = this.documents.get(caller);
    if (known !== undefined) return known;
    const document = this.make(caller);
    this.documents.set(caller, document);
    return document;
  }

  private make(caller: Caller): OpenAPIObject {
    const { app } = this;
    const models = app.get(ModelProvider);
    const document = openApiDocument(app, models.list(caller), models.findDefault(caller));
    if (app.get(Settings).ACCESS === 'required') {
      keepAllowed(document, caller, app.get(HttpParts).routes.routes);
    }
    return document;
  }
}
