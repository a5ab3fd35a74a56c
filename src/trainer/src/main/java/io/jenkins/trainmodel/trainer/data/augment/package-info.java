/** Images varied while they train: other ones in every epoch, the same for the same seed. */
package io.jenkins.trainmodel.trainer.data.augment;
