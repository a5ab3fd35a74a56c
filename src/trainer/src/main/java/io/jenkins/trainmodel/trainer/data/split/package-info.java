/** Which samples train and which judge, by what they consist of; knows no labels and not how samples are stored. */
package io.jenkins.trainmodel.trainer.data.split;
