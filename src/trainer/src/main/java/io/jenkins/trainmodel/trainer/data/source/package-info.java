/** The registry of the kinds of data: finds the reader of what a specification names. It alone knows them all. */
package io.jenkins.trainmodel.trainer.data.source;
