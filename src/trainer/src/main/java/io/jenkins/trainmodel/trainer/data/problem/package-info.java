/** What is wrong with data, said so that people find it: the place, names in quotes, not too many of a kind. */
package io.jenkins.trainmodel.trainer.data.problem;
