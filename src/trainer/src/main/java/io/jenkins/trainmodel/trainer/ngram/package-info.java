/** Language models that count: what a network must beat before it is worth its training. */
package io.jenkins.trainmodel.trainer.ngram;
