/** Tables of samples in memory: what they become as training, validation and test data of one run. */
package io.jenkins.trainmodel.trainer.data.table;
