/** Batches of samples in host memory, filled ahead by a thread of their own. */
package io.jenkins.trainmodel.trainer.data.batch;
