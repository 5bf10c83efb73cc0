import fc from 'fast-check';

// What is made at random is the same in every run; HEADLIGHT_SEED makes something else.
fc.configureGlobal({ seed: Number(process.env['HEADLIGHT_SEED'] ?? 20261123) });
