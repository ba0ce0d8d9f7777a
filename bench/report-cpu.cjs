// Preloaded into a measured process: says on file descriptor 3 what it cost, in microseconds of CPU.
const { writeSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(3, String(user + system));
});
