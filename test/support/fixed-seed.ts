import fc from "fast-check";

/**
 * Property tests draw the same values in every run, so that a change is judged by what it changes.
 * To look further, give another seed: AGENTREGISTRY_TEST_SEED=…
 */
fc.configureGlobal({ seed: Number(process.env["AGENTREGISTRY_TEST_SEED"] ?? 20_261_120) });
