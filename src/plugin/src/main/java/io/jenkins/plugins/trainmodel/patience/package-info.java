/**
 * How long is waited, as the configuration has it: between two looks at a run, for an agent that is away, for a trainer
 * that is to end.
 */
package io.jenkins.plugins.trainmodel.patience;
