/**
 * The data of a run: read once from CSV, IDX files or folders of images, checked, split by seed, and handed out in batches
 * that a thread of its own fills ahead. Knows no engine.
 */
package io.jenkins.trainmodel.trainer.data;
