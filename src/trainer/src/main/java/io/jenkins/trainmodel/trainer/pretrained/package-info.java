/** Models in files with which a run begins, as specifications name them, and what the files say of the network. */
package io.jenkins.trainmodel.trainer.pretrained;
