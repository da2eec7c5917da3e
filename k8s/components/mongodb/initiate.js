// Run by mongosh. Members trust whoever holds their key, so it needs no user to make the first ones.
const { KEYFILE, ADMIN_PASSWORD, TABSERVE_PASSWORD } = process.env;
const hosts = [0, 1, 2].map((member) => `mongodb-${member}.mongodb:27017`);

function member(host) {
  const session = connect(`mongodb://${host}/local?directConnection=true`);
  session.auth({
    user: '__system',
    // White space in a key file does not count.
    pwd: KEYFILE.replace(/\s/g, ''),
    mechanism: 'SCRAM-SHA-256',
  });
  return session;
}

const first = member(hosts[0]).getSiblingDB('admin');
try {
  first.runCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  const members = hosts.map((host, _id) => ({ _id, host }));
  first.runCommand({ replSetInitiate: { _id: 'rs0', members } });
}

let primary = '';
while (primary === '') {
  primary = first.runCommand({ hello: 1 }).primary ?? '';
  sleep(1000);
}

function ensureUser(database, user, pwd, roles) {
  if (database.getUser(user) === null) database.createUser({ user, pwd, roles });
  else database.updateUser(user, { pwd, roles });
}

const writable = member(primary);
ensureUser(writable.getSiblingDB('admin'), 'admin', ADMIN_PASSWORD, ['root']);
ensureUser(writable.getSiblingDB('tabserve'), 'tabserve', TABSERVE_PASSWORD, [
  { role: 'readWrite', db: 'tabserve' },
]);
print(`The replica set is there; its primary is ${primary}.`);
