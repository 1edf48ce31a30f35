import { appendFile } from '../../src/platform/append-file.ts';

// A process that writes a file of lines: appends so many, or rewrites it and is killed in the middle.
const [, , file = '', role = '', count = '0'] = process.argv;
const lines = appendFile(file);
if (role === 'append') for (let i = 0; i < Number(count); i += 1) await lines.append(`{"kept":${i}}`);
if (role === 'die-in-lock')
  await lines.rewrite(() => {
    process.kill(process.pid, 'SIGKILL');
    return [];
  });
if (role === 'rewrite')
  await lines.rewrite(() => Array.from({ length: Number(count) }, (_, i) => `{"new":${i}}`));
