/**
 * What data of every kind has in common: samples read once, checked, split by seed, and handed out in batches that a
 * thread of its own fills ahead. Knows no engine, and none of the sources that fill it.
 */
package io.jenkins.trainmodel.trainer.data;
