const BY_TARGET: readonly (readonly [RegExp, string])[] = [
  [/^src\/core\/kernel\//, 'src/core/kernel/ is for everybody: this folder has no row in the table yet'],
  [
    /^src\/core\/(store\/|application\/(ports|rows)\.)/,
    'what reads or writes rows belongs in src/core/store/, behind a port of src/core/application/ports.ts',
  ],
  [
    /^src\/core\/text\/|^locales\/|^i18next$/,
    'words belong in locales/ and src/core/text/: hand over a key and its params, or take the text as an argument',
  ],
  [
    /^src\/core\/application\//,
    'what needs a use case belongs in src/core/application/; pages and channels see its types through core-api.ts',
  ],
  [
    /^src\/core\//,
    'a rule that needs both domains belongs in src/core/application/; a word that both share, in src/core/kernel/',
  ],
  [
    /^src\/bots\//,
    'what one service needs belongs in its own folder under src/bots/; what all share, in core/conversation/channel.ts',
  ],
  [
    /^src\/processors\//,
    'what one source needs belongs in its own folder; what all share, in src/processors/shared/ or core/fulfilment/',
  ],
  [/^src\/(desk|pages)\//, 'pages belong in src/desk/ or src/pages/; what both show, in src/core/text/'],
  [/^src\/workers\//, 'a job calls a use case: the work belongs in src/core/application/'],
  [
    /^src\/platform\//,
    'what touches network, disk or database belongs in src/platform/ and is handed over by src/*.ts',
  ],
  [/^src\/config/, 'settings are read by src/*.ts and src/platform/: take the value as an argument'],
  [/^src\//, 'src/*.ts and src/cli/ only put parts together: take the part as an argument'],
  [/^(test|bench|prisma)\//, 'the shop runs without its tests: the code belongs in src/'],
  [/^@prisma\/|^pg-boss$|^pg$/, 'the database belongs in src/core/store/ (rows, jobs) or src/platform/'],
  [/^grammy|^@slack\//, 'a service and its library belong in one folder under src/bots/'],
  [/^hono|^@hono\//, 'HTTP belongs in src/desk/, src/pages/ or src/platform/'],
  [/^node:crypto$/, 'digests and randomness belong in src/core/kernel/ (digest.ts, ids.ts)'],
];

/** Where the code belongs that wants to import this. */
export function whereItBelongs(to: string): string {
  const advice = BY_TARGET.find(([target]) => target.test(to))?.[1];
  return (
    advice ??
    'a library belongs at the edge: src/platform/, or the folder of the one channel or source that needs it'
  );
}
