/** Text from a language model, token by token. */
package io.jenkins.trainmodel.trainer.generation;
