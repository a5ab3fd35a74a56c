/** What a training holds of memory, what the machine has, and what to do where the one is too little for the other. */
package io.jenkins.trainmodel.trainer.memory;
