import { describe, expect, it } from '@jest/globals';
import { checkMongoUrl, connectionOptions, reasonOf } from './mongo.options.js';

describe('MongoDB options', () => {
  it.each([
    'mongodb://me:s3cret@',
    'mongodb://me:s3cret@host:1/?tls=maybe',
    'mongodb://me:s3%crset@host',
    'mongodb://me:s3@cret@host/',
  ])('refuse %s without showing the password', (url) => {
    expect(() => checkMongoUrl(url)).toThrow('The MongoDB URL of the history cannot be used');
    expect(() => checkMongoUrl(url)).not.toThrow(/s3/);
  });

  it('show what an error says, but not a password in it', () => {
    const url = 'mongodb://me:p%40ss@host/';
    expect(reasonOf(new Error('connect ECONNREFUSED 127.0.0.1:1'), url)).toContain('ECONNREFUSED');
    expect(reasonOf(new Error('wrong p@ss'), url)).toBe('it is not valid');
    expect(reasonOf(new Error('wrong p%40ss'), url)).toBe('it is not valid');
    expect(reasonOf(new Error(`wrong ${url}`), url)).toBe('it is not valid');
  });

  it('name a database where the URL does not', () => {
    expect(connectionOptions('mongodb://host')).toMatchObject({ dbName: 'tabserve' });
    expect(connectionOptions('mongodb://a,b/?w=1')).toMatchObject({ dbName: 'tabserve' });
    expect(connectionOptions('mongodb://a,b/mine?w=1')).not.toHaveProperty('dbName');
    expect(connectionOptions('mongodb+srv://me:x@host/mine')).not.toHaveProperty('dbName');
  });

  it('acknowledge by majority, and never wait without end', () => {
    expect(connectionOptions('mongodb://host')).toMatchObject({
      writeConcern: { w: 'majority' },
      bufferCommands: false,
      sanitizeFilter: true,
      serverSelectionTimeoutMS: expect.any(Number),
      socketTimeoutMS: expect.any(Number),
    });
  });
});
