/** A trained model that is asked about new samples: measured on them, or predicting what nobody knows yet. */
package io.jenkins.trainmodel.trainer.inference;
