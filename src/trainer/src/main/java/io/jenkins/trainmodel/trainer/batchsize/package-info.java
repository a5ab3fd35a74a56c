/** How many samples a batch has and how many tokens an optimizer step takes. */
package io.jenkins.trainmodel.trainer.batchsize;
