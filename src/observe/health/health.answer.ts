/** Answer of `GET /health/live`. */
export class LivenessDto {
  status!: 'ok';
}

/** What one part of the service says of itself. */
export class PartDto {
  status!: 'up' | 'down';
  /** `<name>/<version>` of each model that is served. */
  served?: string[];
}

/** The parts by name: `models` and `history`. */
export class PartsDto {
  models!: PartDto;
  history!: PartDto;
}

/** Answer of `GET /health/ready`. */
export class ReadinessDto {
  status!: 'ok';
  info!: PartsDto;
  /** Of a service that is ready, nothing. */
  error!: Record<string, unknown>;
  details!: PartsDto;
}
