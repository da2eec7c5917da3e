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
import { JSON_TYPE, Route } from '../http/route.options.js';
import { ModelProvider } from '../inference/model.provider.js';
import type { ServedModel } from '../inference/served.model.js';
import { ModelContractDto, ServedModelsDto } from './model.answer.js';

const ONNX_TYPE = 'application/octet-stream';

@ApiTags('models')
@Controller('models')
export class ModelController {
  constructor(
    private readonly models: ModelProvider,
    private readonly settings: Settings,
  ) {}

  /** Every model and version that is served, and how large a file they take. */
  @ApiOperation({ operationId: 'listModels' })
  @ApiOkResponse({ description: 'The models, and the limits of a file.', type: ServedModelsDto })
  @Get()
  @Route({ produces: [JSON_TYPE] })
  list(): object {
    const preferred = this.models.findDefault();
    const { BATCH_MAX_BYTES: batchBytes, BATCH_MAX_ROWS: batchRows } = this.settings;
    return {
      items: this.models.list().map((model) => ({
        ...model.reference,
        task: model.contract.task,
        title: model.contract.title ?? null,
        default: model === preferred,
      })),
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
  @Route({ produces: [JSON_TYPE] })
  highest(
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    sendContract(this.models.find(name), request, reply);
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
  @Route({ produces: [JSON_TYPE] })
  one(
    @Param('name') name: string,
    @Param('version') version: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    sendContract(this.models.find(name, version), request, reply);
  }

  /**
   * The ONNX graph of one version of a model: the very bytes that its digest is of.
   * @param name Name of the model.
   * @param version One of its versions.
   */
  @ApiOperation({ operationId: 'getModelGraph' })
  @ApiProduces(ONNX_TYPE)
  @ApiOkResponse({ description: 'The graph.', schema: { type: 'string', format: 'binary' } })
  @ApiNotModifiedResponse({ description: 'The one that `If-None-Match` names.' })
  @Get(':name/versions/:version/model.onnx')
  @Route({ produces: [ONNX_TYPE] })
  graph(
    @Param('name') name: string,
    @Param('version') version: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): void {
    sendGraph(this.models.find(name, version), request, reply);
  }
}

function sendContract(model: ServedModel, request: FastifyRequest, reply: FastifyReply): void {
  if (isKnown(model, request, reply)) return;
  const { goldenVectors, contract, digest, card } = model;
  void reply.send({ ...contract, digest, golden: { vectors: goldenVectors }, card });
}

function sendGraph(model: ServedModel, request: FastifyRequest, reply: FastifyReply): void {
  if (isKnown(model, request, reply)) return;
  const { name, version, bytes } = model;
  void reply
    .header('content-disposition', `attachment; filename="${name}-${version}.onnx"`)
    .type(ONNX_TYPE)
    // A copy: sockets write from memory of their own thread only.
    .send(Buffer.from(new Uint8Array(bytes)));
}

/**
 * Answers 304 to a client that has it already.
 * The digest stands for the contract too: a contract names the one graph it was written for.
 */
function isKnown(model: ServedModel, request: FastifyRequest, reply: FastifyReply): boolean {
  const etag = `"${model.digest}"`;
  void reply.header('etag', etag).header('cache-control', 'no-cache');
  const known = request.headers['if-none-match']
    ?.split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (!known?.includes(etag) && !known?.includes('*')) return false;
  void reply.status(304).send();
  return true;
}
