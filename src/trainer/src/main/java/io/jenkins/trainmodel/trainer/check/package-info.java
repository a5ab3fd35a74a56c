/** What a specification needs, tried on the machine where it is to run. */
package io.jenkins.trainmodel.trainer.check;
