import { existsSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where SageMaker puts the model of an endpoint. */
const SAGEMAKER_MODEL = '/opt/ml/model';

/**
 * The environment with the defaults of the platform that this runs on. On SageMaker, whose containers
 * are asked on one port by the platform alone, IAM has decided who may before a request comes.
 * @param root folder below which the platform is looked for
 */
export function withPlatform(environment: Environment, root = '/'): Environment {
  if (!existsSync(join(root, SAGEMAKER_MODEL))) return environment;
  const said = Object.entries(environment).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  return {
    HOST: '0.0.0.0',
    PORT: environment.SAGEMAKER_BIND_TO_PORT || '8080',
    MODEL_DIR: SAGEMAKER_MODEL,
    HISTORY_URL: 'sqlite:/tmp/history.sqlite',
    ACCESS: 'open',
    ...Object.fromEntries(said),
  };
}
