/** Text as tokens in memory-mapped files: listed, read, split, tokenized once and kept, cut into windows. */
package io.jenkins.trainmodel.trainer.data.text;
