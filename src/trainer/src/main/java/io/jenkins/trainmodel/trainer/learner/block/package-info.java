/** Networks that are blocks of DJL: loaded by whoever has their code, on the tensors of the script that trains. */
package io.jenkins.trainmodel.trainer.learner.block;
