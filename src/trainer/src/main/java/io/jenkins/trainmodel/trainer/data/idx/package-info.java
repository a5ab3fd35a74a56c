/** Data in IDX files, as MNIST has it. */
package io.jenkins.trainmodel.trainer.data.idx;
