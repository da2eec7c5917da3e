import { createHash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import {
  ApiNotModifiedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import type { Caller } from '../domain/caller.js';
import { CallerOf } from '../http/caller.parameter.js';
import { JSON_TYPE, Route } from '../http/route.options.js';
import { ModelProvider } from '../inference/registry/model.provider.js';
import type { ServedModel } from '../inference/registry/served.model.js';
import { Problem } from '../problem/problem.js';
import { ModelContractDto, ServedModelsDto } from './model.answer.js';

const ONNX_TYPE = 'application/octet-stream';
/** Under this name the graph looks for it. */
const DATA_FILE = 'model.onnx.data';

interface ContractText {
  readonly text: string;
  /** Hash of the text. */
  readonly tag: string;
}

const texts = new WeakMap<ServedModel, ContractText>();

@ApiTags('models')
@Controller('models')
export class ModelController {
  constructor(
    private readonly models: ModelProvider,
    private readonly settings: Settings,
  ) {}

  /** Every model and version that is served, what is not and why, and how large a file they take. */
  @ApiOperation({ operationId: 'listModels' })
  @ApiOkResponse({ description: 'The models, and the limits of a file.', type: ServedModelsDto })
  @Get()
  @Route({ produces: [JSON_TYPE], scope: 'models:read' })
  list(@CallerOf() caller: Caller): object {
    const preferred = this.models.findDefault(caller);
    const { BATCH_MAX_BYTES: batchBytes, BATCH_MAX_ROWS: batchRows } = this.settings;
    return {
      items: this.models.list(caller).map((model) => ({
        ...model.reference,
        task: model.contract.task,
        title: model.contract.title ?? null,
        default: model === preferred,
      })),
      refused: this.models.refused(caller),
      limits: { batchBytes, batchRows },
    };
  }

  /**
   * The contract of a model's highest version.
   * @param name Name of the model.
   */
  @ApiOperation({ operationId: 'getModel' })
  @ApiOkResponse({ description: 'The contract.', type: ModelContractDto })
  @ApiNotModifiedResponse({ description: 'The one that `If-None-Match` names.' })
  @Get(':name')
  @Route({ produces: [JSON_TYPE], scope: 'models:read' })
  highest(
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    sendContract(this.models.find(name, undefined, request.caller), request, reply);
  }

  /**
   * The contract of one version of a model.
   * @param name Name of the model.
   * @param version One of its versions.
   */
  @ApiOperation({ operationId: 'getModelVersion' })
  @ApiOkResponse({ description: 'The contract.', type: ModelContractDto })
  @ApiNotModifiedResponse({ description: 'The one that `If-None-Match` names.' })
  @Get(':name/versions/:version')
  @Route({ produces: [JSON_TYPE], scope: 'models:read' })
  one(
    @Param('name') name: string,
    @Param('version') version: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    sendContract(this.models.find(name, version, request.caller), request, reply);
  }

  /**
   * The ONNX graph of one version of a model: the very bytes that its digest is of, less its data.
   * @param name Name of the model.
   * @param version One of its versions.
   */
  @ApiOperation({ operationId: 'getModelGraph' })
  @ApiProduces(ONNX_TYPE)
  @ApiOkResponse({ description: 'The graph.', schema: { type: 'string', format: 'binary' } })
  @ApiNotModifiedResponse({ description: 'The one that `If-None-Match` names.' })
  @Get(':name/versions/:version/model.onnx')
  @Route({ produces: [ONNX_TYPE], scope: 'models:read' })
  graph(
    @Param('name') name: string,
    @Param('version') version: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const model = this.models.find(name, version, request.caller);
    if (model.files.data !== null) void reply.header('link', '<model.onnx.data>; rel="related"');
    sendFile(model, model.files.graph, `${name}-${version}.onnx`, request, reply);
  }

  /**
   * The weights of a graph that keeps them in a file of their own, under which it looks for them.
   * @param name Name of the model.
   * @param version One of its versions.
   */
  @ApiOperation({ operationId: 'getModelData' })
  @ApiProduces(ONNX_TYPE)
  @ApiOkResponse({ description: 'The weights.', schema: { type: 'string', format: 'binary' } })
  @ApiNotModifiedResponse({ description: 'The one that `If-None-Match` names.' })
  @Get(':name/versions/:version/model.onnx.data')
  @Route({ produces: [ONNX_TYPE], scope: 'models:read' })
  data(
    @Param('name') name: string,
    @Param('version') version: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    const model = this.models.find(name, version, request.caller);
    if (model.files.data === null)
      throw new Problem('not-found', 'All of this graph is in model.onnx.');
    sendFile(model, model.files.data, DATA_FILE, request, reply);
  }
}

/** A contract as it is answered, whose tag is made of the answer itself: contracts share graphs. */
function contractText(model: ServedModel): ContractText {
  const known = texts.get(model);
  if (known !== undefined) return known;
  const { goldenVectors, contract, digest, card, files } = model;
  const golden = { vectors: goldenVectors };
  const names = ['model.onnx', ...(files.data === null ? [] : [DATA_FILE])];
  const text = JSON.stringify({ ...contract, digest, golden, files: names, card });
  const made = { text, tag: createHash('sha256').update(text).digest('hex') };
  texts.set(model, made);
  return made;
}

function sendContract(model: ServedModel, request: FastifyRequest, reply: FastifyReply): void {
  const { text, tag } = contractText(model);
  if (isKnown(`sha256:${tag}`, request, reply)) return;
  void reply.type(`${JSON_TYPE}; charset=utf-8`).send(text);
}

function sendFile(
  { digest }: ServedModel,
  content: SharedArrayBuffer,
  fileName: string,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (isKnown(digest, request, reply)) return;
  void reply
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .type(ONNX_TYPE)
    // A copy: sockets write from memory of their own thread only.
    .send(Buffer.from(new Uint8Array(content)));
}

/** Answers 304 to a client that has it already. */
function isKnown(tag: string, request: FastifyRequest, reply: FastifyReply): boolean {
  const etag = `"${tag}"`;
  void reply.header('etag', etag).header('cache-control', 'no-cache');
  const known = request.headers['if-none-match']
    ?.split(',')
    .map((one) => one.trim().replace(/^W\//, ''));
  if (!known?.includes(etag) && !known?.includes('*')) return false;
  void reply.status(304).send();
  return true;
}
