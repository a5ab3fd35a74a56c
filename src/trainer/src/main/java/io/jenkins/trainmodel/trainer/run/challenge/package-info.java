/** The reference's model and the one that is kept, measured on the same samples. */
package io.jenkins.trainmodel.trainer.run.challenge;
